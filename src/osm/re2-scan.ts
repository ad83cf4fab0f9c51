/** A regular expression and how far it was read. */
export interface Scan {
  readonly text: string;
  at: number;
}

/** What a sticky pattern finds at the place that was reached, which it moves behind it. */
export function take(scan: Scan, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text);
  if (found === null) return undefined;
  scan.at = pattern.lastIndex;
  return found;
}

const control: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/**
 * Reads an escape that stands for one character, alone or in a class: its code point, else what RE2 has against it.
 * Source: github.com/google/re2, re2/parse.cc, UnescapeCharacter.
 */
export function takeEscaped(scan: Scan): number | string {
  const octal = take(scan, /\\([1-7][0-7]{1,2}|0[0-7]{0,2})/y);
  if (octal !== undefined) return Number.parseInt(octal[1] ?? '', 8);
  const hex = take(scan, /\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y);
  if (hex !== undefined) return inUnicode(Number.parseInt(hex[1] ?? hex[2] ?? '', 16), hex[0]);
  const named = take(scan, /\\([afnrtv])/y);
  if (named !== undefined) return control[named[1] ?? ''] ?? 0;
  // All that is no letter and no digit of ASCII stands for itself.
  const itself = take(scan, /\\([^A-Za-z0-9\u0080-\u{10ffff}])/uy);
  if (itself !== undefined) return itself[1]?.codePointAt(0) ?? 0;
  return refused(scan);
}

function inUnicode(code: number, written: string): number | string {
  return code <= 0x10ffff ? code : `${written} is beyond Unicode`;
}

function refused(scan: Scan): string {
  const [written = '\\'] = take(scan, /\\./suy) ?? [];
  if (written === '\\') return 'it ends with a backslash';
  if (/^\\[1-9k]$/.test(written)) return `it refers back to a group with ${written}`;
  if (written === '\\Z') return '\\Z is not known; \\z is the end of the text';
  return `${written} is not known here`;
}
