import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderShort } from '../../src/present/short.ts';
import type { Layout } from '../../src/present/terminal.ts';
import { noPaint } from '../../src/present/terminal.ts';
import { renderText } from '../../src/present/text.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';

const layout: Layout = { paint: noPaint, columns: 80 };

/** Compares with a file of test/golden; `UPDATE_GOLDENS=1 npm test -- test/present` writes them anew. */
function expectGolden(name: string, text: string): void {
  const file = new URL(`../golden/${name}.txt`, import.meta.url);
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('reports as they look', () => {
  test('short: a badly broken mesh', () => {
    const report = judge(seenIn({ name: '', cluster: 'badly-broken' }));

    expectGolden('short-badly-broken', renderShort(report, layout));
  });

  test('text: half-configured namespaces', () => {
    const report = judge(seenIn({ name: '', cluster: 'half-configured' }));

    expectGolden('text-half-configured', renderText(report, layout));
  });

  test('short: healthy, as far as could be seen', () => {
    const report = judge(withoutRight(seenIn({ name: '' }), 'pods'));

    expectGolden('short-without-pods', renderShort(report, layout));
  });
});
