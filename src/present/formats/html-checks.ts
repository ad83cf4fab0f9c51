import { type Area, areas, type Severity, severities } from '../../model/check.ts';
import type { Outcome, Result } from '../../model/report.ts';
import { count } from '../words.ts';
import type { Chapter, ReportDocument } from './document.ts';
import { badge, type Html, tag, text } from './html-elements.ts';
import { pageLink } from './html-findings.ts';

/** How a check stands: by the worst that it found, or as it ended. What found notes alone has not failed anybody. */
export type Standing = Severity | Exclude<Outcome['is'], 'failed'>;

/** Standings in the order of what is to be feared, and how a check that stands so is called. */
const standingWords: { readonly [S in Standing]: string } = {
  critical: 'critical',
  error: 'error',
  unknown: 'unknown',
  broken: 'broken',
  warning: 'warning',
  info: 'note',
  passed: 'passed',
  notApplicable: 'not applicable',
};

/** How many of these checks stand how, the worst first; only what there is. */
export function countStandings(
  results: readonly Result[],
): readonly { readonly standing: Standing; readonly number: number }[] {
  const standings = results.map(standingOf);
  return (Object.keys(standingWords) as Standing[])
    .map((standing) => ({ standing, number: standings.filter((one) => one === standing).length }))
    .filter(({ number }) => number > 0);
}

function standingOf({ outcome, severity }: Result): Standing {
  if (outcome.is !== 'failed') return outcome.is;
  return severities.find((one) => outcome.findings.some((found) => found.severity === one)) ?? severity;
}

/** Every check with what became of it, area by area; an area unfolds by itself where something could not be judged. */
export function checksHtml({ report }: Chapter, document: ReportDocument, place: number): Html {
  const sections = areas
    .map((area) => ({ area, results: report.results.filter((result) => result.area === area) }))
    .filter(({ results }) => results.length > 0);
  return tag(
    'section',
    { 'data-holds': true },
    tag('h2', { class: 'title' }, 'Checks ', tag('span', {}, count(report.results.length, 'check'))),
    sections.map(({ area, results }) => areaHtml(area, results, document, place)),
  );
}

function areaHtml(area: Area, results: readonly Result[], document: ReportDocument, place: number): Html {
  const numbers = countStandings(results);
  const inOrder = numbers.flatMap(({ standing }) => results.filter((one) => standingOf(one) === standing));
  return tag(
    'details',
    { class: 'area card', 'data-holds': true },
    tag(
      'summary',
      { class: 'turn' },
      tag('h3', {}, area),
      tag(
        'span',
        { class: 'legend' },
        numbers.map(({ standing, number }) => legendItem(standing, number)),
      ),
    ),
    tag(
      'ul',
      {},
      inOrder.map((result) => checkHtml(result, document, place)),
    ),
  );
}

/** A coloured square, a number and what it counts. */
export function legendItem(standing: Standing, number: number): Html {
  const many = number !== 1 && ['error', 'warning', 'info'].includes(standing);
  const words = text(` ${standingWords[standing]}${many ? 's' : ''}`);
  return tag('span', {}, tag('i', { class: standing }), tag('b', {}, String(number)), words);
}

/** Where the line of a check stands in the page. */
export function anchorOf(place: number, id: string): string {
  return `c${place}-${id.replaceAll(/[^A-Za-z0-9-]/g, '_')}`;
}

function checkHtml(result: Result, { pageOf }: ReportDocument, place: number): Html {
  const { id, area, outcome, title, failTitle } = result;
  const says = outcome.is === 'failed' ? failTitle : title;
  const standing = standingOf(result);
  return tag(
    'li',
    {
      class: 'check',
      id: anchorOf(place, id),
      'data-outcome': outcome.is,
      'data-severity': standing,
      'data-area': area,
    },
    badge(standing, standingWords[standing]),
    tag('span', {}, says),
    tag('code', {}, id),
    reasonsOf(outcome).map((reason) => tag('p', {}, reason)),
    pageLink(id, pageOf).map((link) => tag('p', {}, link)),
  );
}

function reasonsOf(outcome: Outcome): readonly string[] {
  switch (outcome.is) {
    case 'passed':
      return [];
    case 'notApplicable':
      return [outcome.because];
    case 'broken':
      return [`A mistake in osm-doctor: ${outcome.error}`];
    case 'unknown':
      return outcome.because.map(({ detail }) => detail);
    case 'failed': {
      const partly = (outcome.unseen ?? []).map(({ detail }) => `Not all was seen: ${detail}`);
      return [`${count(outcome.findings.length, 'finding')}.`, ...partly];
    }
  }
}
