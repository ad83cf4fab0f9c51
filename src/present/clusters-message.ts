import type { Line, Message, Part } from '../model/message.ts';
import type { State } from '../model/report.ts';
import { code, data, oneLine, strong } from './message-parts.ts';
import { count } from './words.ts';

/** A cluster in a list. */
export interface ClusterRow {
  /** What to type for it. */
  readonly type: string;
  readonly where: string;
  readonly addon: string;
  readonly last: string;
}

/** The last that is known of a cluster; without a state it could not be read. */
export interface LastRun {
  readonly state?: State;
  /** RFC 3339. */
  readonly at: string;
}

/** Problems that are told before the rest is counted. */
const mostProblems = 5;

/** The list of the clusters; `rows` are those that are shown of `total`. */
export function clusterTable({
  rows,
  total,
  problems,
  listed,
}: {
  readonly rows: readonly ClusterRow[];
  readonly total: number;
  readonly problems: readonly string[];
  /** When Azure was asked, in words. */
  readonly listed: string;
}): Message {
  const title =
    total === 0 ? 'No cluster can be asked about here' : `${count(total, 'cluster')} can be asked about`;
  return {
    tone: 'neutral',
    summary: oneLine(problems.length === 0 ? title : `${title}; not everything could be listed`),
    parts: [
      { is: 'heading', text: title },
      ...problemParts(problems),
      ...(total === 0 ? [noneParts(problems)] : tableParts(rows, total)),
      { is: 'note', lines: [[`Azure was asked ${listed}.`]] },
    ],
  };
}

function tableParts(rows: readonly ClusterRow[], total: number): Part[] {
  const rest = total - rows.length;
  return [
    {
      is: 'table',
      columns: ['Cluster', 'Where', 'OSM add-on', 'Last known'],
      rows: rows.map(({ type, where, addon, last }) => [
        [code(data(type, 300))],
        [data(where, 120)],
        [data(addon, 60)],
        [data(last, 60)],
      ]),
    },
    {
      is: 'paragraph',
      lines: [
        ...(rest > 0
          ? [[`${count(rest, 'more cluster')} not shown here: each can be asked about by its name.`]]
          : []),
        ['Ask about one: ', code(data(`/osm check ${rows[0]?.type ?? 'CLUSTER'}`, 300))],
      ],
    },
  ];
}

function noneParts(problems: readonly string[]): Part {
  const todo: Line =
    problems.length === 0
      ? [
          'The operator sets OSM_CLUSTERS, gives the identity the right to see them, or allows them in this channel.',
        ]
      : ['What could not be listed may hold some.'];
  return { is: 'paragraph', lines: [todo] };
}

function problemParts(problems: readonly string[]): Part[] {
  if (problems.length === 0) return [];
  const rest = problems.length - mostProblems;
  return [
    { is: 'paragraph', lines: [[strong('Not everything could be listed'), ': there may be more clusters.']] },
    {
      is: 'list',
      items: [
        ...problems.slice(0, mostProblems).map((problem): Line => [data(problem)]),
        ...(rest > 0 ? [[`and ${count(rest, 'more problem')}`]] : []),
      ],
    },
  ];
}

/** How long ago something was: `just now`, `5 minutes ago`, `3 hours ago`, `12 days ago`. */
export function ageWords(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (Number.isNaN(minutes)) return 'at a time that is not known';
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${count(minutes, 'minute')} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}
