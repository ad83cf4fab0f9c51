import type { Line, Message, Part } from '../model/message.ts';
import { code, data, joined, oneLine, quiet, strong } from './message-parts.ts';
import { count } from './words.ts';

/** What help tells of a command. */
export interface HelpEntry {
  /** The words after `/osm`. */
  readonly usage: string;
  /** What it does, as a sentence goes on from the command. */
  readonly does: string;
  /** Words to type that work, for a cluster of this name; the first says most. */
  examples(cluster: string): readonly string[];
}

/** What was wrong with what somebody typed, and what to type instead. */
export interface Mistake {
  readonly says: string;
  readonly examples: readonly string[];
}

/** What is known of who asks for help. */
export interface HelpFor {
  /** The cluster of this channel. */
  readonly defaultCluster?: string;
  /** Names that can be typed; absent where it is not known which there are. */
  readonly clusters?: readonly string[];
}

/** Clusters that are named before the rest is counted. */
const mostNamed = 8;

/** What can be asked for, with examples that work here. */
export function commandsMessage(
  commands: readonly HelpEntry[],
  { defaultCluster, clusters }: HelpFor,
): Message {
  const cluster = defaultCluster ?? clusters?.[0] ?? 'prod-cluster';
  const [first] = commands;
  const begin = first?.examples(cluster)[0] ?? 'help';
  return {
    tone: 'neutral',
    summary: oneLine(`osm-doctor tells whether Open Service Mesh is healthy. Try /osm ${begin}`),
    parts: [
      { is: 'heading', text: 'Is my Open Service Mesh healthy?' },
      {
        is: 'paragraph',
        lines: [
          [
            'Ask, and read what is wrong, worst first, and what to type. Nothing here ever changes a cluster.',
          ],
          [strong('Begin with: '), typedSpan(begin)],
        ],
      },
      {
        is: 'list',
        items: commands.map(({ usage, does }): Line => [code(`/osm ${usage}`), ` ${does}.`]),
      },
      { is: 'paragraph', lines: [[strong('Examples')]] },
      {
        is: 'list',
        items: commands
          .map((command) => command.examples(cluster)[1] ?? command.examples(cluster)[0] ?? '')
          .filter((words) => !commands.some(({ usage }) => usage === words))
          .map((words): Line => [typedSpan(words)]),
      },
      ...clusterParts(defaultCluster, clusters),
    ],
  };
}

function clusterParts(defaultCluster: string | undefined, clusters: readonly string[] | undefined): Part[] {
  const known: Line[] =
    defaultCluster === undefined
      ? []
      : [['In this channel no cluster need be named: it is ', code(data(defaultCluster, 100)), '.']];
  return [{ is: 'note', lines: [...known, ...clustersLine(clusters)] }];
}

function clustersLine(clusters: readonly string[] | undefined): Line[] {
  if (clusters === undefined) return [['Which clusters there are: ', code('/osm clusters')]];
  if (clusters.length === 0) {
    return [['No cluster can be asked about from here: the operator of osm-doctor says which may.']];
  }
  const rest = clusters.length - mostNamed;
  return [
    [
      `${count(clusters.length, 'cluster')}: `,
      ...joined(clusters.slice(0, mostNamed).map((name) => code(data(name, 100)))),
      ...(rest > 0 ? [` and ${rest} more (`, code('/osm clusters'), ')'] : ['.']),
    ],
  ];
}

/** The answer to words that make no command: what was meant, and an example. */
export function mistakeMessage({ says, examples }: Mistake): Message {
  const others = examples.filter((example) => example !== '/osm help');
  const shown = others.length === 0 ? examples : others;
  return {
    tone: 'neutral',
    summary: oneLine(says),
    parts: [
      { is: 'paragraph', lines: [[data(says, 500)], ['Nothing was done. Try:']] },
      { is: 'list', items: shown.slice(0, 5).map((example): Line => [code(data(example, 300))]) },
      { is: 'note', lines: [[quiet('All that can be asked for: '), code('/osm help')]] },
    ],
  };
}

function typedSpan(words: string): ReturnType<typeof code> {
  return code(data(`/osm ${words}`, 300));
}
