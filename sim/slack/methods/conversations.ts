import { type Json, text } from '../../../src/model/json.ts';
import { Refused } from '../refused.ts';
import type { Channel, SlackMessage, Workspace } from '../workspace.ts';
import { channelOf, type Method, told } from './method.ts';

/** `channels:history` for a public channel, `groups:history` for a private one. */
function scopeFor(right: 'history' | 'read'): Exclude<Method['scope'], string | undefined> {
  return (workspace, args) =>
    workspace.channels.get(text(args['channel']) ?? '')?.private ? `groups:${right}` : `channels:${right}`;
}

const history: Method = {
  scope: scopeFor('history'),
  run(workspace, args) {
    const channel = readableChannel(workspace, args);
    const parents = standing(workspace, channel).filter(
      ({ ts, threadTs }) => threadTs === undefined || threadTs === ts,
    );
    return page(parents.toReversed(), args);
  },
};

const replies: Method = {
  scope: scopeFor('history'),
  run(workspace, args) {
    const channel = readableChannel(workspace, args);
    const all = standing(workspace, channel);
    const parent = all.find(({ ts }) => ts === args['ts']);
    if (parent === undefined) throw new Refused('thread_not_found');
    const thread = all.filter((message) => message === parent || message.threadTs === parent.ts);
    return page(thread, args);
  },
};

const info: Method = {
  scope: scopeFor('read'),
  run(workspace, args) {
    const { id, name, private: hidden, archived, bot: isMember } = channelOf(workspace, args);
    return {
      channel: {
        id,
        name,
        is_channel: !hidden,
        is_private: hidden,
        is_archived: archived,
        is_member: isMember,
      },
    };
  },
};

/** History is for members alone, and by id alone. */
function readableChannel(workspace: Workspace, args: Json): Channel {
  if (!workspace.channels.has(text(args['channel']) ?? '')) throw new Refused('channel_not_found');
  const channel = channelOf(workspace, args);
  if (!channel.bot) throw new Refused('not_in_channel');
  return channel;
}

/** Everything that everybody sees, earliest first. */
function standing(workspace: Workspace, channel: Channel): SlackMessage[] {
  return workspace.messages.filter(
    (message) => message.channel === channel.id && !message.deleted && message.ephemeralFor === undefined,
  );
}

/** One page: bounded in time, cut at the limit, with a cursor to the next. */
function page(all: readonly SlackMessage[], args: Json): Json {
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Number.POSITIVE_INFINITY);
  const inclusive = String(args['inclusive']) === 'true';
  const wanted = all.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
  const limit = Math.min(999, Math.max(1, Number(args['limit'] ?? 100)));
  const start = startOf(text(args['cursor']) ?? '');
  const withMetadata = String(args['include_all_metadata']) === 'true';
  const more = start + limit < wanted.length;
  const cursor = Buffer.from(`next:${start + limit}`).toString('base64');
  return {
    messages: wanted.slice(start, start + limit).map((message) => told(message, withMetadata)),
    has_more: more,
    response_metadata: { next_cursor: more ? cursor : '' },
  };
}

function startOf(cursor: string): number {
  if (cursor === '') return 0;
  const [, start] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (start === undefined) throw new Refused('invalid_cursor');
  return Number(start);
}

/** Looking at channels. */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
};
