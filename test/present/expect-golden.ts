import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/**
 * Compares with a file of test/golden; `UPDATE_GOLDENS=1 npm test -- test/present` writes them anew. How many checks
 * there are is left out, so that the next check changes only what it finds.
 */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`../golden/${name}.txt`, import.meta.url);
  const told = withoutTotals(text);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, told);
  expect(told).toBe(readFileSync(file, 'utf8'));
}

/** A text without the numbers that grow with the catalogue; whether all or some were judged still shows. */
function withoutTotals(text: string): string {
  return text
    .replaceAll(/(\d+) of (\d+) checks judged/g, (_all, judged, total) =>
      judged === total ? 'N of N checks judged' : 'SOME of N checks judged',
    )
    .replaceAll(/\d+( checks?)? passed\b/g, 'N$1 passed')
    .replaceAll(/\d+ do(es)? not apply/g, 'N do not apply')
    .replaceAll(/\d+ checks could not look/g, 'N checks could not look')
    .replaceAll(/(?<=[;,] |^)\d+ notes(?=$|: see| \(facts)/gm, 'N notes')
    .replaceAll(/· \d+ (failed|unknown) ·/g, '· N $1 ·');
}
