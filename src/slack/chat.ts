import type { Chat, PostResult } from '../jobs/ports.ts';
import type { Place } from '../model/job.ts';
import { text } from '../model/json.ts';
import { answerPerson } from './answer.ts';
import { type SlackMessage, slackMessage } from './blocks.ts';
import { type Answer, type Call, callsFor, operation, type SlackAccess, slowestMs } from './exchange.ts';
import { findPosted, metadataOf } from './find.ts';
import { isAboutBlocks, refusal } from './refusals.ts';
import { shareFile } from './share.ts';
import { updateMessage } from './update.ts';

/**
 * Slack as the chat. Nothing is repeated here, for only the caller knows what may be posted twice; the one exception is
 * a message whose blocks Slack has refused, which is sent once more in words alone.
 */
export function slackChat(access: SlackAccess): Chat {
  return {
    withinMs: access.timeoutMs ?? slowestMs,
    post: (place, message, key) => post(callsFor(access), place, slackMessage(message), key),
    update: (at, message, key) => updateMessage(callsFor(access), at, slackMessage(message), key),
    answer: (place, user, message, seenBy) =>
      answerPerson(operation(access), access.apiUrl, { place, user, message: slackMessage(message), seenBy }),
    share: (place, file) => shareFile(operation(access), access.apiUrl, place, file),
    find: (place, key, since) => findPosted(callsFor(access), place, key, since),
  };
}

/** Asterisks, addresses and names in the words stay what they are. */
const asWritten = { mrkdwn: false, parse: 'none', unfurl_links: false, unfurl_media: false };

async function post(
  call: Call,
  place: Place,
  { text: words, blocks }: SlackMessage,
  key: string,
): Promise<PostResult> {
  const args = {
    channel: place.channel,
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    text: words,
    metadata: metadataOf(key),
    ...asWritten,
  };
  const first = await call('chat.postMessage', { ...args, blocks });
  const answer = isAboutBlocks(first) ? await call('chat.postMessage', args) : first;
  return postResult(answer, place.channel);
}

function postResult(answer: Answer, channel: string): PostResult {
  if (answer.is !== 'ok') return refusal(answer, channel);
  const ts = text(answer.data['ts']);
  if (ts === undefined) return refusal({ is: 'lost', because: "Slack's answer names no message." }, channel);
  return { is: 'posted', at: { channel: text(answer.data['channel']) ?? channel, ts } };
}
