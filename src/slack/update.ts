import type { Posted, UpdateResult } from '../jobs/ports.ts';
import type { SlackMessage } from './blocks.ts';
import type { Call } from './exchange.ts';
import { metadataOf } from './find.ts';
import { isAboutBlocks, refusal } from './refusals.ts';

/**
 * Codes that say that there is nothing to change, or not any more: a message that is deleted, of somebody else, too old,
 * in a closed channel, or of another kind. Source: docs.slack.dev/reference/methods/chat.update.
 */
const gone = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
  'is_archived',
  'block_mismatch',
]);

/** Puts a message in the place of one of ours. One whose `ts` nobody knows, such as an answer, is gone. */
export async function updateMessage(
  call: Call,
  { channel, ts }: Posted,
  { text: words, blocks }: SlackMessage,
  key: string,
): Promise<UpdateResult> {
  if (ts === '') return { is: 'gone' };
  const args = { channel, ts, text: words, metadata: metadataOf(key), parse: 'none' };
  const first = await call('chat.update', { ...args, blocks });
  // Blocks that are not given may stay, so that the old ones are taken away.
  const answer = isAboutBlocks(first) ? await call('chat.update', { ...args, blocks: [] }) : first;
  if (answer.is === 'ok') return { is: 'updated' };
  return answer.is === 'error' && gone.has(answer.code) ? { is: 'gone' } : refusal(answer, channel);
}
