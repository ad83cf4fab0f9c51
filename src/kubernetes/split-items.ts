import { StringDecoder } from 'node:string_decoder';

/** A list's text taken apart: its items in parts of one or several, with commas between them, and the list without them. */
export interface SplitList {
  readonly parts: readonly string[];
  /** The same list with `"items": []`. */
  readonly rest: string;
}

/** Bytes of a part at least: less has JSON.parse begin too often, more outlives the collector's young generation. */
const partLength = 65_536;

/** Bytes in which a list's own metadata ends, where it stands before the items. */
const headLength = 4_096;

/**
 * Cuts the items of a Kubernetes list into parts without parsing it, so that each can be decoded, parsed and cut down by
 * itself: the tree of a whole page outlives the collector's young generation, that of some objects does not. Quick, and
 * a guess: it cuts where an object begins as the first item does. Where every part turns out to be JSON it was right,
 * because no cut inside an item or a text leaves JSON on both sides. Undefined where the items do not stand last.
 */
export function guessParts(body: Buffer, atLeast = partLength): SplitList | undefined {
  const head = headOf(body);
  const behind = itemsStart(head) ?? head.length;
  const opening = /\{"[^"\\]*":/y;
  opening.lastIndex = behind;
  const begin = opening.exec(head)?.[0];
  const end = body.lastIndexOf(']');
  if (begin === undefined || body.toString('utf8', end + 1).trim() !== '}') return undefined;
  const start = Buffer.byteLength(head.slice(0, behind));
  const boundary = Buffer.from(`},${begin}`);
  const parts: string[] = [];
  const next = (from: number): number => body.indexOf(boundary, from + atLeast);
  let from = start;
  for (let at = next(start); at !== -1 && at < end; at = next(from)) {
    parts.push(body.toString('utf8', from, at + 1));
    from = at + 2;
  }
  parts.push(body.toString('utf8', from, end));
  return { parts, rest: body.toString('utf8', 0, start) + body.toString('utf8', end) };
}

/** The beginning of a body, without a character that is cut in two. */
export function headOf(body: Buffer): string {
  return new StringDecoder('utf8').write(body.subarray(0, headLength));
}

/**
 * Takes out each item, following every bracket: surely right, and slower. Undefined where the text is not such a list;
 * whether an item is JSON shows when it is parsed.
 */
export function splitItems(body: string): SplitList | undefined {
  const start = itemsStart(body);
  if (start === undefined) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = nextMark(body, start); at < body.length; at = nextMark(body, at + 1)) {
    const step = stepAt(body, at);
    if (depth === 0 && !isBetween(body.slice(from, at), parts.length, step)) return undefined;
    if (step === 0) at = stringEnd(body, at);
    if (step === 1 && depth === 0) from = at;
    depth += step;
    if (depth < 0) return { parts, rest: body.slice(0, start) + body.slice(at) };
    if (depth === 0) {
      parts.push(body.slice(from, at + 1));
      from = at + 1;
    }
  }
  return undefined;
}

/** Whether this may stand before, between or behind items: anything else would be an item that is no object. */
function isBetween(text: string, items: number, step: 1 | -1 | 0): boolean {
  return step !== 0 && text.trim() === (step === 1 && items > 0 ? ',' : '');
}

/** Behind the bracket that opens the list's own `items`. */
function itemsStart(body: string): number | undefined {
  let depth = 0;
  for (let at = nextMark(body, 0); at < body.length; at = nextMark(body, at + 1)) {
    const step = stepAt(body, at);
    depth += step;
    if (step !== 0) continue;
    const end = stringEnd(body, at);
    const start = depth === 1 && body.slice(at, end + 1) === '"items"' ? listStart(body, end + 1) : undefined;
    if (start !== undefined) return start;
    at = end;
  }
  return undefined;
}

/** Behind `: [`, where that is what stands here. */
function listStart(body: string, at: number): number | undefined {
  const opening = /\s*:\s*\[/y;
  opening.lastIndex = at;
  return opening.test(body) ? opening.lastIndex : undefined;
}

/** The next quote or bracket from here on, or the body's end. */
function nextMark(body: string, from: number): number {
  let at = from;
  while (at < body.length && !isMark(body.charCodeAt(at))) at += 1;
  return at;
}

const [quote, backslash, open, close, openList, closeList] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

function isMark(code: number): boolean {
  return code === quote || code === open || code === close || code === openList || code === closeList;
}

/** How much deeper it is behind a mark. */
function stepAt(body: string, at: number): 1 | -1 | 0 {
  const code = body.charCodeAt(at);
  if (code === open || code === openList) return 1;
  return code === quote ? 0 : -1;
}

/** Where the text that begins at a quote ends. A text that never does ends the body. */
function stringEnd(body: string, start: number): number {
  let end = body.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(body, end)) end = body.indexOf('"', end + 1);
  return end === -1 ? body.length : end;
}

/** After an odd number of backslashes. */
function isEscaped(body: string, at: number): boolean {
  let before = at - 1;
  while (body.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}
