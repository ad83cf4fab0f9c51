import type { KnownBlock } from '@slack/types';
import type { Message } from '../model/message.ts';
import { buildBlocks, type Spacing } from './build-blocks.ts';
import { fallbackText } from './fallback-text.ts';
import { leftOut, mostThat, withoutDangling } from './left-out.ts';
import { limits, reserved } from './limits.ts';
import { charactersOf } from './measure.ts';
import { type Piece, type Pieces, piecesOf } from './pieces.ts';

/** A message as Slack takes it: blocks to look at, and the same in words. */
export interface SlackMessage {
  /** Escaped. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/**
 * Shows a message in Slack, within Slack's limits whatever is in it: what does not fit is counted, and a command is
 * shown whole or not at all. The end of the message (small print, buttons) stays.
 */
export function slackMessage(message: Message): SlackMessage {
  const pieces = piecesOf(message);
  return { text: fallbackText(message, pieces), blocks: fittedBlocks(pieces) };
}

function fittedBlocks({ body, end }: Pieces): KnownBlock[] {
  const closed = mostThat(end.length, (number) =>
    within(buildBlocks(end.slice(0, number), 'roomy'), reserved),
  );
  const assemble = (number: number, spacing: Spacing): KnownBlock[] => [
    ...buildBlocks(
      [
        ...body.slice(0, number),
        ...missing([...body.slice(number), ...end.slice(closed)]),
        ...end.slice(0, closed),
      ],
      spacing,
    ),
  ];
  const most = (spacing: Spacing): number => {
    const fits = mostThat(Math.min(body.length, limits.pieces), (number) =>
      within(assemble(number, spacing), limits),
    );
    return withoutDangling(body, fits);
  };
  const roomy = most('roomy');
  const dense = roomy === body.length ? roomy : most('dense');
  return dense > roomy ? assemble(dense, 'dense') : assemble(roomy, 'roomy');
}

function missing(pieces: readonly Piece[]): Piece[] {
  const says = leftOut(pieces);
  return says === undefined ? [] : [{ is: 'line', line: [{ text: says, as: 'quiet' }], begins: true }];
}

function within(
  blocks: readonly KnownBlock[],
  most: { readonly blocks: number; readonly total: number },
): boolean {
  return blocks.length <= most.blocks && charactersOf(blocks) <= most.total;
}
