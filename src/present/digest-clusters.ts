import type { ComparedFinding } from '../model/comparison.ts';
import type { Line, Part, Span } from '../model/message.ts';
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

/** Clusters with a place of their own in a digest; more would be read by nobody. The rest is counted and named. */
export const most = { changed: 12, unread: 8, all: 25, known: 5, names: 10 } as const;

/** Where something is new: each cluster with its worst news. */
export function changedParts({ changed }: Standing): Part[] {
  const shown = changed.slice(0, most.changed);
  // In a bad week there is less of each cluster, so that there is something of all.
  const findings = changed.length <= 5 ? 4 : changed.length <= most.changed ? 2 : 1;
  const rest = changed.slice(most.changed);
  return [
    ...shown.flatMap((cluster) => clusterParts(cluster, findings)),
    ...restParts(rest, 'with something new'),
  ];
}

function clusterParts(cluster: JudgedCluster, findings: number): Part[] {
  const { name, summary } = cluster;
  const news = newsOf(cluster);
  const shown = news.slice(0, findings);
  const rest = newsCount(cluster) - shown.length;
  const items = [
    ...shown.map((finding) => findingItem(finding, cluster, findings > 2 ? 220 : 120)),
    ...(rest > 0 ? [[`and ${rest} more`]] : []),
  ];
  const title = [
    strong(data(name, 80)),
    `: ${summary.state}${changeWords(cluster)}. See it: `,
    code(checkCommand(name)),
  ];
  return [{ is: 'paragraph', lines: [title] }, ...(items.length > 0 ? [{ is: 'list' as const, items }] : [])];
}

/** How many findings there are to tell, of which a part carries only some. */
function newsCount(cluster: JudgedCluster): number {
  if (cluster.changes === undefined) return faultCount(cluster);
  return changeCount(cluster, 'appeared') + changeCount(cluster, 'worse');
}

function changeWords(cluster: JudgedCluster): string {
  const { changes, summary } = cluster;
  const { judged, total } = summary.coverage;
  const blind = judged < total ? [`only ${judged} of ${count(total, 'check')} could be judged`] : [];
  if (changes === undefined) {
    const parts = [`${count(faultCount(cluster), 'finding')}`, ...blind];
    return `, judged for the first time: ${parts.join(', ')}`;
  }
  const kinds = [
    ['appeared', 'new'],
    ['worse', 'worse'],
    ['fixed', 'fixed'],
    ['unseen', 'not looked at again'],
    ['still', 'known'],
  ] as const;
  const parts = kinds.map(([kind, word]) => [changeCount(cluster, kind), word] as const);
  const counted = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const was = changes.stateWas === summary.state ? ' as before' : ` (was ${changes.stateWas})`;
  const all = [...counted, ...blind];
  return `${was}${all.length === 0 ? '' : `: ${all.join(', ')}`}`;
}

function findingItem(
  { severity, id, on, says, fingerprint }: ComparedFinding,
  of: JudgedCluster,
  length: number,
): Line {
  const isWorse = of.changes?.worse.some((other) => other.fingerprint === fingerprint) === true;
  return [
    `${severity.toUpperCase()}${isWorse ? ' (worse than before)' : ''} `,
    objectSpan(on),
    `: ${data(says, length)} `,
    code(id),
  ];
}

/** Clusters that could not be read, each with its reason. */
export function unreadParts({ unread }: Standing): Part[] {
  const rest = unread.slice(most.unread);
  // Reasons are alike where there are many.
  const length = unread.length <= 4 ? 250 : 140;
  if (unread.length === 0) return [];
  return [
    { is: 'paragraph', lines: [[strong(`${count(unread.length, 'cluster')} could not be read`), ':']] },
    {
      is: 'list',
      items: [
        ...unread.slice(0, most.unread).map((cluster) => unreadItem(cluster, length)),
        ...(rest.length > 0 ? [['and ', ...names(rest)]] : []),
      ],
    },
  ];
}

function unreadItem({ name, says, todo }: UnreadCluster, length: number): Span[] {
  return [strong(data(name, 80)), `: ${data(says, length)} ${data(todo, length)}`];
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

/** Clusters that are no better than at the last digest and no worse: one line each. */
export function knownParts({ changed, unread, known }: Standing): Part[] {
  const taken = Math.min(changed.length, most.changed) + Math.min(unread.length, most.unread);
  const shown = known.slice(0, Math.max(most.known, most.all - taken));
  if (shown.length === 0) return [];
  return [
    { is: 'paragraph', lines: [[strong(`${count(known.length, 'cluster')} with nothing new`), ':']] },
    { is: 'list', items: shown.map(knownItem) },
    ...restParts(known.slice(shown.length), 'with nothing new'),
  ];
}

/** A cluster in one line: its state, what changed, the worst finding, what to type. */
export function knownItem(cluster: JudgedCluster): Line {
  const [worst] = cluster.summary.worst;
  const others = faultCount(cluster) - 1;
  return [
    strong(data(cluster.name, 80)),
    `: ${cluster.summary.state}${changeWords(cluster)}`,
    ...(worst === undefined ? [] : [`; ${data(worst.failTitle, 100)} `, code(worst.id)]),
    others > 0 ? ` and ${others} more. ` : '. ',
    code(checkCommand(cluster.name)),
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

/** `2 failing, 1 degraded`. */
export function stateCounts(clusters: readonly JudgedCluster[]): string {
  const numbers = (['failing', 'unknown', 'degraded'] as const).map(
    (state) => [clusters.filter(({ summary }) => summary.state === state).length, state] as const,
  );
  return numbers
    .filter(([number]) => number > 0)
    .map(([number, state]) => `${number} ${state}`)
    .join(', ');
}
