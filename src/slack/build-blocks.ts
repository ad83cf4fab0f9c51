import type {
  ActionsBlock,
  Button,
  ContextBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  TableBlock,
} from '@slack/types';
import type { Line } from '../model/message.ts';
import { limits } from './limits.ts';
import { elementsOf, goesOn, isPerson, sectionOf, wordsOf } from './lines.ts';
import { charactersOf } from './measure.ts';
import type { Piece } from './pieces.ts';
import { beginning, visible } from './visible-text.ts';

/** `roomy`: each paragraph is a block of its own, with space above; `dense`: paragraphs share blocks, to save them. */
export type Spacing = 'roomy' | 'dense';

/** The blocks of some pieces. Everything in them is plain text or rich text: nothing of it is read as markup. */
export function buildBlocks(pieces: readonly Piece[], spacing: Spacing): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (const piece of pieces) add(blocks, piece, spacing);
  return numberedActions(blocks);
}

function add(blocks: KnownBlock[], piece: Piece, spacing: Spacing): void {
  switch (piece.is) {
    case 'heading':
      blocks.push({ type: 'header', text: { type: 'plain_text', text: piece.text, emoji: false } });
      return;
    case 'divider':
      if (blocks.at(-1) !== undefined && blocks.at(-1)?.type !== 'divider') blocks.push({ type: 'divider' });
      return;
    case 'line':
      addLine(blocks, piece, spacing);
      return;
    case 'item':
      addItem(richText(blocks, false), piece);
      return;
    case 'command':
      richText(blocks, false).elements.push({
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: piece.text }],
      });
      return;
    case 'note':
      addNote(blocks, piece);
      return;
    case 'row':
      addRow(blocks, piece);
      return;
    case 'button':
      addButton(blocks, piece);
      return;
  }
}

/** The rich text at the end of the blocks, or a new one. It is never sent empty: each caller puts something in. */
function richText(blocks: KnownBlock[], anew: boolean): RichTextBlock {
  const last = blocks.at(-1);
  if (last?.type === 'rich_text' && !anew) return last;
  const block: RichTextBlock = { type: 'rich_text', elements: [] };
  blocks.push(block);
  return block;
}

interface LinePiece {
  readonly line: Line;
  readonly begins: boolean;
}

/** What goes on about the command above it stands nearer than what begins something new. */
function addLine(blocks: KnownBlock[], piece: LinePiece, spacing: Spacing): void {
  const { line } = piece;
  const begins = piece.begins && !(goesOn(line) && endsInCommand(blocks.at(-1)));
  const { elements } = richText(blocks, begins && spacing === 'roomy');
  const last = elements.at(-1);
  const words = elementsOf(line);
  const room = charactersOf(last) + charactersOf(words) < limits.section;
  if (last?.type === 'rich_text_section' && !begins && room) {
    last.elements.push({ type: 'text', text: '\n' }, ...words);
    return;
  }
  const section = sectionOf(line);
  if (begins && elements.length > 0) section.elements.unshift({ type: 'text', text: '\n' });
  elements.push(section);
}

function endsInCommand(block: KnownBlock | undefined): boolean {
  return block?.type === 'rich_text' && block.elements.at(-1)?.type === 'rich_text_preformatted';
}

function addItem({ elements }: RichTextBlock, { line, begins }: LinePiece): void {
  const last = elements.at(-1);
  if (last?.type === 'rich_text_list' && !begins) {
    last.elements.push(sectionOf(line));
    return;
  }
  elements.push({ type: 'rich_text_list', style: 'bullet', elements: [sectionOf(line)] });
}

/** Small print. A person in it takes an element of markup, which holds nothing but the id. */
function addNote(blocks: KnownBlock[], { line, begins }: LinePiece): void {
  const words = wordsOf(line);
  const last = blocks.at(-1);
  const elements = last?.type === 'context' ? last.elements : [];
  const element = elements.length === 1 ? elements[0] : undefined;
  const named = line.some(isPerson);
  if (words.trim() === '') return;
  if (
    !begins &&
    !named &&
    element?.type === 'plain_text' &&
    element.text.length + words.length < limits.section
  ) {
    element.text += `\n${words}`;
    return;
  }
  const inParts = noteElements(line);
  const block: ContextBlock = {
    type: 'context',
    elements: inParts.length <= limits.noteParts ? inParts : [smallPrint(words)],
  };
  blocks.push(block);
}

function noteElements(line: Line): (PlainTextElement | MrkdwnElement)[] {
  const elements: (PlainTextElement | MrkdwnElement)[] = [];
  for (const span of line) {
    const last = elements.at(-1);
    const words = wordsOf([span]);
    if (isPerson(span)) elements.push({ type: 'mrkdwn', text: `<@${span.text}>` });
    else if (last?.type === 'plain_text') last.text += words;
    else elements.push(smallPrint(words));
  }
  // Slack keeps elements apart by itself.
  return elements
    .map((element) => ({ ...element, text: element.text.trim() }))
    .filter(({ text }) => text !== '');
}

function smallPrint(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

function addRow(blocks: KnownBlock[], { columns, cells, begins }: Extract<Piece, { is: 'row' }>): void {
  const last = blocks.at(-1);
  if (last?.type === 'table' && !begins) {
    last.rows.push(cells.map(cellOf));
    return;
  }
  const head = columns.map((name) => cellOf([{ text: name, as: 'strong' }]));
  const block: TableBlock = {
    type: 'table',
    rows: [head, cells.map(cellOf)],
    column_settings: columns.map(() => ({ is_wrapped: true })),
  };
  blocks.push(block);
}

function cellOf(line: Line): RichTextBlock {
  return { type: 'rich_text', elements: [sectionOf(line)] };
}

function addButton(blocks: KnownBlock[], { button, begins }: Extract<Piece, { is: 'button' }>): void {
  const last = blocks.at(-1);
  const label = visible(button.label).trim() || button.does;
  const shown: Button = {
    type: 'button',
    action_id: button.does,
    text: { type: 'plain_text', text: beginning(label, limits.buttonLabel), emoji: false },
    value: beginning(button.value.toWellFormed(), limits.buttonValue),
  };
  if (last?.type === 'actions' && !begins && last.elements.length < limits.buttonsInRow) {
    last.elements.push(shown);
    return;
  }
  const block: ActionsBlock = { type: 'actions', elements: [shown] };
  blocks.push(block);
}

/** `explain`, `explain.2`, `explain.3`: Slack wants each action's id once; what it does stands before the dot. */
function numberedActions(blocks: KnownBlock[]): KnownBlock[] {
  const seen = new Map<string, number>();
  for (const block of blocks) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      const does = 'action_id' in element ? (element.action_id ?? '') : '';
      const times = (seen.get(does) ?? 0) + 1;
      seen.set(does, times);
      if (times > 1) Object.assign(element, { action_id: `${does}.${times}` });
    }
  }
  return blocks;
}
