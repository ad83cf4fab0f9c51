import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shellWords } from '../../sim/playground/shell-words.ts';

describe('the words of a command', () => {
  test.each([
    ['kubectl get pods', ['kubectl', 'get', 'pods']],
    ['  kubectl\tget  ', ['kubectl', 'get']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`-p '{"spec":{"a":"$x"}}'`, ['-p', '{"spec":{"a":"$x"}}']],
    [`a'b'"c"\\ d`, ['abc d']],
    [`"a\\"b\\n" '\\'`, ['a"b\\n', '\\']],
    ['--raw /readyz?verbose', ['--raw', '/readyz?verbose']],
    ['\'\' ""', ['', '']],
    ['', []],
  ])('%j', (command, words) => {
    expect(shellWords(command)).toEqual({ is: 'words', words });
  });

  test.each([
    ...['a; b', 'a | b', 'a && b', 'a & b', 'a > /tmp/x', 'a < /etc/passwd', 'a $(id)', 'a `id`', 'a $HOME'],
    ...[
      'a "$(id)"',
      'a "`id`"',
      'a "$HOME"',
      'a\nb',
      'a\r\nb',
      "a 'b",
      'a "b',
      'a \\',
      'a (b)',
      'a # b',
      'a \\\nb',
    ],
  ])('%j is refused', (command) => {
    expect(shellWords(command).is).toBe('refused');
  });

  test('are those that sh itself would see, whatever it does not refuse', () => {
    const pieces = fc.constantFrom(
      'a',
      ' ',
      "'",
      '"',
      '\\',
      '{',
      '}',
      ',',
      ':',
      '-',
      '=',
      '/',
      'b',
      '.',
      '$',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const command = `x ${parts.join('')}`;
        const read = shellWords(command);
        if (read.is === 'refused') return;
        const shown = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
        expect(`${read.words.join('\n')}\n`).toBe(shown);
      }),
      { numRuns: 150 },
    );
  });
});
