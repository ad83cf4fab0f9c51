import { describe, test } from '@jest/globals';
import { renderShort } from '../../src/present/short.ts';
import type { Layout } from '../../src/present/terminal.ts';
import { noPaint } from '../../src/present/terminal.ts';
import { renderText } from '../../src/present/text.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';
import { expectGolden } from './expect-golden.ts';

const layout: Layout = { paint: noPaint, columns: 80 };

describe('reports as they look', () => {
  test('short: a badly broken mesh', () => {
    const report = judge(seenIn({ name: '', cluster: 'badly-broken' }));

    expectGolden('short-badly-broken', renderShort(report, layout));
  });

  test('text: half-configured namespaces', () => {
    const report = judge(seenIn({ name: '', cluster: 'half-configured' }));

    expectGolden('text-half-configured', withoutRepeats(renderText(report, layout)));
  });

  test('short: healthy, as far as could be seen', () => {
    const report = judge(withoutRight(seenIn({ name: '' }), 'pods'));

    const text = renderShort(report, layout);
    expectGolden('short-without-pods', text.replace(/Blind: (OSM\d{4},?\s+)+OSM\d{4}\./, 'Blind: OSM….'));
  });
});

/** Of checks that passed or do not apply, and of what was read, the first: the next check changes nothing then. */
function withoutRepeats(text: string): string {
  return text
    .replaceAll(/^( {2}✓ .*\n)(?: {2}✓ .*\n)+/gm, '$1  ✓ …\n')
    .replaceAll(/^( {2}- .*\n(?: {4}.*\n)+)(?: {2}- .*\n(?: {4}.*\n)+)+/gm, '$1  - …\n')
    .replace(/^(what was read\n.*\n)(?: {2}.*\n)+/m, '$1  …\n');
}
