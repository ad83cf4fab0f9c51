import { object, text, texts } from '../model/json.ts';
import { callsFor, type SlackAccess } from './exchange.ts';
import { refusal } from './refusals.ts';

/** What Slack says of the bot token. `because` tells what is wrong and what to do. */
export type Welcome =
  | {
      readonly is: 'known';
      readonly team: string;
      readonly bot: string;
      /** What was granted; undefined where Slack did not tell. */
      readonly scopes: readonly string[] | undefined;
    }
  | { readonly is: 'refused' | 'unreachable' | 'notSeen'; readonly because: string };

/** Asks Slack who the bot is. Posts nothing, needs no scope, never throws. */
export async function whoAmI(access: SlackAccess): Promise<Welcome> {
  const answer = await callsFor(access)('auth.test', {});
  if (answer.is !== 'ok') {
    const { is, because } = refusal(answer, '');
    if (answer.is === 'notSent') return { is: 'unreachable', because };
    return { is: is === 'refused' && answer.is === 'error' ? 'refused' : 'notSeen', because };
  }
  // The client puts the header x-oauth-scopes there.
  const granted = object(answer.data['response_metadata'])['scopes'];
  return {
    is: 'known',
    team: text(answer.data['team']) ?? 'a workspace without a name',
    bot: text(answer.data['user']) ?? 'the bot',
    scopes: Array.isArray(granted) ? texts(granted) : undefined,
  };
}

/** How a channel looks to the bot. `refused` is what posting there would meet, with what to do. */
export type ChannelSight =
  /** `archivedSeen`: whether it is known that the channel is not archived. */
  | { readonly is: 'member'; readonly archivedSeen: boolean }
  /** It is there, and the bot is not in it. */
  | { readonly is: 'notMember'; readonly because: string }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'notSeen'; readonly because: string };

/**
 * Looks whether the bot is in a channel, by the least that it takes. Where the app may read channels at all, it asks for
 * the channel. Else it asks for the messages before 1970: members are answered with none, others are refused, and
 * `channels:history` or `groups:history`, which finding messages again takes, is enough. Posts nothing, reads no
 * message, never throws.
 */
export async function seeChannel(
  access: SlackAccess,
  channel: string,
  granted: readonly string[] | undefined,
): Promise<ChannelSight> {
  const mayAsk = granted?.some((scope) => scope === 'channels:read' || scope === 'groups:read') === true;
  const asked = mayAsk ? await byInfo(access, channel) : undefined;
  return asked ?? byHistory(access, channel);
}

/** Undefined when the app lacks the scope for this kind of channel. */
async function byInfo(access: SlackAccess, channel: string): Promise<ChannelSight | undefined> {
  const answer = await callsFor(access)('conversations.info', { channel });
  if (answer.is === 'error' && answer.code === 'missing_scope') return undefined;
  if (answer.is !== 'ok') return unlessSeen(answer, channel);
  const seen = object(answer.data['channel']);
  const of = (code: string) => refusal({ is: 'error', code }, channel).because;
  if (seen['is_archived'] === true) return { is: 'refused', because: of('is_archived') };
  if (seen['is_member'] === true || seen['is_im'] === true) return { is: 'member', archivedSeen: true };
  return { is: 'notMember', because: of('not_in_channel') };
}

async function byHistory(access: SlackAccess, channel: string): Promise<ChannelSight> {
  const before1970 = { latest: '1.000000', limit: 1 };
  const answer = await callsFor(access)('conversations.history', { channel, ...before1970 });
  if (answer.is === 'ok') return { is: 'member', archivedSeen: false };
  if (answer.is === 'error' && answer.code === 'missing_scope') {
    const scope = answer.needed ?? 'channels:history';
    return {
      is: 'notSeen',
      because: `Slack shows nothing of channel ${channel} to an app without the scope ${scope}. Add it under OAuth & Permissions and reinstall the app, or see in Slack that the bot is among the channel's members.`,
    };
  }
  return unlessSeen(answer, channel);
}

function unlessSeen(
  answer: Exclude<Awaited<ReturnType<ReturnType<typeof callsFor>>>, { is: 'ok' }>,
  channel: string,
): ChannelSight {
  const { is, because } = refusal(answer, channel);
  if (answer.is === 'error' && answer.code === 'not_in_channel') return { is: 'notMember', because };
  return { is: answer.is === 'error' && is === 'refused' ? 'refused' : 'notSeen', because };
}
