import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { Finding } from '../../src/model/report.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { SmallCluster } from './check-cases.ts';
import { failureModes } from './failure-modes.ts';
import { seenIn } from './seen-in.ts';

const numbers = Array.from({ length: 42 }, (_, index) => index + 1);

/** What each check finds, with the sentence: a note that every healthy cluster has is no proof. */
function foundIn(small: SmallCluster): Map<string, readonly Finding[]> {
  const snapshot = seenIn(small);
  const { results } = runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
  return new Map(
    results.map(({ id, outcome }) => [id, outcome.is === 'failed' ? outcome.findings : []] as const),
  );
}

describe.each(failureModes)('$mode: $name', (small) => {
  const found = foundIn(small);

  test.each(small.ids)('%s finds it', (id) => {
    expect(found.get(id)).not.toEqual([]);
  });
});

test.each([...new Set(failureModes.map(({ cluster }) => cluster ?? 'healthy-1.2.4'))])(
  'without the fault none of these checks fires on %s',
  (cluster) => {
    // Some of the clusters are the fault themselves.
    if (!cluster.startsWith('healthy-')) return;
    const here = failureModes.filter((mode) => (mode.cluster ?? 'healthy-1.2.4') === cluster);
    const found = foundIn({ name: '', cluster });

    expect(here.flatMap(({ ids }) => ids).filter((id) => found.get(id)?.length !== 0)).toEqual([]);
  },
);

/** Rows of the table of docs/failure-modes.md: number, symptom, ids, and where else to look. */
const rows = readFileSync(new URL('../../docs/failure-modes.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, sees, caught, rest] = /^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$/.exec(line) ?? [];
    if (number === undefined || sees === undefined || caught === undefined || rest === undefined) return [];
    return [{ number: Number(number), sees, ids: [...new Set(caught.match(/OSM\d{4}/g))], rest }];
  });

describe('docs/failure-modes.md', () => {
  test('has each mode once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  test.each(rows)('$number: the ids are those that the cases prove', ({ number, ids }) => {
    const proven = failureModes.filter(({ mode }) => mode === number).flatMap((mode) => mode.ids);

    expect(ids).toEqual([...new Set(proven)].sort());
  });

  test('names checks that exist', () => {
    const named = readFileSync(new URL('../../docs/failure-modes.md', import.meta.url), 'utf8').match(
      /OSM\d{4}/g,
    );
    const known = checks.map(({ id }) => id as string);

    expect([...new Set(named)].filter((id) => !known.includes(id))).toEqual([]);
  });

  test('says where to look wherever no check finds it', () => {
    const unseen = rows.filter(({ ids }) => ids.length === 0);

    expect(unseen.length).toBeGreaterThan(0);
    expect(unseen.filter(({ rest }) => rest.length < 60)).toEqual([]);
  });
});
