import { type Severity, severities } from '../model/check.ts';
import type { ComparedFinding, Comparison } from '../model/comparison.ts';
import { cutEnd, cutMiddle } from '../model/cut-text.ts';
import type { ReportSummary, RoundPart } from '../model/digest.ts';
import { optional } from '../model/json.ts';
import type { ObjectRef } from '../model/remedy.ts';
import type { Report } from '../model/report.ts';
import { faultsOf } from './compare-reports.ts';

/** What a report says of its cluster in short: the ten worst findings, and how many there are of each severity. */
export function summarise(report: Report): ReportSummary {
  const { takenAt, state, coverage, cluster } = report;
  const found = report.results.flatMap(({ outcome }) => (outcome.is === 'failed' ? outcome.findings : []));
  const number = (severity: Severity) => found.filter((finding) => finding.severity === severity).length;
  return {
    takenAt,
    state,
    coverage,
    ...optional('osmVersion', cluster.osmVersion),
    ...optional('kubernetesVersion', cluster.kubernetesVersion),
    found: Object.fromEntries(severities.map((severity) => [severity, number(severity)])) as Record<
      Severity,
      number
    >,
    worst: faultsOf(report).slice(0, 10),
  };
}

/** UTF-8 bytes of JSON: with its keys a part fits a property of Table storage, which holds 64 KiB. */
const mostBytes = 40 * 1_024;

/** How much of the findings is kept. */
interface Size {
  readonly ofList: number;
  /** Characters. */
  readonly ofText: number;
}

/** Tried in turn until a part is small enough; the last one always is. */
const sizes: readonly Size[] = [
  { ofList: 10, ofText: 300 },
  { ofList: 10, ofText: 100 },
  { ofList: 5, ofText: 100 },
];
const smallest: Size = { ofList: 2, ofText: 60 };

/** What a judged cluster adds to a round: less than 40 KiB of JSON, whatever the report holds. */
export function partOf(
  cluster: { readonly name: string; readonly resourceId: string },
  report: Report,
  changes?: Comparison,
): RoundPart {
  for (const size of sizes) {
    const part = partOfSize(cluster, report, changes, size);
    if (new TextEncoder().encode(JSON.stringify(part)).length < mostBytes) return part;
  }
  return partOfSize(cluster, report, changes, smallest);
}

function partOfSize(
  cluster: { readonly name: string; readonly resourceId: string },
  report: Report,
  changes: Comparison | undefined,
  size: Size,
): RoundPart {
  const { osmVersion, kubernetesVersion, ...summary } = summarise(report);
  const { name, resourceId } = cluster;
  return {
    cluster: { name, resourceId },
    is: 'judged',
    summary: {
      ...summary,
      ...optional('osmVersion', osmVersion && cutEnd(osmVersion, 60)),
      ...optional('kubernetesVersion', kubernetesVersion && cutEnd(kubernetesVersion, 60)),
      worst: cutList(summary.worst, size),
    },
    ...(changes === undefined ? {} : { changes: cutChanges(changes, size), changeCounts: countsOf(changes) }),
  };
}

function cutChanges({ appeared, fixed, worse, still, unseen, ...rest }: Comparison, size: Size): Comparison {
  return {
    ...rest,
    appeared: cutList(appeared, size),
    fixed: cutList(fixed, size),
    worse: cutList(worse, size),
    still: cutList(still, size),
    unseen: cutList(unseen, size),
  };
}

function countsOf({ appeared, fixed, worse, still, unseen }: Comparison) {
  return {
    appeared: appeared.length,
    fixed: fixed.length,
    worse: worse.length,
    still: still.length,
    unseen: unseen.length,
  };
}

function cutList(findings: readonly ComparedFinding[], { ofList, ofText }: Size): ComparedFinding[] {
  return findings.slice(0, ofList).map((finding) => ({
    ...finding,
    says: cutEnd(finding.says, ofText),
    on: cutRef(finding.on),
  }));
}

/** Whoever makes a pod writes the reference to its owner, of any length. */
function cutRef({ apiVersion, kind, namespace, name }: ObjectRef): ObjectRef {
  return {
    ...optional('apiVersion', apiVersion && cutEnd(apiVersion, 80)),
    kind: cutEnd(kind, 60),
    ...optional('namespace', namespace && cutEnd(namespace, 63)),
    name: cutMiddle(name, 120),
  };
}
