import type { AccessProblem, AccessReason } from '../model/fleet.ts';
import type { Asker } from '../model/job.ts';
import type { Line, Message, Part } from '../model/message.ts';
import { attribution } from './attribution.ts';
import {
  checkCommand,
  code,
  commandPart,
  data,
  joined,
  oneLine,
  shortName,
  strong,
} from './message-parts.ts';
import { count } from './words.ts';

/** What keeps us out, as it goes on from the name of the cluster. */
const keptOut: { readonly [R in AccessReason]: string } = {
  noIdentity: 'could not be opened: there is no usable identity',
  deleted: 'is gone',
  notVisible: 'cannot be seen',
  stopped: 'is stopped',
  notReady: 'is not ready',
  addonOff: 'has the OSM add-on turned off',
  noClusterUserRole: 'may not be opened',
  entraOff: 'does not take Entra ID identities',
  entraAndLocalAccountsOff: 'lets nobody sign in',
  tokenRefused: 'refused the sign-in',
  privateUnreachable: 'is private and cannot be reached',
  ipRanges: 'lets in certain addresses only',
  unreachable: 'cannot be reached',
  noKubernetesRights: 'may not be read',
  throttled: 'could not be opened: Azure asks to wait',
  azureFailed: 'could not be opened: Azure failed',
};

/** The answer when a cluster could not be opened: what happened, and what to do about it. Says nothing of its health. */
export function accessMessage({
  cluster,
  problem,
  by,
}: {
  readonly cluster: string;
  readonly problem: AccessProblem;
  readonly by: Asker;
}): Message {
  const title = oneLine(`${shortName(cluster)} ${keptOut[problem.reason]}`);
  const again = code(checkCommand(cluster));
  const then: Line = problem.passing
    ? ['This may pass by itself: try again in a few minutes with ', again, '.']
    : ['When that is done: ', again];
  return {
    tone: 'unknown',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      {
        is: 'paragraph',
        lines: [
          [data(problem.says, 600)],
          ['Whether its mesh is healthy is not known.'],
          [strong('What to do:'), ` ${data(problem.todo, 600)}`],
        ],
      },
      ...toCopy(problem),
      { is: 'paragraph', lines: [then] },
      { is: 'note', lines: [attribution(by)] },
      { is: 'buttons', buttons: [{ does: 'checkAgain', label: 'Check again', value: data(cluster, 500) }] },
    ],
  };
}

function toCopy({ command, manifest }: AccessProblem): Part[] {
  return [
    ...(command === undefined ? [] : [commandPart(command)]),
    ...(manifest === undefined
      ? []
      : [
          {
            is: 'paragraph' as const,
            lines: [['The manifest, to be saved as ', code('FILE'), ':']],
          },
          commandPart(manifest),
        ]),
  ];
}

/** The answer to a name that no cluster has; `count` is how many clusters are known. */
export function notFoundMessage({
  words,
  near,
  count: known,
}: {
  readonly words: string;
  readonly near: readonly string[];
  readonly count: number;
}): Message {
  const title = oneLine(`No cluster is called ${shortName(words)}`);
  const meant: Line = [
    'Did you mean ',
    ...joined(
      near.map((name) => code(checkCommand(name))),
      ' or ',
    ),
    '?',
  ];
  const none: Line = [
    'No cluster is known at all: the operator sets OSM_CLUSTERS, or gives the identity the right to see them (',
    code('osm-doctor clusters'),
    ' tells what it sees).',
  ];
  const others: Line = [
    known === 1 ? 'One cluster is known: ' : `${count(known, 'cluster')} are known: `,
    code('/osm clusters'),
    known === 1 ? ' names it.' : ' lists them.',
  ];
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      {
        is: 'paragraph',
        lines: [...(near.length > 0 ? [meant] : []), known === 0 ? none : others, ['Nothing was checked.']],
      },
    ],
  };
}

/** Choices that are named before the rest is counted. */
const mostChoices = 15;

/** The answer to a name that several clusters have; typing one of the choices finds just one. */
export function ambiguousMessage({
  words,
  choices,
}: {
  readonly words: string;
  readonly choices: readonly string[];
}): Message {
  const title = oneLine(`${choices.length} clusters are called ${shortName(words)}`);
  const rest = choices.length - mostChoices;
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: [['Nothing was checked. Type the one that you mean:']] },
      {
        is: 'list',
        items: [
          ...choices.slice(0, mostChoices).map((choice): Line => [code(checkCommand(choice))]),
          ...(rest > 0 ? [[`and ${rest} more: `, code('/osm clusters'), ' lists them.']] : []),
        ],
      },
    ],
  };
}
