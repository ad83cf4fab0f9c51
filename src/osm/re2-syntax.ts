import { faultInClass, takeUnicodeClass } from './re2-class.ts';
import { type Scan, take, takeEscaped } from './re2-scan.ts';

/** What stands between two parentheses, or in the whole expression, as far as it was read. */
interface Frame {
  /** Whether there is something that a repetition could repeat. */
  argument: boolean;
  /** Whether that is a repetition already. */
  repeated: boolean;
  /** How often the last part repeats the innermost of its counted repetitions. */
  last: number;
  /** The most of them in this frame. */
  most: number;
}

interface Reading extends Scan {
  readonly names: Set<string>;
  readonly frames: Frame[];
}

/** RE2 allows no more, also of repetitions within repetitions together (re2/parse.cc, maximum_repeat_count). */
const mostRepeats = 1000;

/**
 * What RE2 has against a regular expression, as the end of a sentence; undefined where it takes it. In doubt it
 * takes it: `(?<name>…)` needs RE2 of 2023, and the names of scripts depend on its Unicode version. How large the
 * compiled program is, which Envoy limits too, is not judged. Source: github.com/google/re2, re2/parse.cc.
 */
export function faultInRe2(regex: string): string | undefined {
  const reading: Reading = { text: regex, at: 0, names: new Set(), frames: [newFrame()] };
  while (reading.at < regex.length) {
    const fault = readPart(reading);
    if (fault !== undefined) return fault;
  }
  return reading.frames.length > 1 ? 'a parenthesis is not closed' : undefined;
}

function newFrame(): Frame {
  return { argument: false, repeated: false, last: 1, most: 1 };
}

function frameOf({ frames }: Reading): Frame {
  return frames.at(-1) ?? newFrame();
}

function readPart(reading: Reading): string | undefined {
  const { text, at } = reading;
  switch (text[at]) {
    case '(':
      return openGroup(reading);
    case ')':
      return closeGroup(reading);
    case '|':
      reading.at += 1;
      Object.assign(frameOf(reading), { argument: false, repeated: false });
      return undefined;
    case '*':
    case '+':
    case '?':
      reading.at += 1;
      return repeat(reading, at, 1);
    case '{':
      return repeatCounted(reading);
    case '[':
      return faultInClass(reading) ?? finishPart(reading, 1);
    case '\\':
      return readEscape(reading);
    default:
      take(reading, /./suy);
      return finishPart(reading, 1);
  }
}

function finishPart(reading: Reading, size: number): undefined {
  const frame = frameOf(reading);
  Object.assign(frame, {
    argument: true,
    repeated: false,
    last: size,
    most: Math.max(frame.most, size),
  });
}

/** Repeats the last part, `times` at most where that is counted. */
function repeat(reading: Reading, from: number, times: number): string | undefined {
  take(reading, /\?/y);
  const operator = reading.text.slice(from, reading.at);
  const frame = frameOf(reading);
  if (frame.repeated) {
    return `${operator} follows another repetition; possessive repetition is not known either`;
  }
  if (!frame.argument) return `${operator} has nothing before it to repeat`;
  frame.repeated = true;
  frame.last *= times;
  frame.most = Math.max(frame.most, frame.last);
  return frame.last > mostRepeats ? `${operator} comes to more than ${mostRepeats} repetitions` : undefined;
}

/** `{` that counts nothing stands for itself, as do counts of nine digits and such with leading zeros. */
function repeatCounted(reading: Reading): string | undefined {
  const from = reading.at;
  const counted = take(reading, /\{(0|[1-9]\d{0,7})(?:(,)(0|[1-9]\d{0,7})?)?\}/y);
  if (counted === undefined) {
    reading.at += 1;
    return finishPart(reading, 1);
  }
  const [operator, least = '', comma, most] = counted;
  const min = Number(least);
  const max = most === undefined ? undefined : Number(most);
  if (max !== undefined && max < min) return `${operator} counts down`;
  if (min > mostRepeats || (max ?? 0) > mostRepeats) return `${operator} is more than ${mostRepeats}`;
  const times = comma === undefined ? min : (max ?? min);
  return repeat(reading, from, Math.max(times, 1));
}

function openGroup(reading: Reading): string | undefined {
  const { frames, names } = reading;
  const named = take(reading, /\(\?P?<([\p{L}\p{M}\p{N}\p{Pc}]+)>/uy);
  const name = named?.[1];
  if (name !== undefined) {
    if (names.has(name)) return `two groups are called ${name}`;
    names.add(name);
    frames.push(newFrame());
    return undefined;
  }
  const flagged = take(reading, /\(\?[imsU]*(?:-[imsU]+)?([:)])/y);
  if (flagged?.[1] === ')') {
    frameOf(reading).repeated = false;
    return undefined;
  }
  if (flagged === undefined) {
    const unknown = unknownGroup(reading);
    if (unknown !== undefined) return unknown;
    reading.at += 1;
  }
  frames.push(newFrame());
  return undefined;
}

/** What people bring along from other dialects. */
const unknownGroups: readonly (readonly [begins: string, says: string])[] = [
  ['(?=', 'it looks ahead with (?='],
  ['(?!', 'it looks ahead with (?!'],
  ['(?<=', 'it looks behind with (?<='],
  ['(?<!', 'it looks behind with (?<!'],
  ['(?>', 'it has an atomic group (?>'],
  ['(?P=', 'it refers back to a group with (?P='],
  ['(?#', 'it has a comment (?#'],
  ['(?', 'it has a group (? of an unknown kind'],
];

function unknownGroup({ text, at }: Reading): string | undefined {
  return unknownGroups.find(([begins]) => text.startsWith(begins, at))?.[1];
}

function closeGroup(reading: Reading): string | undefined {
  reading.at += 1;
  const closed = reading.frames.pop();
  if (closed === undefined || reading.frames.length === 0) return 'a parenthesis is closed that none opened';
  return finishPart(reading, closed.most);
}

function readEscape(reading: Reading): string | undefined {
  const quoted = take(reading, /\\Q(.*?)(?:\\E|$)/suy);
  if (quoted !== undefined) {
    frameOf(reading).repeated = false;
    return quoted[1] === '' ? undefined : finishPart(reading, 1);
  }
  const unicode = takeUnicodeClass(reading);
  if (unicode !== undefined) return unicode.fault ?? finishPart(reading, 1);
  if (take(reading, /\\[AzbBCdDsSwW]/y) !== undefined) return finishPart(reading, 1);
  const escaped = takeEscaped(reading);
  return typeof escaped === 'number' ? finishPart(reading, 1) : escaped;
}
