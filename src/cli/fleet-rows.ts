import { severities } from '../model/check.ts';
import type { AccessProblem, FleetCluster } from '../model/fleet.ts';
import type { Report, State } from '../model/report.ts';
import { blindSpots, countSeverities, findingsOf } from '../present/words.ts';
import { titlesOf } from './open-fleet.ts';

/** A cluster of the fleet, judged, or why it could not be opened. */
export type Member =
  | { readonly is: 'judged'; readonly cluster: FleetCluster; readonly report: Report }
  | { readonly is: 'closed'; readonly cluster: FleetCluster; readonly problem: AccessProblem };

/** Every cluster of a fleet, and what kept us from seeing others. */
export interface JudgedFleet {
  /** RFC 3339: when it was begun. */
  readonly takenAt: string;
  readonly members: readonly Member[];
  readonly problems: readonly string[];
}

/** How clusters stand, worst first: of one that could not be read the worst is to be feared. */
export const standings = ['failing', 'not read', 'unknown', 'degraded', 'healthy'] as const satisfies (
  | State
  | 'not read'
)[];

/** One cluster in a line. */
export interface FleetRow {
  readonly standing: (typeof standings)[number];
  readonly title: string;
  /** `1 critical, 2 errors`; empty when nothing was found above info. */
  readonly counts: string;
  /** `1 critical +2`, for narrow terminals. */
  readonly shortCounts: string;
  /** `50/54` checks judged. */
  readonly coverage: string;
  /** The worst finding, or why nothing is known. */
  readonly says: string;
  readonly member: Member;
}

/** The rows of a fleet, worst first. */
export function rowsOf({ members }: JudgedFleet): FleetRow[] {
  const titles = titlesOf(members.map(({ cluster }) => cluster));
  return members
    .map((member) => rowOf(member, titles.get(member.cluster) ?? member.cluster.name))
    .sort(worstFirst);
}

function rowOf(member: Member, title: string): FleetRow {
  if (member.is === 'closed') {
    const { says } = member.problem;
    return { standing: 'not read', title, counts: '', shortCounts: '', coverage: '', says, member };
  }
  const { report } = member;
  const { state, coverage } = report;
  const [worst] = faultsOf(report);
  const [blind] = blindSpots(report);
  const worstWords = worst === undefined ? '' : `${worst.result.id} ${worst.result.failTitle}`;
  return {
    standing: state,
    title,
    counts: countSeverities(faultsOf(report).map(({ finding }) => finding)),
    shortCounts: shortCounts(report),
    coverage: `${coverage.judged}/${coverage.total}`,
    says: state === 'unknown' && blind !== undefined ? blind.problem.detail : worstWords,
    member,
  };
}

function faultsOf(report: Report): ReturnType<typeof findingsOf> {
  return findingsOf(report).filter(({ finding }) => finding.severity !== 'info');
}

function shortCounts(report: Report): string {
  const found = faultsOf(report).map(({ finding }) => finding);
  const worst = found.filter(({ severity }) => severity === found[0]?.severity);
  const rest = found.length - worst.length;
  return `${countSeverities(worst)}${rest > 0 ? ` +${rest}` : ''}`;
}

function worstFirst(a: FleetRow, b: FleetRow): number {
  const standing = standings.indexOf(a.standing) - standings.indexOf(b.standing);
  if (standing !== 0) return standing;
  const numbers = severities.map((severity) => numberOf(b, severity) - numberOf(a, severity));
  return numbers.find((number) => number !== 0) ?? a.title.localeCompare(b.title, 'en');
}

function numberOf({ member }: FleetRow, severity: (typeof severities)[number]): number {
  if (member.is === 'closed') return 0;
  return findingsOf(member.report).filter(({ finding }) => finding.severity === severity).length;
}
