import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** Compares with a file of test/golden; `UPDATE_GOLDENS=1 npm test -- test/present` writes them anew. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`../golden/${name}.txt`, import.meta.url);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
