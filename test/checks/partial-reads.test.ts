import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { Check } from '../../src/model/check.ts';
import type { Outcome } from '../../src/model/report.ts';
import { rights } from '../../src/model/rights.ts';
import type { InputName } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { CheckCases, SmallCluster } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

/*
 * What each check makes of lists that came only in part, and of kinds that are not installed, as its own cases show:
 * one line for each check. Where a list goes from a line, faults are no longer found in what came of it; where one
 * comes, a check judges over less than it needs. `UPDATE_GOLDENS=1 npm test -- test/checks/partial-reads` writes it.
 */
const golden = new URL('../golden/partial-reads.txt', import.meta.url);

function outcomeOf(check: Check, small: SmallCluster): Outcome['is'] | undefined {
  const snapshot = seenIn(small);
  const { results } = runChecks(snapshot, [check], (intent) => buildRemedy(intent, snapshot.cluster));
  return results[0]?.outcome.is;
}

async function lineOf(check: Check): Promise<string> {
  const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
  const inputs = check.reads.filter((name): name is InputName => name in rights);
  const foundInPart = inputs.filter((input) =>
    cases.fires.some(
      (small) =>
        outcomeOf(check, { ...small, incomplete: [...(small.incomplete ?? []), input] }) === 'failed',
    ),
  );
  const emptyWithout = inputs.filter((input) =>
    cases.fires.some((small) => {
      const notInstalled = { reason: 'notInstalled', detail: 'no such kind' } as const;
      const outcome = outcomeOf(check, { ...small, problems: { ...small.problems, [input]: notInstalled } });
      return outcome === 'failed' || outcome === 'passed';
    }),
  );
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
  return `${check.id} ${check.name}: found in part of ${list(foundInPart)}; judged without the kind of ${list(emptyWithout)}`;
}

describe('what came only in part, and what is not installed', () => {
  const lines = () => readFileSync(golden, 'utf8').trimEnd().split('\n');

  test('is written down for each check', async () => {
    if (process.env['UPDATE_GOLDENS'] === '1') {
      const written: string[] = [];
      for (const check of checks) written.push(await lineOf(check));
      writeFileSync(golden, `${written.join('\n')}\n`);
    }

    expect(lines()).toHaveLength(checks.length);
  });

  for (const [index, check] of checks.entries()) {
    test(`${check.id} ${check.name}`, async () => {
      expect(await lineOf(check)).toBe(lines()[index]);
    });
  }
});
