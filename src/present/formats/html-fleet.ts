import { groupFindings } from '../group-findings.ts';
import { count, countSeverities, findingsOf } from '../words.ts';
import { type Chapter, type ReportDocument, unlisted } from './document.ts';
import { badge, type Html, tag } from './html-elements.ts';

/** The clusters of a fleet in a table, and what kept us from seeing others. */
export function fleetHtml(document: ReportDocument): Html {
  const { chapters } = document;
  const missing = unlisted(document);
  const head = ['cluster', 'state', 'found', 'judged', 'worst'];
  return tag(
    'div',
    {},
    tag('h1', { class: 'big' }, `${count(chapters.length, 'cluster')}`),
    missing.length === 0
      ? []
      : [
          tag(
            'section',
            { class: 'panel card unknown' },
            tag('h2', {}, 'Not every cluster was seen'),
            tag(
              'ul',
              {},
              missing.map((problem) => tag('li', {}, problem)),
            ),
          ),
        ],
    chapters.length === 0
      ? []
      : [
          tag(
            'div',
            { class: 'wide card' },
            tag(
              'table',
              {},
              tag(
                'thead',
                {},
                tag(
                  'tr',
                  {},
                  head.map((name) => tag('th', { scope: 'col' }, name)),
                ),
              ),
              tag('tbody', {}, chapters.map(fleetRow)),
            ),
          ),
        ],
  );
}

function fleetRow({ title, report, closed }: Chapter, place: number): Html {
  const worst = groupFindings(report).find(({ severity }) => severity !== 'info');
  const faults = findingsOf(report)
    .map(({ finding }) => finding)
    .filter(({ severity }) => severity !== 'info');
  const { judged, total } = report.coverage;
  const says = closed?.says ?? (worst === undefined ? '' : `${worst.result.failTitle} (${worst.result.id})`);
  const state = closed === undefined ? report.state : 'unread';
  return tag(
    'tr',
    {},
    tag('td', {}, tag('a', { href: `#c${place + 1}` }, title)),
    tag('td', {}, badge(state, closed === undefined ? report.state : 'not read')),
    tag('td', {}, countSeverities(faults)),
    tag('td', { class: 'number' }, `${judged}/${total}`),
    tag('td', {}, says),
  );
}
