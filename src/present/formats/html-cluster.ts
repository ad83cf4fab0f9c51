import type { AccessProblem } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import type { ReadRecord } from '../../model/snapshot.ts';
import { minuteOf } from '../dates.ts';
import { count, coverageWords, headline, seconds } from '../words.ts';
import type { Chapter } from './document.ts';
import { anchorOf, countStandings, legendItem } from './html-checks.ts';
import { badge, commandBlock, type Html, tag, text } from './html-elements.ts';
import { unseenIn } from './unseen.ts';

/** Up to so many ids stand in a line. */
const fewIds = 12;

/** The head of a cluster: how it stands, in a word, in numbers and as a bar. */
export function heroHtml({ title, report, closed }: Chapter, heading: 'h1' | 'h2'): Html {
  const tone = closed === undefined ? report.state : 'unread';
  return tag(
    'header',
    { class: `hero card ${tone}` },
    badge(tone, closed === undefined ? report.state : 'not read'),
    tag(heading, {}, title.trim() === '' ? '(without a name)' : title),
    tag('p', { class: 'says' }, closed === undefined ? withoutState(report) : closed.says),
    tag(
      'dl',
      { class: 'facts' },
      factsOf(report).map(([name, value]) => fact(name, value)),
    ),
    barHtml(report),
    tag(
      'p',
      { class: 'legend' },
      tag('span', {}, `${count(report.results.length, 'check')}:`),
      countStandings(report.results).map(({ standing, number }) => legendItem(standing, number)),
    ),
  );
}

/** The badge says the state already. */
function withoutState(report: Report): string {
  return headline(report).slice(`${report.state}: `.length);
}

function factsOf({ cluster, namespace, takenAt, durationMs, ...report }: Report): [string, string][] {
  return [
    ...(namespace === undefined ? [] : [['Only namespace', namespace] as [string, string]]),
    ['OSM', cluster.osmVersion ?? 'version unknown'],
    ...(cluster.kubernetesVersion === undefined
      ? []
      : [['Kubernetes', cluster.kubernetesVersion] as [string, string]]),
    ['Seen', minuteOf(takenAt)],
    ['Coverage', coverageWords({ cluster, takenAt, durationMs, ...report })],
    ['Reading took', seconds(durationMs)],
  ];
}

function fact(name: string, value: string): Html {
  return tag('div', {}, tag('dt', {}, name), tag('dd', {}, value));
}

/** How the checks ended, as lengths. Drawn, since the page's own rules allow no style in an attribute. */
function barHtml({ results }: Report): Html {
  let at = 0;
  const parts = countStandings(results).map(({ standing, number }) => {
    const width = (number / results.length) * 100;
    const x = at;
    at += width;
    return tag('rect', {
      class: standing,
      x: `${x.toFixed(2)}%`,
      width: `${width.toFixed(2)}%`,
      height: '100%',
    });
  });
  return tag('svg', { class: 'bar', 'aria-hidden': 'true' }, parts);
}

/** What could not be seen and the rights that are missing, before anything else: it may be worse than what was found. */
export function unseenHtml({ report, closed }: Chapter, place: number): readonly Html[] {
  if (closed !== undefined) return [closedHtml(closed)];
  const unseen = unseenIn(report);
  if (unseen === undefined) return [];
  const causes = unseen.causes.map(({ detail, right, ids }) =>
    tag(
      'li',
      {},
      text(`${detail} `),
      right === undefined ? [] : [text('Missing right: '), tag('code', {}, right), text('. ')],
      blindHtml(ids, place),
    ),
  );
  const broken = unseen.broken.map(({ id, error }) =>
    tag('li', {}, `${id} broke: ${error} That is a mistake in osm-doctor; please report it.`),
  );
  const rules = unseen.rules.join('\n');
  return [
    tag(
      'section',
      { class: 'panel card unknown' },
      tag('h2', {}, unseen.says),
      tag(
        'p',
        {},
        'What would have been found there is not known. No check counts as passed that could not look.',
      ),
      tag('ul', {}, causes, broken),
      rules === ''
        ? []
        : [
            tag(
              'p',
              {},
              'To add under ',
              tag('code', {}, 'rules:'),
              ' of the ClusterRole of this identity; each only reads:',
            ),
            commandBlock(rules),
          ],
    ),
  ];
}

/** Checks that one cause blinded; of many the list is folded. */
function blindHtml(ids: readonly string[], place: number): readonly Html[] {
  const links = ids.flatMap((id, index) => [
    text(index === 0 ? '' : ', '),
    tag('a', { href: `#${anchorOf(place, id)}` }, id),
  ]);
  if (ids.length <= fewIds) return [text('Blind: '), ...links];
  const summary = tag('summary', { class: 'turn' }, `Blind: ${count(ids.length, 'check')}`);
  return [tag('details', { class: 'undo' }, summary, tag('p', {}, links))];
}

function closedHtml({ todo, command, manifest }: AccessProblem): Html {
  return tag(
    'section',
    { class: 'panel card unread' },
    tag('h2', {}, 'This cluster could not be opened: nothing is known of its mesh'),
    tag('p', {}, todo),
    command === undefined ? [] : [commandBlock(command)],
    manifest === undefined ? [] : [commandBlock(manifest.trimEnd())],
  );
}

/** What was read and what it cost, for whoever doubts. */
export function readsHtml({ reads }: Report): readonly Html[] {
  if (reads.length === 0) return [];
  const head = ['what', 'requests', 'items', 'kB', 'ms', 'ended'];
  const cells = (row: readonly string[], name: 'th' | 'td'): Html =>
    tag(
      'tr',
      {},
      row.map((value, place) => tag(name, { class: place > 0 && place < 5 ? 'number' : undefined }, value)),
    );
  return [
    tag(
      'details',
      { class: 'area card' },
      tag(
        'summary',
        { class: 'turn' },
        tag('h3', {}, 'What was read'),
        tag('span', { class: 'quiet' }, count(reads.length, 'list')),
      ),
      tag(
        'div',
        { class: 'wide' },
        tag(
          'table',
          {},
          tag('thead', {}, cells(head, 'th')),
          tag(
            'tbody',
            {},
            reads.map((read) => cells(readCells(read), 'td')),
          ),
        ),
      ),
    ),
  ];
}

function readCells({ input, requests, items, bytes, ms, problem }: ReadRecord): string[] {
  const cost = [requests, items].map(String);
  return [
    input,
    ...cost,
    (bytes / 1_000).toFixed(1),
    ms.toFixed(0),
    problem === undefined ? 'read' : problem.reason,
  ];
}
