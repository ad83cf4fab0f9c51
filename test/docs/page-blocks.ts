import MarkdownIt from 'markdown-it';

/** A code block of a page that somebody would type: `sh` in a terminal, `slack` in Slack. */
export interface Block {
  readonly is: 'sh' | 'slack';
  /** `10. Let it read each cluster` */
  readonly step: string;
  readonly typed: string;
  /** What it needs that nobody here has; such a block is not run. */
  readonly needs?: string;
  /** What is promised to be seen, with `…` for anything; undefined where no text follows. */
  readonly seen?: string;
}

/** A page, cut at its second headings. */
export interface Page {
  readonly blocks: readonly Block[];
  /** Titles of the steps (`1. …`) that do not say how to tell that they worked. */
  readonly blind: readonly string[];
}

/** Whatever would be typed; other blocks are to be looked at: `text`, `kusto`, `mermaid`. */
const typedKinds = ['sh', 'slack'] as const;

/** One block of the page after the other, as far as they matter here. */
type Piece =
  | { readonly is: 'heading' | 'paragraph'; readonly text: string }
  | { readonly is: 'fence'; readonly kind: string; readonly text: string };

/** Reads a page. Throws on a code block that does not say what it is. */
export function readPage(markdown: string): Page {
  const pieces = piecesOf(markdown);
  const blocks: Block[] = [];
  const seenIn = new Map<string, boolean>();
  let step = '';
  for (const [index, piece] of pieces.entries()) {
    if (piece.is === 'heading') {
      step = piece.text;
      seenIn.set(step, false);
    }
    if (piece.is === 'paragraph' && /^You see\b/.test(piece.text)) seenIn.set(step, true);
    const kind = typedKinds.find((one) => piece.is === 'fence' && piece.kind === one);
    if (kind !== undefined) blocks.push({ is: kind, step, typed: piece.text, ...around(pieces, index) });
  }
  const blind = [...seenIn].filter(([title, seen]) => /^\d+\. /.test(title) && !seen).map(([title]) => title);
  return { blocks, blind };
}

function piecesOf(markdown: string): Piece[] {
  const tokens = new MarkdownIt().parse(markdown, {});
  return tokens.flatMap((token, index): Piece[] => {
    if (token.type === 'fence') {
      if (token.info.trim() === '') throw new Error(`A code block does not say what it is: ${token.content}`);
      return [{ is: 'fence', kind: token.info.trim(), text: token.content.trimEnd() }];
    }
    if (token.type !== 'inline') return [];
    const opener = tokens[index - 1];
    if (opener?.type === 'heading_open') {
      return opener.tag === 'h2' ? [{ is: 'heading', text: token.content }] : [];
    }
    return [{ is: 'paragraph', text: token.content }];
  });
}

/** The mark that stands right before a block, and the text that is promised right after it. */
function around(pieces: readonly Piece[], index: number): Pick<Block, 'needs' | 'seen'> {
  const before = pieces[index - 1];
  const needs =
    before?.is === 'paragraph' ? /^_Not run here: needs ([^_]+)\._/.exec(before.text)?.[1] : undefined;
  const [says, shown] = [pieces[index + 1], pieces[index + 2]];
  const promised = says?.is === 'paragraph' && /^You see\b.*:$/s.test(says.text);
  const seen = promised && shown?.is === 'fence' && shown.kind === 'text' ? shown.text : undefined;
  return { ...(needs === undefined ? {} : { needs }), ...(seen === undefined ? {} : { seen }) };
}

/** What a mark may say that is needed, and by which words a block shows that it needs it. */
const needed: Readonly<Record<string, RegExp>> = {
  Azure: /\baz /,
  azd: /\bazd /,
  'azd and Azure': /\bazd /,
  "the repository's address and npm's registry": /\bnpm ci\b/,
  'a real cluster': /^kubectl .* --as /m,
};

/** What is wrong with how a page marks its blocks: each is run and says what is seen, or is marked with a reason. */
export function complaints({ blocks, blind }: Page): string[] {
  const set = new Set<string>();
  const wrong = blocks.flatMap((block) => {
    const where = `${block.step}: ${block.typed.split('\n')[0]}`;
    if (block.needs !== undefined) {
      for (const [, name = ''] of block.typed.matchAll(/^([a-z_]+)="/gm)) set.add(name);
      const shows = needed[block.needs];
      if (shows === undefined) return [`${where} — is marked with a need that is not agreed: ${block.needs}`];
      return shows.test(block.typed) ? [] : [`${where} — is marked, but does not need ${block.needs}`];
    }
    return [
      ...(/\b(az|azd|git clone|npm ci)\s/.test(block.typed)
        ? [`${where} — can't be run here and is not marked`]
        : []),
      ...(block.seen === undefined ? [`${where} — does not show what is seen`] : []),
      ...[...block.typed.matchAll(/\$([a-z_]+)/g)]
        .filter(([, name = '']) => !set.has(name))
        .map(([, name]) => `${where} — uses $${name}, which no step before sets`),
    ];
  });
  return [...blind.map((title) => `${title} — does not say what is seen`), ...wrong];
}

/** Whether a text is what was promised: `…` stands for anything, also for several lines. */
export function fits(promised: string, text: string): boolean {
  const literal = (part: string) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`^${promised.split('…').map(literal).join('[\\s\\S]*?')}$`).test(text.trimEnd());
}
