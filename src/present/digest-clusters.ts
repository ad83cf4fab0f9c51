import type { ComparedFinding } from '../model/comparison.ts';
import type { Line, Part, Span } from '../model/message.ts';
import { nameOf } from '../model/object-ref.ts';
import { changeWords } from './digest-changes.ts';
import { type Alike, alikeJudged, alikeUnread, withoutName } from './digest-groups.ts';
import {
  changeCount,
  faultCount,
  type JudgedCluster,
  newsOf,
  type Standing,
  type UnreadCluster,
} from './digest-standing.ts';
import { checkCommand, code, data, objectSpan, someNames, strong } from './message-parts.ts';
import { count } from './words.ts';

/** Lines that a digest has for clusters; more would be read by nobody. The rest is counted and named. */
export const most = { changed: 12, unread: 8, all: 25, known: 5, names: 10 } as const;

type Group = Alike<JudgedCluster>;

/** Where something is new: each cluster, or clusters that are alike, with the worst news. */
export function changedParts({ changed }: Standing): Part[] {
  const groups = alikeJudged(changed);
  const shown = groups.slice(0, most.changed);
  // In a bad week there is less of each cluster, so that there is something of all.
  const findings = groups.length <= 5 ? 4 : groups.length <= most.changed ? 2 : 1;
  return [
    ...shown.flatMap((group) => groupParts(group, findings)),
    ...restParts(membersOf(groups.slice(most.changed)), 'with something new'),
  ];
}

/** All clusters of some groups. */
export function membersOf<C>(groups: readonly Alike<C>[]): C[] {
  return groups.flatMap(({ all }) => all);
}

function groupParts(group: Group, findings: number): Part[] {
  const { first } = group;
  const shown = newsOf(first).slice(0, findings);
  const rest = newsCount(first) - shown.length;
  const items = [
    ...shown.map((finding) => findingItem(finding, group, findings > 2 ? 220 : 120)),
    ...(rest > 0 ? [[`and ${rest} more`]] : []),
  ];
  const title = [...names(group.all), `: ${changesOf(group)}. See it: `, code(checkCommand(first.name))];
  return [{ is: 'paragraph', lines: [title] }, ...(items.length > 0 ? [{ is: 'list' as const, items }] : [])];
}

/** The numbers are those of each cluster, not of all together. */
function changesOf({ first, all }: Group): string {
  return all.length === 1 ? changeWords(first) : `each ${changeWords(first)}`;
}

/** How many findings there are to tell, of which a part carries only some. */
function newsCount(cluster: JudgedCluster): number {
  if (cluster.changes === undefined) return faultCount(cluster);
  return changeCount(cluster, 'appeared') + changeCount(cluster, 'worse');
}

function findingItem(finding: ComparedFinding, { first, all }: Group, length: number): Line {
  const { severity, id, on, fingerprint } = finding;
  const isWorse = first.changes?.worse.some((other) => other.fingerprint === fingerprint) === true;
  return [
    strong(severity.toUpperCase()),
    isWorse ? ' (worse than before) ' : ' ',
    objectSpan(on),
    `: ${data(saysOfAll(finding, all), length)} `,
    code(id),
  ];
}

/** What is said of a finding on each cluster; where that differs, as by the name of a pod, what it is. */
function saysOfAll({ id, on, says, failTitle }: ComparedFinding, all: readonly JudgedCluster[]): string {
  const same = (other: ComparedFinding) =>
    other.id !== id || nameOf(other.on) !== nameOf(on) || other.says === says;
  return all.every((cluster) => newsOf(cluster).every(same)) ? says : `${failTitle}.`;
}

/** Clusters that could not be read, each with its reason and what to do. */
export function unreadParts({ unread }: Standing): Part[] {
  if (unread.length === 0) return [];
  // Reasons are alike where there are many.
  const length = unread.length <= 4 ? 250 : 140;
  return [
    { is: 'paragraph', lines: [[strong(`${count(unread.length, 'cluster')} could not be read`), ':']] },
    { is: 'list', items: unreadItems(unread, ({ first }) => ` ${data(first.todo, length)}`, length) },
  ];
}

