import { areas, type Severity, severities } from '../../model/check.ts';
import type { Report } from '../../model/report.ts';
import { findingsOf } from '../words.ts';
import type { Chapter } from './document.ts';
import { type Html, tag, text } from './html-elements.ts';

const nouns: { readonly [S in Severity]: { readonly one: string; readonly many: string } } = {
  critical: { one: 'critical', many: 'critical' },
  error: { one: 'error', many: 'errors' },
  warning: { one: 'warning', many: 'warnings' },
  info: { one: 'note', many: 'notes' },
};

/** The filters; shown where scripts run. */
export function toolsHtml(chapters: readonly Chapter[]): Html {
  const reports = chapters.map(({ report }) => report);
  const here = areas.filter((area) =>
    reports.some(({ results }) => results.some((one) => one.area === area)),
  );
  const choices: [string, string][] = [
    ['', 'All outcomes'],
    ['failed', 'Failed'],
    ['unknown broken', 'Could not look'],
    ['passed', 'Passed'],
    ['notApplicable', 'Does not apply'],
  ];
  return tag(
    'div',
    { class: 'tools js', role: 'search' },
    tag('input', {
      type: 'search',
      id: 'words',
      placeholder: 'Search names, ids, words',
      'aria-label': 'Search',
    }),
    tag(
      'div',
      { class: 'chips', role: 'group', 'aria-label': 'Severity' },
      numbersOf(reports).map(({ severity, number }) =>
        tag(
          'label',
          { class: `chip ${severity}` },
          tag('input', { type: 'checkbox', value: severity }),
          tag('b', {}, String(number)),
          text(` ${number === 1 ? nouns[severity].one : nouns[severity].many}`),
        ),
      ),
    ),
    choice('area', 'Area', [['', 'All areas'], ...here.map((area): [string, string] => [area, area])]),
    choice('outcome', 'Outcome', choices),
    tag('button', { type: 'button', id: 'reset', hidden: true }, 'Clear'),
    tag('span', { class: 'quiet', id: 'shown', role: 'status' }),
  );
}

function choice(id: string, label: string, choices: readonly [string, string][]): Html {
  const options = choices.map(([value, words]) => tag('option', { value }, words));
  return tag('select', { id, 'aria-label': label }, options);
}

/** How many findings of each severity some clusters have together. */
function numbersOf(reports: readonly Report[]): { readonly severity: Severity; readonly number: number }[] {
  const found = reports.flatMap((report) => findingsOf(report).map(({ finding }) => finding.severity));
  return severities.map((severity) => ({
    severity,
    number: found.filter((one) => one === severity).length,
  }));
}
