import type { Button, Line, Message, Part } from '../model/message.ts';
import { lengths, limits } from './limits.ts';
import { cutLine, wordsOf } from './lines.ts';
import { saidInColour } from './tone.ts';
import { canBeCopied, visible } from './visible-text.ts';

/**
 * The smallest thing that is shown or left out as a whole. `begins` is where a paragraph, list, note, table or row of
 * buttons begins.
 */
export type Piece =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'line' | 'item' | 'note'; readonly line: Line; readonly begins: boolean }
  | { readonly is: 'command'; readonly text: string }
  | {
      readonly is: 'row';
      readonly columns: readonly string[];
      readonly cells: readonly Line[];
      readonly begins: boolean;
    }
  | { readonly is: 'divider' }
  | { readonly is: 'button'; readonly button: Button; readonly begins: boolean };

/** A message in pieces: `body` may be shown in part, the best first; `end` is its small print and its buttons. */
export interface Pieces {
  readonly body: readonly Piece[];
  readonly end: readonly Piece[];
}

const endings: readonly Part['is'][] = ['note', 'buttons', 'divider'];

/** Takes a message apart; the tone stands with its first heading or, without one, with its summary. */
export function piecesOf(message: Message): Pieces {
  const parts = opened(message);
  const lastOfBody = parts.findLastIndex(({ is }) => !endings.includes(is));
  const table = parts.findIndex((part) => part.is === 'table' && fitsTable(part));
  const pieces = parts.map((part, place) => partPieces(part, place === table));
  return {
    body: pieces.slice(0, lastOfBody + 1).flat(),
    end: pieces.slice(lastOfBody + 1).flat(),
  };
}

function opened({ tone, summary, parts }: Message): readonly Part[] {
  const [first, ...others] = parts;
  if (first?.is === 'heading') return [{ is: 'heading', text: saidInColour(tone, first.text) }, ...others];
  const title: Part = { is: 'paragraph', lines: [[{ text: saidInColour(tone, summary), as: 'strong' }]] };
  return [title, ...(first === undefined ? [] : [withoutSaid(summary, first)]), ...others];
}

/** A first line that the summary above it ends in would be said twice. */
function withoutSaid(summary: string, part: Part): Part {
  if (part.is !== 'paragraph') return part;
  const [line = [], ...rest] = part.lines;
  return rest.length > 0 && summary.endsWith(wordsOf(line)) ? { ...part, lines: rest } : part;
}

type Table = Extract<Part, { readonly is: 'table' }>;

/** Slack takes one table a message, and no row that is wider than its head. */
function fitsTable({ columns, rows }: Table): boolean {
  return (
    columns.length > 0 &&
    columns.length <= limits.tableColumns &&
    rows.length > 0 &&
    rows.every((row) => row.length <= columns.length)
  );
}

function partPieces(part: Part, asTable: boolean): Piece[] {
  switch (part.is) {
    case 'heading':
      return headingPieces(part.text);
    case 'paragraph':
      return linePieces('line', part.lines);
    case 'note':
      return linePieces('note', part.lines);
    case 'list':
      return linePieces('item', part.items);
    case 'command':
      return [commandPiece(part.text)];
    case 'table':
      return asTable
        ? tablePieces(part)
        : linePieces(
            'item',
            part.rows.map((row) => rowAsLine(part.columns, row)),
          );
    case 'divider':
      return [{ is: 'divider' }];
    case 'buttons':
      return part.buttons.map((button, place) => ({ is: 'button', button, begins: place === 0 }));
  }
}

/** A heading that is too long for one is a line in bold. */
function headingPieces(text: string): Piece[] {
  const words = visible(text);
  if (words.trim() === '') return [];
  if (words.length <= limits.header) return [{ is: 'heading', text: words }];
  return linePieces('line', [[{ text, as: 'strong' }]]);
}

function linePieces(is: 'line' | 'item' | 'note', lines: readonly Line[]): Piece[] {
  return lines.map((line, place) => ({ is, line: cutLine(line, lengths.line), begins: place === 0 }));
}

/** Half a command may do something else than the whole, so such a one is not shown at all. */
function commandPiece(text: string): Piece {
  if (text.length <= limits.section && canBeCopied(text) && text.trim() !== '')
    return { is: 'command', text };
  const says = canBeCopied(text)
    ? `A command of ${text.length} characters is too long to show whole, so it is left out.`
    : 'A command is left out: it holds characters that cannot be seen and would not survive being copied.';
  return { is: 'line', line: [{ text: says, as: 'quiet' }], begins: false };
}

function tablePieces({ columns, rows }: Table): Piece[] {
  const shown = rows.slice(0, limits.tableRows - 1);
  const rest = rows.length - shown.length;
  const pieces: Piece[] = shown.map((row, place) => ({
    is: 'row',
    columns: columns.map(visible),
    cells: columns.map((_, column) => cutLine(row[column] ?? [], lengths.cell)),
    begins: place === 0,
  }));
  if (rest === 0) return pieces;
  const says = `… ${rest} more ${rest === 1 ? 'row' : 'rows'}: ask for all of them.`;
  return [...pieces, { is: 'line', line: [{ text: says, as: 'quiet' }], begins: true }];
}

/** `Cluster: prod; State: FAILING`: a row where no table can be. */
export function rowAsLine(columns: readonly string[], cells: readonly Line[]): Line {
  const filled = cells.flatMap((cell, place) =>
    wordsOf(cell) === '' ? [] : [{ cell, name: columns[place] ?? '' }],
  );
  return filled.flatMap(({ cell, name }, place) => [
    ...(place === 0 ? [] : ['; ']),
    ...(name === '' ? [] : [`${name}: `]),
    ...cell,
  ]);
}
