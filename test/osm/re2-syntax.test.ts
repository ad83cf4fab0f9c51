import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultInRe2 } from '../../src/osm/re2-syntax.ts';

/** What RE2's own tests and documents take (re2/testing/parse_test.cc, doc/syntax.txt). */
const taken: readonly string[] = [
  '',
  'a',
  '.*',
  '/api/v[0-9]+(/.*)?',
  'a|b|',
  '|a',
  '()',
  '(|a)*',
  '(a)(?:b)(?i:c)(?i)d(?-s)e(?i-s:f)',
  '(?P<year>\\d{4})-(?<month>\\d\\d)',
  'a*?b+?c??d{2}?e{2,}?f{2,3}?',
  'a{1000}',
  '(a{100}){10}',
  '(?:a{2,}){500}',
  'a{,2}',
  'a{',
  'a{02}',
  '{2}'.slice(0, 2),
  'a{x}',
  '}]',
  '^*',
  '\\b+',
  '[]a]',
  '[^]a]',
  '[a-]',
  '[-a]',
  '[a-b-c]',
  '[\\w-.]',
  '[[:alpha:][:^digit:]]',
  '[[:alpha]',
  '[\\pL\\p{Greek}\\P{^Lu}\\d]',
  '[\\x41-\\x{5a}]',
  '[\\]\\-\\\\]',
  '[é-𝔸]',
  '\\pN\\p{Lu}\\p{Any}\\p{Han}\\p{^Latin}\\PZ',
  '\\Q(*\\E*',
  '\\Q(*',
  '\\0\\012\\12\\377',
  '\\a\\f\\n\\r\\t\\v\\.\\/\\-\\_\\ ',
  '\\A\\z\\b\\B\\C\\d\\D\\s\\S\\w\\W',
  'é𝔸*',
];

/** What people bring from other dialects, and slips. Each with a word of what is said of it. */
const refused: readonly (readonly [regex: string, says: string])[] = [
  ['(?=a)', 'looks ahead'],
  ['(?!admin).*', 'looks ahead'],
  ['(?<=a)b', 'looks behind'],
  ['(?<!a)b', 'looks behind'],
  ['(?>a)', 'atomic'],
  ['(?#x)', 'comment'],
  ['(?|a)', 'unknown kind'],
  ['(?(1)a|b)', 'unknown kind'],
  ['(?-)a', 'unknown kind'],
  ['(?i-)a', 'unknown kind'],
  ['(?x)a', 'unknown kind'],
  ['(?P=a)', 'refers back'],
  ['(?P<>a)', 'unknown kind'],
  ['(?P<a b>c)', 'unknown kind'],
  ['(?P<n>a)(?P<n>b)', 'called n'],
  ['(a)\\1', 'refers back'],
  ['\\8', 'refers back'],
  ['(?<n>a)\\k<n>', 'refers back'],
  ['a++', 'possessive'],
  ['a*+', 'possessive'],
  ['a**', 'another repetition'],
  ['a{2}{3}', 'another repetition'],
  ['a*??', 'another repetition'],
  ['*', 'nothing before'],
  ['*.example.com', 'nothing before'],
  ['(+a)', 'nothing before'],
  ['a|*', 'nothing before'],
  ['{2}', 'nothing before'],
  ['(?i)*', 'nothing before'],
  ['a{1001}', 'more than 1000'],
  ['a{1,1001}', 'more than 1000'],
  ['a{3,2}', 'counts down'],
  ['(a{101}){10}', 'more than 1000'],
  ['((a{11}){10}b){10}', 'more than 1000'],
  ['(', 'not closed'],
  ['(a(b)', 'not closed'],
  [')', 'none opened'],
  ['a)b', 'none opened'],
  ['[', 'not closed'],
  ['[]', 'not closed'],
  ['[^]', 'not closed'],
  ['[a-', 'not closed'],
  ['[z-a]', 'backwards'],
  ['[\\w-a-Z]', 'backwards'],
  ['[a-\\d]', 'not known'],
  ['[\\b]', 'not known'],
  ['[[:alfa:]]', 'no class'],
  ['\\', 'backslash'],
  ['[\\', 'backslash'],
  ['a\\Z', '\\z is the end'],
  ['\\G', 'not known'],
  ['\\K', 'not known'],
  ['\\h', 'not known'],
  ['\\R', 'not known'],
  ['\\e', 'not known'],
  ['\\E', 'not known'],
  ['\\u0041', 'not known'],
  ['\\é', 'not known'],
  ['\\x4', 'not known'],
  ['\\x{}', 'not known'],
  ['\\x{110000}', 'beyond Unicode'],
  ['\\p{Letter}', 'no class of Unicode'],
  ['\\p{IsAlpha}', 'no class of Unicode'],
  ['\\p{Script=Greek}', 'no class of Unicode'],
  ['\\p{greek}', 'no class of Unicode'],
  ['\\p', 'does not end'],
  ['\\p{L', 'does not end'],
];

describe('the syntax of RE2', () => {
  test.each(taken)('takes %j', (regex) => {
    expect(faultInRe2(regex)).toBeUndefined();
  });

  test.each(refused)('refuses %j', (regex, says) => {
    expect(faultInRe2(regex)).toContain(says);
  });

  test('a hundred thousand characters are read at once, whatever they are', () => {
    for (const text of ['(', '[', '\\', 'a*', '{', '\\Q', '(?:', '[[:', '\\p{', 'a|', '\\x{']) {
      const regex = text.repeat(100_000);
      const before = performance.now();
      faultInRe2(regex);

      expect(performance.now() - before).toBeLessThan(10_000);
    }
  });
});

/** Expressions built by the grammar of RE2, without counted repetition, whose product has a limit. */
const { whole } = fc.letrec<{ part: string; atom: string; whole: string }>((tie) => ({
  atom: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('a', 'é', '.', '\\d', '\\.', '\\x41', '\\pL', '^', '$', '\\b', '-', ']'),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom('[a-z]', '[^/]', '[]x-]', '[[:digit:]_]', '\\Q(\\E', '\\p{Greek}'),
    },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?i:${inner})`) },
  ),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+?', '?', '{0}', '{1,}', '{0,1}?'))
    .map(([atom, repeated]) => atom + repeated),
  whole: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { maxLength: 3 })
    .map((choices) => choices.map((parts) => parts.join('')).join('|')),
}));

describe('any expression', () => {
  test('is taken where it is built by the rules', () => {
    fc.assert(fc.property(whole, (regex) => faultInRe2(regex) === undefined));
  });

  test('is refused where something of another dialect follows what is taken', () => {
    const foreign = fc.constantFrom(...refused.map(([regex]) => regex));
    fc.assert(
      fc.property(whole, foreign, (before, wrong) => faultInRe2(`(?:${before})|${wrong}`) !== undefined),
    );
  });

  test('is judged without a throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab(){}[]*+?|\\^$.-,:<>=!PpQExkdZ129é'), maxLength: 30 }),
        (regex) => {
          const fault = faultInRe2(regex);
          return fault === undefined || fault.length > 0;
        },
      ),
    );
  });
});
