import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPattern } from '../../src/remedies/pattern.ts';

describe('a pattern, which read-pattern and read-letters take apart', () => {
  test.each<[string, string, boolean]>([
    [String.raw`((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$`, '10.0.0.0/8', true],
    [String.raw`((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$`, 'x999.1.1.1/99', true],
    [String.raw`((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$`, '10.0.0.0/8\n', false],
    [String.raw`((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$`, '10.0.0.0', false],
    ['b', 'abc', true],
    ['', '', true],
    ['^$', 'a', false],
    ['^(a|bc)+$', 'abcbca', true],
    ['^(a|bc)+$', 'abcb', false],
    ['^a{2,3}?$', 'aaaa', false],
    ['^a{2,}$', 'aaaa', true],
    ['^[^a-c]$', 'd', true],
    ['^[^a-c]$', 'b', false],
    ['^[-a.]+$', 'a-.', true],
    [String.raw`^[\d_-]+$`, '1_-', true],
    [String.raw`^\s$`, '\u00a0', false],
    [String.raw`^\S$`, '\u00a0', true],
    ['^.$', '🧪', true],
    ['^.$', '\r', true],
    ['^.$', '\n', false],
    ['^(a?)*$', 'aaa', true],
    [String.raw`^\d$`, '7', true],
    [String.raw`^\d$`, 'x', false],
    [String.raw`^\d$`, '٣', false],
    [String.raw`^\D$`, 'x', true],
    [String.raw`^\w$`, '_', true],
    [String.raw`^\w$`, 'Z', true],
    [String.raw`^\w$`, '-', false],
    [String.raw`^\w$`, 'é', false],
    [String.raw`^\W$`, '-', true],
    [String.raw`^\W$`, 'a', false],
    [String.raw`^\s$`, '\t', true],
    [String.raw`^\s$`, '\v', false],
    [String.raw`^\n$`, '\n', true],
    [String.raw`^\n$`, 'n', false],
    [String.raw`^\r$`, '\r', true],
    [String.raw`^\t$`, '\t', true],
    [String.raw`^\f$`, '\f', true],
    [String.raw`^\v$`, '\v', true],
    [String.raw`^[\n\t]$`, '\t', true],
    [String.raw`^[\t-\r]$`, '\f', true],
    [String.raw`^[\t-\r]$`, 'a', false],
    [String.raw`^\.$`, '.', true],
    [String.raw`^\.$`, 'a', false],
    [String.raw`^\[\]\~\!$`, '[]~!', true],
    ['^[a-a]$', 'a', true],
    ['^[a-a]$', 'b', false],
    ['^[^a]$', 'a', false],
    ['^[^a]$', 'b', true],
    ['^[^a]$', '^', true],
    ['^[a^]$', '^', true],
    ['^[a-]$', '-', true],
    ['^a{0}$', '', true],
    ['^a{2}$', 'a', false],
    ['^a{0,1}b$', 'aab', false],
    ['x{3}', 'xx', false],
    ['^a{2}$', 'aaa', false],
    ['^a{12}$', 'aaaaaaaaaaaa', true],
    ['^a{1000}$', 'a', false],
    ['a'.repeat(1000), 'a', false],
    ['.', '', false],
    [String.raw`\w`, '', false],
  ])('%s on %j: %s', (source, text, matches) => {
    expect(readPattern(source)?.(text)).toBe(matches);
  });

  test.each([
    '(',
    ')',
    '[',
    '[a',
    'a**',
    'a{2}{3}',
    '*',
    'a{2',
    '{',
    'a}',
    '[b-a]',
    '[]',
    '(?i)a',
    '(?=a)',
    '(?P<n>a)',
    String.raw`\1`,
    String.raw`\b`,
    String.raw`\z`,
    String.raw`\pL`,
    '\\',
    '[[:alpha:]]',
    String.raw`[\d-z]`,
    'a{1001}',
    '[a-',
    '[a-[]',
    '[[-z]',
    'a{3,2}',
    'a{xyz{2}',
    'a?+',
    'a{2}?{3}',
    '[[]',
    '[a[]',
    String.raw`[a-\d]`,
    String.raw`\a`,
    String.raw`\é`,
    String.raw`[\b]`,
    'a\\',
    '(a{100}){100}',
    'a'.repeat(1001),
    '(?',
  ])('judges nothing as %s', (source) => {
    expect(readPattern(source)).toBeUndefined();
  });

  test('takes no time to speak of, however hostile', () => {
    const started = performance.now();

    expect(readPattern('^(a+)+$')?.(`${'a'.repeat(2000)}b`)).toBe(false);
    expect(readPattern('^((a|aa)+)+$')?.(`${'a'.repeat(2000)}b`)).toBe(false);
    expect(readPattern(`^${'('.repeat(50)}a${'*)'.repeat(50)}*$`)?.(`${'a'.repeat(2000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('agrees with JavaScript where both mean the same', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '[a-b]',
      String.raw`\d`,
      String.raw`\w`,
      String.raw`\.`,
    );
    const { part } = fc.letrec<{ part: string }>((tie) => ({
      part: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('part'), tie('part')).map((both) => both.join('')),
        fc.tuple(tie('part'), tie('part')).map((both) => `(${both.join('|')})`),
        fc
          .tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?'))
          .map(([one, times]) => `(?:${one})${times}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.'), maxLength: 6 });
    fc.assert(
      fc.property(part, text, fc.boolean(), (source, word, anchored) => {
        const whole = anchored ? `^(${source})$` : source;
        expect(readPattern(whole)?.(word)).toBe(new RegExp(whole).test(word));
      }),
      { numRuns: 3000 },
    );
  });
});
