import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWords } from '../../../src/commands/ask/read-words.ts';

function textsOf(typed: string): string[] | string {
  const words = readWords(typed);
  return words.is === 'words' ? words.words.map(({ text }) => text) : words.quote;
}

describe('words', () => {
  test.each<[string, string[] | string]>([
    ['', []],
    ['a b', ['a', 'b']],
    ['a\u3000b\u2003c\r\nd', ['a', 'b', 'c', 'd']],
    ['a\u2060b', ['ab']],
    ['"a b" c', ['a b', 'c']],
    ["'a b'c", ['a bc']],
    ['„a b“', ['a b']],
    ['«a b»', ['a b']],
    ['‘a “b” c’', ['a "b" c']],
    ['x="a b"', ['x=a b']],
    ["it's a", ["it's", 'a']],
    ['5"', ['5"']],
    ['""', ['']],
    ['"a', '"'],
    ["a 'b", "'"],
    ['—only –n −n', ['--only', '-n', '-n']],
    ['a—b a–b', ['a—b', 'a–b']],
    ['“—a”', ['—a']],
    ['```a``` `b`', ['a', 'b']],
    ['<http://a.b|a.b>/<https://c.d>', ['a.b/https://c.d']],
    ['<@U1|ann> <!here> <#C1|ops> <mailto:a@b.c>', ['ann', '@here', '#ops', 'a@b.c']],
    ['&lt;a&gt; &amp;amp; &quot;', ['<a>', '&amp;', '&quot;']],
    ['a\ud800b', ['a\ufffdb']],
  ])('%j', (typed, texts) => {
    expect(textsOf(typed)).toEqual(texts);
  });

  test('in a command, of any text, no word has white space that was not in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const words = textsOf(
          typed.replaceAll(/["'\u2018-\u201f\u2032\u2033\u2039\u203a«»\uff02\uff07]/g, ''),
        );
        for (const word of words) expect(word).toMatch(/^\S+$/);
      }),
    );
  });
});
