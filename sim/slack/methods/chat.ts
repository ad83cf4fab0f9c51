import { type Json, text } from '../../../src/model/json.ts';
import { contentOf, saysNothing } from '../content.ts';
import { Refused } from '../refused.ts';
import { edit, say } from '../workspace.ts';
import { channelOf, type Method, messageAt, told, writableChannel } from './method.ts';

const postMessage: Method = {
  scope: 'chat:write',
  run(workspace, args) {
    const channel = writableChannel(workspace, args);
    const content = contentOf(args);
    if (saysNothing(content)) throw new Refused('no_text');
    const message = say(workspace, {
      ...content,
      channel: channel.id,
      text: content.text ?? '',
      ...threadOf(args),
    });
    return { channel: channel.id, ts: message.ts, message: told(message, true) };
  },
};

const postEphemeral: Method = {
  scope: 'chat:write',
  run(workspace, args) {
    const channel = writableChannel(workspace, args);
    const user = text(args['user']) ?? '';
    if (!workspace.users.has(user)) throw new Refused('user_not_in_channel');
    const { metadata: _, ...content } = contentOf(args);
    if (saysNothing(content)) throw new Refused('no_text');
    const message = say(workspace, {
      ...content,
      channel: channel.id,
      text: content.text ?? '',
      ephemeralFor: user,
      ...threadOf(args),
    });
    return { message_ts: message.ts };
  },
};

/** What is not given stays; an empty list takes blocks away. */
const update: Method = {
  scope: 'chat:write',
  run(workspace, args) {
    const channel = channelOf(workspace, args);
    const message = messageAt(workspace, channel.id, args['ts']);
    if (message === undefined) throw new Refused('message_not_found');
    if (channel.archived) throw new Refused('is_inactive');
    const content = contentOf(args);
    if (saysNothing({ ...message, ...content })) throw new Refused('no_text');
    edit(message, content);
    return { channel: channel.id, ts: message.ts, text: message.text, message: told(message, true) };
  },
};

const remove: Method = {
  scope: 'chat:write',
  run(workspace, args) {
    const channel = channelOf(workspace, args);
    const message = messageAt(workspace, channel.id, args['ts']);
    if (message === undefined) throw new Refused('message_not_found');
    message.deleted = true;
    return { channel: channel.id, ts: message.ts };
  },
};

function threadOf(args: Json): { threadTs?: string } {
  const thread = args['thread_ts'];
  if (thread === undefined) return {};
  if (typeof thread !== 'string' || !/^\d{10}\.\d{6}$/.test(thread)) throw new Refused('invalid_thread_ts');
  return { threadTs: thread };
}

/** Posting, editing, deleting. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
