import type { KnownBlock } from '@slack/types';
import type { Line, Message } from '../../model/message.ts';
import { slackMessage } from '../blocks.ts';
import { buildBlocks } from '../build-blocks.ts';
import { markedUp } from '../lines.ts';
import type { Turn } from './wish.ts';

/** The answer to a command in the response itself: the caller alone sees it. */
export interface Acknowledgement {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A message for the caller alone. */
export function toCaller(message: Message): Acknowledgement {
  return { response_type: 'ephemeral', ...slackMessage(message) };
}

/** What the caller reads while the answer is on its way, or the answer. */
export function acknowledgement(turn: Turn): Acknowledgement {
  return turn.is === 'told' ? toCaller(turn.message) : lineToCaller(turn.says);
}

function lineToCaller(line: Line): Acknowledgement {
  const blocks = buildBlocks([{ is: 'line', line, begins: true }], 'roomy');
  return { response_type: 'ephemeral', text: markedUp(line), blocks };
}
