import type { Comparison } from '../model/comparison.ts';
import type { Asker } from '../model/job.ts';
import type { Button, Line, Message } from '../model/message.ts';
import type { Report } from '../model/report.ts';
import { attribution } from './attribution.ts';
import { blindParts } from './blind-parts.ts';
import { minuteOf, retirementWords } from './dates.ts';
import { data, oneLine, shortName } from './message-parts.ts';
import { plain } from './plain-text.ts';
import { clusterLine } from './terminal.ts';
import { count, coverageWords, findingsOf, headline, seconds } from './words.ts';
import { worstFindings } from './worst-findings.ts';

/** A judged cluster, who asked, and what changed since it was judged before. */
interface Answer {
  readonly report: Report;
  readonly by: Asker;
  /** Absent when there is no earlier report. */
  readonly changes?: Comparison;
  readonly now: Date;
}

/** The answer to `/osm check`: how the cluster is, the worst five findings, and what to type. */
export function checkMessage({ report, by, changes, now }: Answer): Message {
  const title = oneLine(`${shortName(report.cluster.name)} · ${headline(report)}`);
  const { list, details } = worstFindings(report, changes);
  return {
    tone: report.state,
    summary: title,
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: factLines(report, changes, now) },
      ...list,
      // What is broken comes before what is hidden, unless hidden is all there is to say.
      ...(report.state === 'failing' ? [] : blindParts(report)),
      ...details,
      ...(report.state === 'failing' ? blindParts(report) : []),
      { is: 'paragraph', lines: [[outcomeWords(report)]] },
      { is: 'note', lines: [[...attribution(by), ` · judged in ${seconds(report.durationMs)}`]] },
      { is: 'buttons', buttons: buttonsFor(report) },
    ],
  };
}

function factLines(report: Report, changes: Comparison | undefined, now: Date): Line[] {
  const coverage = coverageWords(report);
  const { name } = report.cluster;
  // The heading has the name already, unless it had to cut it.
  const facts = clusterLine(report).slice(plain(name) === shortName(name) ? 1 : 0);
  const age = Math.floor((now.getTime() - Date.parse(report.takenAt)) / 60_000);
  return [
    [data([...facts, ...(age >= 5 ? [`${age} minutes ago`] : [])].join(' · '), 400)],
    [`${headline(report).includes(coverage) ? '' : `${coverage}. `}${retirementWords(now)}`],
    ...(changes === undefined ? [] : [[changesWords(changes)]]),
  ];
}

/** What changed since the earlier report, in a sentence. */
function changesWords({ since, stateWas, appeared, fixed, worse, still, unseen }: Comparison): string {
  const parts = [
    ...(appeared.length > 0 ? [`${appeared.length} new`] : []),
    ...(worse.length > 0 ? [`${worse.length} worse`] : []),
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(unseen.length > 0 ? [`${unseen.length} could not be looked at again`] : []),
  ];
  const known = still.length > 0 ? `; ${still.length} known from before` : '';
  const then = `Since ${minuteOf(since)} (then ${stateWas})`;
  return `${then}: ${parts.length === 0 ? 'no finding is new or gone' : parts.join(', ')}${known}.`;
}

/** Passed checks take one line, however many there are. */
function outcomeWords(report: Report): string {
  const { passed, notApplicable } = report.counts;
  const notes = findingsOf(report).filter(({ finding }) => finding.severity === 'info').length;
  const parts = [
    `${count(passed, 'check')} passed`,
    ...(notApplicable > 0 ? [`${notApplicable} ${notApplicable === 1 ? 'does' : 'do'} not apply`] : []),
    ...(notes > 0 ? [`${count(notes, 'note')} (facts, not faults)`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function buttonsFor(report: Report): Button[] {
  const { cluster, namespace } = report;
  const faults = findingsOf(report).filter(({ finding }) => finding.severity !== 'info');
  const worst = faults[0]?.result.id;
  const again = namespace === undefined ? cluster.name : `${cluster.name} -n ${namespace}`;
  const key = faults.find(({ finding }) => finding.on.kind === 'MeshConfig');
  const button = (does: Button['does'], label: string, value: string): Button => ({
    does,
    label,
    value: data(value, 500),
  });
  return [
    button('checkAgain', 'Check again', again),
    button('showAll', 'Show all', again),
    ...(worst === undefined ? [] : [button('explain', `Explain ${worst}`, worst)]),
    ...(key === undefined
      ? []
      : [button('proposeChange', 'Propose change', `${cluster.name}${keyOf(key.finding)}`)]),
  ];
}

/** The MeshConfig key that a finding would change, where its command was held against the schema. */
function keyOf({ remedies }: ReturnType<typeof findingsOf>[number]['finding']): string {
  const changed = remedies.flatMap(({ proof }) => (proof.by === 'none' ? [] : proof.changed));
  const path = changed[0]?.path.replace(/^spec\./, '');
  return path === undefined ? '' : ` ${path}`;
}
