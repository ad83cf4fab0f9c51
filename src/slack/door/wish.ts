import { createHash } from 'node:crypto';
import type { Asked } from '../../model/asked.ts';
import type { Job, Place } from '../../model/job.ts';
import { optional } from '../../model/json.ts';
import type { Line, Message } from '../../model/message.ts';
import { beginning } from '../visible-text.ts';
import type { DoorPorts, Mistake } from './ports.ts';
import type { Who } from './who-may.ts';

/** That somebody asks for something. */
export interface Wish {
  readonly who: Who;
  /** Slack's own name for this very request: the same when it is delivered again. */
  readonly identity: readonly string[];
  /** RFC 3339. */
  readonly askedAt: string;
  readonly answerTo: Place;
}

/** What becomes of a wish: a job and a line about it, or an answer on the spot. Both are for the caller alone. */
export type Turn =
  | { readonly is: 'job'; readonly job: Job; readonly says: Line }
  | { readonly is: 'told'; readonly message: Message };

/** Turns the words after `/osm` into a job or an answer. */
export function turnWords(ports: DoorPorts, words: string, wish: Wish): Turn {
  const cluster = ports.defaultCluster(wish.who.channel);
  const parsed = ports.parse(words, optional('defaultCluster', cluster));
  if (parsed.is === 'mistake') return { is: 'told', message: ports.mistake(parsed) };
  if (parsed.asked.is === 'help') return { is: 'told', message: ports.help(wish.who.channel) };
  return turnAsked(ports, parsed.asked, wish);
}

/** Turns what was asked for into a job. */
export function turnAsked(
  ports: Pick<DoorPorts, 'mistake'>,
  asked: Exclude<Asked, { readonly is: 'help' }>,
  wish: Wish,
): Turn {
  const { who, identity, askedAt, answerTo } = wish;
  const head = { version: 1, id: jobId(identity), askedAt, by: { is: 'person', ...who }, answerTo } as const;
  if (asked.is !== 'check') return { is: 'job', job: { ...head, do: 'tell', asked }, says: ['One moment.'] };
  const { cluster, only, namespace } = asked;
  if (cluster === undefined) return { is: 'told', message: ports.mistake(noCluster) };
  return {
    is: 'job',
    job: {
      ...head,
      do: 'check',
      cluster,
      ...(only.length === 0 ? {} : { only }),
      ...optional('namespace', namespace),
    },
    says: [
      'Looking at ',
      { text: beginning(cluster, 100), as: 'code' },
      '. The answer comes here, for everybody to see.',
    ],
  };
}

/** What is said where a cluster is missing. */
export const noCluster: Mistake = {
  is: 'mistake',
  says: 'This names no cluster, and the channel has none of its own.',
  examples: ['/osm check prod', '/osm clusters'],
};

/** The same request gives the same id; nothing of it can be read from the id. */
function jobId(identity: readonly string[]): string {
  return `slack-${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 24)}`;
}
