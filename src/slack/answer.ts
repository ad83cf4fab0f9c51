import type { PostResult } from '../jobs/ports.ts';
import type { Place } from '../model/job.ts';
import { text } from '../model/json.ts';
import { leadsToSlack } from './address.ts';
import type { SlackMessage } from './blocks.ts';
import { type Answer, type Operation, sendTo } from './exchange.ts';
import { isAboutBlocks, refusal } from './refusals.ts';

/** What somebody is answered, and who sees it. */
interface Reply {
  readonly place: Place;
  readonly user: string;
  readonly message: SlackMessage;
  readonly seenBy: 'caller' | 'everybody';
}

type Content = { readonly text: string; readonly blocks?: SlackMessage['blocks'] };

/**
 * Answers through the response_url; where there is none, or it is used up or expired, through the Web API. After an
 * answer that may have been shown, no other way is tried; nor while Slack asks for patience, for the other way may be
 * closed for good where the bot is no member. `ts` is empty where Slack does not tell it.
 */
export async function answerPerson(operation: Operation, apiUrl: string, reply: Reply): Promise<PostResult> {
  const { responseUrl, channel } = reply.place;
  // Jobs carry the address through a queue: an answer goes nowhere but to Slack.
  if (responseUrl !== undefined && leadsToSlack(responseUrl, apiUrl, 'hooks')) {
    const answer = await inWordsIfNeeded(reply.message, (content) =>
      respond(operation, responseUrl, reply, content),
    );
    if (answer.is === 'ok') return { is: 'posted', at: { channel, ts: '' } };
    const result = refusal(answer, channel);
    if (result.is === 'unclear' || answer.is === 'limited') return result;
  }
  const answer = await inWordsIfNeeded(reply.message, (content) => callApi(operation, reply, content));
  if (answer.is !== 'ok') return refusal(answer, channel);
  return {
    is: 'posted',
    at: { channel, ts: text(answer.data['ts']) ?? text(answer.data['message_ts']) ?? '' },
  };
}

/** Once more without blocks, if they were refused. */
async function inWordsIfNeeded(
  message: SlackMessage,
  send: (content: Content) => Promise<Answer>,
): Promise<Answer> {
  const first = await send(message);
  return isAboutBlocks(first) ? send({ text: message.text }) : first;
}

/** A thread is taken here too: docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread. */
function respond(
  { until }: Operation,
  url: string,
  { place, seenBy }: Reply,
  content: Content,
): Promise<Answer> {
  const body = {
    ...content,
    response_type: seenBy === 'everybody' ? 'in_channel' : 'ephemeral',
    replace_original: false,
    ...asWritten,
    ...threadOf(place),
  };
  return sendTo(url, JSON.stringify(body), 'application/json', until);
}

function callApi({ call }: Operation, { place, user, seenBy }: Reply, content: Content): Promise<Answer> {
  const args = { channel: place.channel, ...content, ...threadOf(place), parse: 'none' };
  return seenBy === 'everybody'
    ? call('chat.postMessage', { ...args, ...asWritten })
    : call('chat.postEphemeral', { ...args, user });
}

/** Asterisks in the words stay what they are, and addresses bring no preview. */
const asWritten = { mrkdwn: false, unfurl_links: false, unfurl_media: false };

function threadOf({ thread }: Place): { thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: thread };
}
