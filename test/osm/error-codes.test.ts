import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import {
  type CodeMeaning,
  errorCodeNames,
  looksLikeErrorCode,
  meaningsOf,
} from '../../src/osm/error-codes.ts';

const numbers = Array.from({ length: 10_000 }, (_, number) => `E${String(number).padStart(4, '0')}`);
const inRelease = (other: string) =>
  numbers.filter((code) => meaningsOf(code).some(({ releases }) => releases !== other));

describe("error codes of OSM's log", () => {
  test('there are as many as in pkg/errcode/errcode.go of each release', () => {
    expect([inRelease('from v1.2 on').length, inRelease('up to v1.1').length]).toEqual([99, 96]);
    expect(new Set(errorCodeNames).size).toBe(99);
  });

  test.each([
    ['E1000', 'E1005', 6, 6],
    ['E2000', 'E2011', 12, 12],
    ['E3000', 'E3002', 3, 3],
    ['E4000', 'E4016', 17, 17],
    ['E4100', 'E4100', 1, 1],
    ['E4150', 'E4153', 4, 4],
    ['E5000', 'E5030', 31, 28],
    ['E6100', 'E6114', 15, 15],
    ['E6700', 'E6703', 4, 4],
    ['E7000', 'E7005', 6, 6],
  ])('%s to %s: %i, in v1.2 %i', (first, last, until11, from12) => {
    const between = (codes: readonly string[]) =>
      codes.filter((code) => code >= first && code <= last).length;

    expect([between(inRelease('from v1.2 on')), between(inRelease('up to v1.1'))]).toEqual([until11, from12]);
  });

  test.each<[string, Partial<Record<CodeMeaning['releases'], RegExp>>]>([
    ['E5010', { 'up to v1.1': /sidecars get their configuration/, 'from v1.2 on': /ServiceAccount/ }],
    ['E5012', { 'up to v1.1': /ServiceAccount/, 'from v1.2 on': /before it was ready/ }],
    ['E5022', { 'up to v1.1': /protocol/, 'from v1.2 on': /rule for a route/ }],
    ['E5030', { 'up to v1.1': /somebody else/ }],
    ['e2002', { 'every release': /address range/ }],
    ['E123', {}],
    ['E05009', {}],
    ['', {}],
  ])('%s means %j', (code, wanted) => {
    const told = Object.fromEntries(meaningsOf(code).map(({ releases, means }) => [releases, means]));

    expect(Object.keys(told).sort()).toEqual(Object.keys(wanted).sort());
    for (const [releases, means] of Object.entries(wanted)) expect(told[releases]).toMatch(means);
  });

  test('each says what it means and what to look at, and names only checks that exist', () => {
    for (const meaning of numbers.flatMap(meaningsOf)) {
      expect(meaning.means).toMatch(/^(osm-|[A-Z]).+\.$/);
      expect(meaning.lookAt.length).toBeGreaterThan(20);
      for (const [id] of meaning.lookAt.matchAll(/OSM\d{4}/g)) {
        expect(checks.map((check): string => check.id)).toContain(id);
      }
    }
  });

  test.each([
    ['E2001', true],
    ['e1', true],
    ['E2001x', false],
    ['enable', false],
  ])('%s looks like one: %s', (text, is) => {
    expect(looksLikeErrorCode(text)).toBe(is);
  });
});
