import { type Scan, take, takeEscaped } from './re2-scan.ts';

/** General categories that RE2 knows (re2/unicode_groups.cc), and `Any`. */
const categories = new Set(
  'Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs'.split(
    ' ',
  ),
);

/** Reads a class such as `\pL`, `\p{Greek}` or `\P{^Greek}`; undefined where none begins here. */
export function takeUnicodeClass(scan: Scan): { readonly fault?: string } | undefined {
  const found = take(scan, /\\[pP](?:\{\^?([^}]*)\}|([^{]))/suy);
  if (found !== undefined) {
    const [whole, long, short] = found;
    return isUnicodeClass(long ?? short ?? '')
      ? {}
      : { fault: `${whole} is no class of Unicode by RE2's names` };
  }
  const cut = take(scan, /\\[pP]\{?/y);
  return cut === undefined ? undefined : { fault: `${cut[0]} does not end` };
}

/** RE2 has the scripts of Unicode by their long names, as does JavaScript, which takes short ones as well. */
function isUnicodeClass(name: string): boolean {
  if (categories.has(name)) return true;
  if (!/^[A-Za-z_]+$/.test(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

const posixNames =
  /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;

/**
 * Reads a class in brackets; what RE2 has against it, if anything. A first `]` and any `-` may stand for themselves.
 * Source: github.com/google/re2, re2/parse.cc, ParseCharClass.
 */
export function faultInClass(scan: Scan): string | undefined {
  const [opening = ''] = take(scan, /\[\^?/y) ?? [];
  let isFirst = true;
  while (scan.at < scan.text.length && (isFirst || scan.text[scan.at] !== ']')) {
    isFirst = false;
    const fault = faultInItem(scan);
    if (fault !== undefined) return fault;
  }
  return take(scan, /\]/y) === undefined ? `a class ${opening} is not closed` : undefined;
}

function faultInItem(scan: Scan): string | undefined {
  if (take(scan, posixNames) !== undefined) return undefined;
  const unknown = take(scan, /\[:[^:\]]*:\]/y);
  if (unknown !== undefined) return `${unknown[0]} is no class that it knows`;
  const unicode = takeUnicodeClass(scan);
  if (unicode !== undefined) return unicode.fault;
  if (take(scan, /\\[dDsSwW]/y) !== undefined) return undefined;
  return faultInRange(scan);
}

function faultInRange(scan: Scan): string | undefined {
  const from = scan.at;
  const low = takeCharacter(scan);
  if (typeof low === 'string') return low;
  if (take(scan, /-(?=[^\]])/suy) === undefined) return undefined;
  const high = takeCharacter(scan);
  if (typeof high === 'string') return high;
  return high < low ? `the range ${scan.text.slice(from, scan.at)} runs backwards` : undefined;
}

function takeCharacter(scan: Scan): number | string {
  if (scan.text[scan.at] === '\\') return takeEscaped(scan);
  return take(scan, /./suy)?.[0].codePointAt(0) ?? 'a class is not closed';
}
