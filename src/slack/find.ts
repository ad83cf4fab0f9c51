import type { Posted } from '../jobs/ports.ts';
import type { Place } from '../model/job.ts';
import { type Json, object, objects, text } from '../model/json.ts';
import type { Call } from './exchange.ts';

/** The type of the metadata that our messages carry. */
const eventType = 'osm_doctor_post';

/** The metadata by which a message is found again. */
export function metadataOf(key: string): object {
  return { event_type: eventType, event_payload: { key } };
}

const pageSize = 200;
/** A channel in which more than 2,000 messages were written since is not searched to the end. */
const mostPages = 10;
/** Slack's clock stamps the messages, ours says since when. */
const clockSeconds = 300;

/** Looks for the message with a key through the history of a channel or of a thread, latest first or first. */
export async function findPosted(
  call: Call,
  place: Place,
  key: string,
  since: string,
): Promise<Posted | 'notThere' | 'cannotLook'> {
  const start = Date.parse(since) / 1_000 - clockSeconds;
  if (Number.isNaN(start)) return 'cannotLook';
  let cursor = '';
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await call(...question(place, Math.max(0, start), cursor));
    if (answer.is !== 'ok' || !Array.isArray(answer.data['messages'])) return 'cannotLook';
    const ts = tsOf(objects(answer.data['messages']), key);
    if (ts !== undefined) return { channel: place.channel, ts };
    cursor = text(object(answer.data['response_metadata'])['next_cursor']) ?? '';
    if (cursor === '') return answer.data['has_more'] === true ? 'cannotLook' : 'notThere';
  }
  return 'cannotLook';
}

function question(place: Place, oldest: number, cursor: string): [string, Record<string, unknown>] {
  const args = {
    channel: place.channel,
    oldest: oldest.toFixed(6),
    inclusive: true,
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor === '' ? {} : { cursor }),
  };
  return place.thread === undefined
    ? ['conversations.history', args]
    : ['conversations.replies', { ...args, ts: place.thread }];
}

function tsOf(messages: readonly Json[], key: string): string | undefined {
  const found = messages.find(({ metadata }) => {
    const { event_type: type, event_payload: payload } = object(metadata);
    return type === eventType && object(payload)['key'] === key;
  });
  return text(found?.['ts']);
}
