import type { Message } from '../model/message.ts';
import { leftOut, mostThat, withoutDangling } from './left-out.ts';
import { limits, reserved } from './limits.ts';
import { escaped, markedUp, wordsOf } from './lines.ts';
import { type Piece, type Pieces, rowAsLine } from './pieces.ts';
import { saidInColour, saidInWords } from './tone.ts';
import { beginning, visible } from './visible-text.ts';

/** More of a summary is not shown: it stands in the body too, or is no summary. */
const summaryLength = 500;

/** Whether the body begins with the summary, which then need not be said twice. */
function opensWith(piece: Piece | undefined, tone: Message['tone'], summary: string): boolean {
  if (piece?.is !== 'heading' && piece?.is !== 'line') return false;
  const words = piece.is === 'heading' ? piece.text : wordsOf(piece.line);
  return words.length <= summaryLength && words === visible(saidInColour(tone, summary));
}

/**
 * The message in words alone, for notifications, screen readers, and when Slack refuses the blocks. Escaped; at most
 * 4,000 characters; commands stand on lines of their own, whole or not at all.
 */
export function fallbackText({ tone, summary }: Message, { body, end }: Pieces): string {
  const first = beginning(visible(saidInWords(tone, summary)), summaryLength);
  const rest = body.slice(opensWith(body[0], tone, summary) ? 1 : 0);
  const closing = end.filter(({ is }) => is !== 'button');
  const closed = mostThat(
    closing.length,
    (number) => inWords(closing.slice(0, number)).length <= reserved.text,
  );
  const assemble = (number: number) => {
    const missing = leftOut(
      [...rest.slice(number), ...closing.slice(closed)].filter(({ is }) => is !== 'button'),
    );
    const blocks = [
      escaped(first),
      inWords(rest.slice(0, number)),
      missing ?? '',
      inWords(closing.slice(0, closed)),
    ];
    return blocks.filter((block) => block !== '').join('\n');
  };
  const fits = mostThat(
    Math.min(rest.length, limits.pieces),
    (number) => assemble(number).length <= limits.text,
  );
  return assemble(withoutDangling(rest, fits));
}

function inWords(pieces: readonly Piece[]): string {
  return pieces.flatMap(pieceLines).join('\n').trimEnd();
}

function pieceLines(piece: Piece): string[] {
  switch (piece.is) {
    case 'heading':
      return ['', escaped(piece.text)];
    case 'line':
      return piece.begins ? ['', markedUp(piece.line)] : [markedUp(piece.line)];
    case 'note':
      return [markedUp(piece.line)];
    case 'item':
      return [`• ${markedUp(piece.line)}`];
    case 'row':
      return [`• ${markedUp(rowAsLine(piece.columns, piece.cells))}`];
    case 'command':
      return [escaped(piece.text)];
    case 'divider':
    case 'button':
      return [];
  }
}
