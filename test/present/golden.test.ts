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

    expectGolden('text-half-configured', renderText(report, layout));
  });

  test('short: healthy, as far as could be seen', () => {
    const report = judge(withoutRight(seenIn({ name: '' }), 'pods'));

    expectGolden('short-without-pods', renderShort(report, layout));
  });
});
