import { type Json, text } from '../../../src/model/json.ts';
import { Refused } from '../refused.ts';
import { bot, type Channel, type SlackMessage, type Workspace } from '../workspace.ts';

/** What a method answers beside `ok: true`. Throws Refused. */
export interface Method {
  /** The scope that it needs; by channel where that matters. */
  readonly scope?: string | ((workspace: Workspace, args: Json) => string);
  run(workspace: Workspace, args: Json, site: MethodSite): Json;
}

/** What a method must know of the server. */
export interface MethodSite {
  /** `http://127.0.0.1:1234`. */
  readonly url: string;
}

/** A channel by its id, or by its name where Slack allows that; private ones only with the bot in them. */
export function channelOf(workspace: Workspace, args: Json): Channel {
  const wanted = text(args['channel']) ?? '';
  const named = [...workspace.channels.values()].find(({ name }) => name === wanted.replace(/^#/, ''));
  const channel = workspace.channels.get(wanted) ?? named;
  if (channel === undefined || (channel.private && !channel.bot)) throw new Refused('channel_not_found');
  return channel;
}

/** A channel that the bot may write to. */
export function writableChannel(workspace: Workspace, args: Json): Channel {
  const channel = channelOf(workspace, args);
  if (channel.archived) throw new Refused('is_archived');
  if (!channel.bot && !workspace.scopes.has('chat:write.public')) throw new Refused('not_in_channel');
  return channel;
}

/** A message that stands and that everybody in the channel sees. */
export function messageAt(workspace: Workspace, channel: string, ts: unknown): SlackMessage | undefined {
  return workspace.messages.find(
    (message) =>
      message.channel === channel &&
      message.ts === ts &&
      !message.deleted &&
      message.ephemeralFor === undefined,
  );
}

/** A message as the API tells it; its metadata only where they were asked for. */
export function told(message: SlackMessage, withMetadata: boolean): Json {
  return {
    type: 'message',
    ...(message.from === undefined
      ? { user: bot.user, bot_id: bot.bot, app_id: bot.app }
      : { user: message.from }),
    team: bot.team,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edits.length === 0 ? {} : { edited: { user: bot.user, ts: message.ts } }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}
