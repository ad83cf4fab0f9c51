import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { isSafeIntent } from '../../src/remedies/safe-intent.ts';
import type { CheckCases } from '../checks/check-cases.ts';
import { seenIn } from '../checks/seen-in.ts';

describe('the options and words that checks use are known to be safe', () => {
  test.each(checks)('$id', async (check) => {
    const { cases } = (await import(`../checks/${check.area}/${check.name}.cases.ts`)) as {
      cases: CheckCases;
    };
    const refused = cases.fires.flatMap((small) => {
      const unsafe: unknown[] = [];
      const snapshot = seenIn(small);
      runChecks(snapshot, [check], (intent) => {
        if (!isSafeIntent(intent)) unsafe.push(intent);
        return buildRemedy(intent, snapshot.cluster);
      });
      return unsafe;
    });

    expect(refused).toEqual([]);
  });
});
