import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLine, quoteWord } from '../../src/remedies/quote.ts';
import { isInstalled, shells, wordsSeenBy } from './shells.ts';

/** Words that mean something to one shell or another. */
const hostile = [
  '',
  ' ',
  "'",
  "''",
  "it's",
  '"',
  '\\',
  "\\'",
  '$HOME',
  '$(echo stolen)',
  '`echo stolen`',
  'a;echo stolen',
  'a&&b',
  'a|b',
  'a\nb',
  'a\tb',
  '>file',
  '*',
  '?',
  '[a-z]',
  '{a,b}',
  '~',
  '~root',
  '=ls',
  '#no comment',
  '!!',
  '^a^b',
  '-n',
  '--all',
  '%1',
  'a=b',
  'übung 🧪',
  '\u202e',
];

/** Any text that an argument of a program can hold: no NUL. */
const anyWord = fc.string({ unit: 'binary' }).map((word) => word.replaceAll('\0', ''));

describe.each(shells)('a quoted line in %s', (shell) => {
  const whereInstalled = isInstalled(shell) ? test : test.skip;

  whereInstalled('gives hostile words unchanged', () => {
    expect(wordsSeenBy(shell, commandLine(['kubectl', ...hostile]))).toEqual(hostile);
  });

  whereInstalled('gives any words unchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyWord, fc.constantFrom(...hostile)), { minLength: 1, maxLength: 60 }),
        (words) => {
          expect(wordsSeenBy(shell, commandLine(['kubectl', ...words]))).toEqual(words);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('quoteWord', () => {
  test.each([
    'kubectl',
    '-n',
    '--context',
    'openservicemesh.io/monitored-by=osm',
    'meshconfig.config.openservicemesh.io',
    'mcr.microsoft.com/oss/envoyproxy/envoy:v1.26.7@sha256:abc',
    'a_b+c%d,e',
  ])('leaves %s as it is, so that it reads well', (word) => {
    expect(quoteWord(word)).toBe(word);
  });

  test.each([
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['=ls', "'=ls'"],
    ['{"a":1}', `'{"a":1}'`],
  ])('quotes %j', (word, quoted) => {
    expect(quoteWord(word)).toBe(quoted);
  });
});

describe('a line, word for word', () => {
  test.each<[word: string, sh: string, powershell: string]>([
    ['get', 'get', 'get'],
    ['-n', '-n', '-n'],
    ['a.b/c:d=e_f', 'a.b/c:d=e_f', 'a.b/c:d=e_f'],
    ['', "''", "''"],
    ['a b', "'a b'", "'a b'"],
    ['a;', "'a;'", "'a;'"],
    [';a', "';a'", "';a'"],
    ['$x', "'$x'", "'$x'"],
    ['a,b', 'a,b', "'a,b'"],
    ['a@b', 'a@b', "'a@b'"],
    ['%1', '%1', "'%1'"],
    ['a%', 'a%', "'a%'"],
    ['--%', '--%', "'--%'"],
    ['=ls', "'=ls'", '=ls'],
    ["it's", "'it'\\''s'", "'it''s'"],
    [
      '\u2018\u2019\u201a\u201b',
      "'\u2018\u2019\u201a\u201b'",
      "'\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'",
    ],
    ['{"a":1}', `'{"a":1}'`, `'{"a":1}'`],
  ])('%j', (word, sh, powershell) => {
    expect(commandLine(['kubectl', word])).toBe(`kubectl ${sh}`);
    expect(commandLine(['kubectl', word], 'sh')).toBe(`kubectl ${sh}`);
    expect(commandLine(['kubectl', word], 'powershell')).toBe(`kubectl ${powershell}`);
  });
});
