import type { Line, Message, Part } from '../model/message.ts';
import { checkCommand, code, data, oneLine, shortName, strong } from './message-parts.ts';
import { count } from './words.ts';

/** How many pods of a namespace stand how. */
export interface PodCounts {
  readonly pods: number;
  /** With a sidecar. */
  readonly injected: number;
  /** Those that a restart would change: they get a sidecar, or lose it. */
  readonly waiting: number;
}

/** A namespace of the mesh, or one outside it in which sidecars are left. */
export interface NamespaceRow {
  readonly name: string;
  readonly member: boolean;
  /** What is set there, in words. */
  readonly injection: string;
  /** New pods are refused. */
  readonly refuses: boolean;
  /** Absent where pods could not be read. */
  readonly counts?: PodCounts;
}

/** What is known of the namespaces of a mesh. */
export interface NamespacesSeen {
  readonly cluster: string;
  readonly rows: readonly NamespaceRow[];
  /** What could not be read, in sentences. */
  readonly unread: readonly string[];
  /** Only some pods came: numbers are at least these. */
  readonly atLeast: boolean;
  /** `2026-11-22 12:00 UTC`. */
  readonly seenAt: string;
}

/** Rows that are shown; the rest is counted. */
const mostRows = 60;

/** The namespaces of a mesh, those that need somebody first. */
export function namespacesTable(seen: NamespacesSeen): Message {
  const { cluster, rows, unread, seenAt } = seen;
  const title = oneLine(`${shortName(cluster)} · ${headWords(seen)}`);
  return {
    tone: unread.length > 0 ? 'unknown' : 'neutral',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      ...unreadParts(unread),
      ...(rows.length === 0 ? [] : [tablePart(seen), ...nextParts(seen)]),
      { is: 'note', lines: [[`Seen ${seenAt}. Pods that have ended are not counted. Nothing was changed.`]] },
    ],
  };
}

/** The same where there is no mesh, or where what is needed to tell its namespaces could not be read. */
export function noNamespaces(
  cluster: string,
  because: readonly string[],
  kind: 'noMesh' | 'unread',
): Message {
  const says = kind === 'noMesh' ? 'no mesh was found' : 'its namespaces are not known';
  const title = oneLine(`${shortName(cluster)} · ${says}`);
  return {
    tone: kind === 'noMesh' ? 'neutral' : 'unknown',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      ...(kind === 'noMesh'
        ? [{ is: 'paragraph' as const, lines: because.map((text): Line => [data(text)]) }]
        : unreadParts(because)),
      { is: 'paragraph', lines: [['What can be seen there: ', code(data(checkCommand(cluster), 300))]] },
    ],
  };
}

function headWords({ rows, atLeast }: NamespacesSeen): string {
  const waiting = rows.reduce((sum, { counts }) => sum + (counts?.waiting ?? 0), 0);
  const refusing = rows.filter(({ refuses }) => refuses).length;
  const members = rows.filter(({ member }) => member).length;
  const left = rows.length - members;
  const read = rows.every(({ counts }) => counts !== undefined);
  return [
    `${members === 0 ? 'no namespace' : count(members, 'namespace')} in the mesh`,
    ...(left > 0 ? [`${left} outside with sidecars left`] : []),
    ...(refusing > 0 ? [`${refusing} refuse new pods`.replace(/^1 refuse/, '1 refuses')] : []),
    ...(read ? [] : ['pods not known']),
    ...(waiting > 0 ? [`${atLeast ? 'at least ' : ''}${count(waiting, 'pod')} waiting for a restart`] : []),
  ].join('; ');
}

function unreadParts(unread: readonly string[]): Part[] {
  if (unread.length === 0) return [];
  return [
    { is: 'paragraph', lines: [[strong('Not everything could be read')]] },
    { is: 'list', items: unread.slice(0, 5).map((text): Line => [data(text)]) },
  ];
}

function tablePart({ rows, atLeast }: NamespacesSeen): Part {
  return {
    is: 'table',
    columns: ['Namespace', 'Injection', 'Pods', 'With sidecar', 'Without', 'Waiting for a restart'],
    rows: rows
      .slice(0, mostRows)
      .map(({ name, injection, counts }) => [
        [code(data(name, 63))],
        [data(injection, 60)],
        ...numbers(counts).map((number): Line => [number === '?' || !atLeast ? number : `${number}+`]),
      ]),
  };
}

function numbers(counts: PodCounts | undefined): string[] {
  if (counts === undefined) return ['?', '?', '?', '?'];
  const { pods, injected, waiting } = counts;
  return [pods, injected, pods - injected, waiting].map(String);
}

function nextParts({ cluster, rows }: NamespacesSeen): Part[] {
  const rest = rows.length - mostRows;
  const waiting = rows.some(({ counts }) => (counts?.waiting ?? 0) > 0);
  const lines: Line[] = [
    ...(rest > 0 ? [[`${count(rest, 'more namespace')} not shown: they need nobody more than these.`]] : []),
    ...(waiting || rows.some(({ refuses }) => refuses)
      ? [['What to type about it: ', code(data(checkCommand(cluster, 'injection'), 300))]]
      : []),
  ];
  return lines.length === 0 ? [] : [{ is: 'paragraph', lines }];
}
