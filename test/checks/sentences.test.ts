import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { CheckCases } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

/** What no sentence for people holds: marks of a value that was not there, or of a part that came out empty. */
const marks = [
  /\b(undefined|NaN|Infinity)\b|\[object|=>/,
  / {2}|^ | $/,
  /\(\)|``/,
  / [,.;:)]( |$)|\( |,,|\.\./,
  /\b(and|or|of|such as)[.,;]/,
];

const nouns =
  'pod|container|replica|namespace|port|certificate|node|endpoint|Service|Deployment|rule|route|key|day|hour';

/** `1 pods`, and `3 pod` where nothing follows that would make it one word. */
const disagree = [
  new RegExp(`(?<![\\d.,-]|of )1 (${nouns})s\\b`),
  new RegExp(`(?<![\\d.,])(?!1 )\\d+ (${nouns})\\b(?! [a-z]+s\\b|\\w)`),
  /(?<![\d.,]|of )\b1 (pods|containers|of \d+ pods)? ?(are|have|were)\b/,
];

describe.each(checks)('what $id says', (check) => {
  test('are whole sentences, with what they speak of', async () => {
    const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
    const others = check.reads.includes('run') ? checks.filter(({ id }) => id !== check.id) : [];
    const said = cases.fires.flatMap((small) => {
      const snapshot = seenIn(small);
      const { results } = runChecks(snapshot, [check, ...others], (intent) =>
        buildRemedy(intent, snapshot.cluster),
      );
      const outcome = results[0]?.outcome;
      if (outcome?.is !== 'failed') return [];
      return outcome.findings.flatMap(({ says, remedies }) => [
        // Those of the tool repeat what the reader said.
        { text: says, whole: check.area !== 'tool' },
        ...remedies.map(({ does }) => ({ text: does, whole: false })),
      ]);
    });

    expect(said.filter(({ text, whole }) => !isGood(text, whole)).map(({ text }) => text)).toEqual([]);
  });
});

function isGood(text: string, whole: boolean): boolean {
  if (whole && !/^.{10,}[.?]$/s.test(text)) return false;
  return text !== '' && ![...marks, ...disagree].some((mark) => mark.test(text));
}
