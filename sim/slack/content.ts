import { type Json, object, objects, text } from '../../src/model/json.ts';
import { lettersIn, mostInAll, problems } from './limits.ts';
import { Refused } from './refused.ts';

/** What a message says, as far as it was given. */
export interface Content {
  readonly text?: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly metadata?: Json;
}

/** The longest `text`: Slack aims at 4,000 and refuses some longer ones with msg_too_long. */
const longestText = 4_000;

/** Reads what a message says from arguments and refuses what Slack would. */
export function contentOf(args: Json): Content {
  const blocks = listOf(args['blocks'], 'invalid_blocks_format');
  const attachments = listOf(args['attachments'], 'invalid_attachments');
  const words = text(args['text']);
  if ((words ?? '').length > longestText) throw new Refused('msg_too_long');
  refuseBadBlocks(blocks ?? [], 'invalid_blocks');
  for (const attachment of attachments ?? []) {
    refuseBadBlocks(listOf(attachment['blocks'], 'invalid_attachments') ?? [], 'invalid_attachments');
  }
  if (lettersIn([blocks ?? [], attachments ?? []]) > mostInAll) throw new Refused('msg_blocks_too_long');
  return {
    ...(words === undefined ? {} : { text: words }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...metadataOf(args['metadata']),
  };
}

/** Whether there is anything to say. */
export function saysNothing({ text: words = '', blocks = [], attachments = [] }: Content): boolean {
  return words.trim() === '' && blocks.length === 0 && attachments.length === 0;
}

function refuseBadBlocks(blocks: readonly Json[], code: string): void {
  const wrong = problems(blocks);
  if (wrong.length === 0) return;
  throw new Refused(code, {
    errors: wrong,
    response_metadata: { messages: wrong.map((problem) => `[ERROR] ${problem}`) },
  });
}

function listOf(value: unknown, code: string): readonly Json[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Refused(code);
  return objects(value);
}

function metadataOf(value: unknown): { metadata?: Json } {
  if (value === undefined) return {};
  const metadata = object(value);
  if (typeof metadata['event_type'] !== 'string' || typeof metadata['event_payload'] !== 'object') {
    throw new Refused('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > 16_000) throw new Refused('metadata_too_large');
  return { metadata };
}