/** A line for each reason; the clusters that have no line are counted and named. */
export function unreadItems(
  unread: readonly UnreadCluster[],
  then: (group: Alike<UnreadCluster>) => string,
  length: number,
): Line[] {
  const groups = alikeUnread(unread);
  const rest = membersOf(groups.slice(most.unread));
  return [
    ...groups
      .slice(0, most.unread)
      .map((group): Line => [...names(group.all), `${reasonOf(group, length)}${then(group)}`]),
    ...(rest.length > 0 ? [[`and ${count(rest.length, 'more cluster')}: `, ...names(rest)]] : []),
  ];
}

function reasonOf({ first, all }: Alike<UnreadCluster>, length: number): string {
  const rest = withoutName(first);
  if (rest === undefined) return `: ${data(first.says, length)}`;
  return all.length === 1 ? data(rest, length) : `: each${data(rest, length)}`;
}

/** Clusters whose part has not come: nothing is known of them. `deadline` is RFC 3339. */
export function missingParts({ missing }: Standing, deadline: string): Part[] {
  const [first] = missing;
  if (first === undefined) return [];
  const line = [
    strong(`No answer by ${deadline.slice(11, 16)} UTC`),
    ' from ',
    ...someNames(missing, most.names),
    `. Whether ${missing.length === 1 ? 'it is' : 'they are'} healthy is not known. Try `,
    code(checkCommand(first)),
  ];
  return [{ is: 'paragraph', lines: [line] }];
}

/** Clusters that are no better than at the last digest and no worse: one line each, or for those that are alike. */
export function knownParts({ changed, unread, known }: Standing): Part[] {
  const taken = Math.min(changed.length, most.changed) + Math.min(unread.length, most.unread);
  const groups = alikeJudged(known);
  const shown = groups.slice(0, Math.max(most.known, most.all - taken));
  if (shown.length === 0) return [];
  return [
    { is: 'paragraph', lines: [[strong(`${count(known.length, 'cluster')} with nothing new`), ':']] },
    { is: 'list', items: shown.map(groupItem) },
    ...restParts(membersOf(groups.slice(shown.length)), 'with nothing new'),
  ];
}

/** Clusters that are alike in one line: their state, what changed, the worst finding, what to type. */
export function groupItem(group: Group): Line {
  const { first } = group;
  const [worst] = first.summary.worst;
  const others = faultCount(first) - 1;
  return [
    ...names(group.all),
    `: ${changesOf(group)}`,
    ...(worst === undefined
      ? []
      : [`; ${worst.severity.toUpperCase()}: ${data(worst.failTitle, 100)} `, code(worst.id)]),
    others > 0 ? ` and ${others} more. ` : '. ',
    code(checkCommand(first.name)),
  ];
}

/** Clusters that have no place of their own. */
export function restParts(rest: readonly JudgedCluster[], what: string): Part[] {
  if (rest.length === 0) return [];
  const line = [`And ${count(rest.length, 'more cluster')} ${what}: ${stateCounts(rest)}: `, ...names(rest)];
  return [{ is: 'paragraph', lines: [line] }];
}

/** Names of clusters, the rest counted. */
export function names(clusters: readonly { readonly name: string }[]): Span[] {
  return someNames(
    clusters.map(({ name }) => name),
    most.names,
  );
}

/** `2 FAILING, 1 DEGRADED`. */
export function stateCounts(clusters: readonly JudgedCluster[]): string {
  const numbers = (['failing', 'unknown', 'degraded'] as const).map(
    (state) => [clusters.filter(({ summary }) => summary.state === state).length, state] as const,
  );
  return numbers
    .filter(([number]) => number > 0)
    .map(([number, state]) => `${number} ${state.toUpperCase()}`)
    .join(', ');
}
