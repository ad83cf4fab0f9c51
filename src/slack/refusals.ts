import type { PostResult } from '../jobs/ports.ts';
import { optional } from '../model/json.ts';
import type { Answer } from './exchange.ts';

/** What came of a request that was not done, or perhaps not. */
export type Refusal = Exclude<PostResult, { is: 'posted' }>;

/** What went wrong and what the operator does about it; these last until somebody does. */
const lasting: Readonly<Record<string, (channel: string) => string>> = {
  channel_not_found: (channel) =>
    `Slack knows no channel ${channel} that the bot can see. Check the channel's id in the settings; a private channel needs the bot in it: type /invite @osm-doctor there.`,
  not_in_channel: (channel) =>
    `The bot is not in channel ${channel}. Type /invite @osm-doctor in that channel.`,
  is_archived: (channel) =>
    `Channel ${channel} is archived. Unarchive it, or name another channel in the settings.`,
  invalid_auth: () =>
    'Slack does not accept the bot token. Copy it anew from the Slack app, OAuth & Permissions, into SLACK_BOT_TOKEN.',
  not_authed: () => 'No bot token reached Slack. Set SLACK_BOT_TOKEN.',
  account_inactive: () =>
    "The bot's account is switched off: the app was removed, or the workspace is gone. Reinstall the Slack app and set SLACK_BOT_TOKEN to its new token.",
  user_not_in_channel: (channel) =>
    `Whoever asked is not in channel ${channel}, so the answer cannot be shown to them there.`,
  token_revoked: () =>
    'The bot token was revoked. Reinstall the Slack app and set SLACK_BOT_TOKEN to its new token.',
  token_expired: () =>
    'The bot token has expired. Switch token rotation off in the Slack app, reinstall it, and set SLACK_BOT_TOKEN to its new token.',
  restricted_action: (channel) =>
    `A rule of the workspace keeps the bot from posting in channel ${channel}. Ask an administrator of the workspace to allow it.`,
  restricted_action_read_only_channel: (channel) =>
    `Channel ${channel} is read-only for the bot. Ask an administrator of the workspace to allow it to post.`,
  restricted_action_thread_only_channel: (channel) =>
    `In channel ${channel} the bot may answer in threads only. Name another channel in the settings.`,
  restricted_action_non_threadable_channel: (channel) =>
    `Channel ${channel} has no threads. Name another channel in the settings.`,
  file_uploads_disabled: () =>
    'This workspace takes no files. Ask an administrator of the workspace to allow them.',
  file_upload_size_restricted: () =>
    'The file is larger than this workspace allows. Ask an administrator of the workspace to allow it.',
  storage_limit_reached: () =>
    'This workspace has no room for more files. Ask an administrator of the workspace to make some.',
  ekm_access_denied: () => 'An administrator has suspended posting in this workspace. Ask them.',
  team_access_not_granted: () =>
    'The Slack app has no access to this workspace of the organisation. Ask an administrator to grant it.',
};

/** Codes after which, in Slack's own words, some of the operation may have succeeded. */
const unclear = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Codes that complain of the blocks: the same in words alone may still be taken. */
const ofBlocks = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_attachments',
]);

/** Whether words alone are worth a try. */
export function isAboutBlocks(answer: Answer): boolean {
  return answer.is === 'error' && ofBlocks.has(answer.code);
}

/** Tells what an answer without success means for a message that was to be posted in a channel. */
export function refusal(answer: Exclude<Answer, { is: 'ok' }>, channel: string): Refusal {
  switch (answer.is) {
    case 'limited':
      return {
        is: 'refused',
        because: 'Slack takes no more messages from the bot for the moment.',
        ...optional('retryAfterSeconds', answer.retryAfterSeconds),
        lasting: false,
      };
    case 'error':
      return codeRefusal(answer, channel);
    case 'status':
      return statusRefusal(answer.status);
    case 'notSent':
      return {
        is: 'refused',
        because: `Slack cannot be reached (${answer.code}). Check that the app may connect to slack.com.`,
        lasting: false,
      };
    case 'lost':
      return { is: 'unclear', because: answer.because };
  }
}

function codeRefusal({ code, needed }: Extract<Answer, { is: 'error' }>, channel: string): Refusal {
  if (unclear.has(code)) {
    return { is: 'unclear', because: `Slack stopped in the middle: ${code}.` };
  }
  if (code === 'missing_scope') {
    const because = `The Slack app lacks the scope ${needed ?? 'chat:write'}. Add it under OAuth & Permissions and reinstall the app.`;
    return { is: 'refused', because, lasting: true };
  }
  const says = lasting[code];
  if (says !== undefined) return { is: 'refused', because: says(channel), lasting: true };
  return {
    is: 'refused',
    because: `Slack refused the message for channel ${channel}: ${code}.`,
    lasting: ofBlocks.has(code),
  };
}

/** Slack answers with 200 and 429 alone: other statuses come from Slack in trouble or from a proxy. */
function statusRefusal(status: number): Refusal {
  if (status >= 500 || status === 408) {
    return { is: 'unclear', because: `Slack answered with status ${status}.` };
  }
  const because = `Slack's address answered with status ${status}, as a proxy would. Check that the app may connect to slack.com.`;
  return { is: 'refused', because, lasting: false };
}
