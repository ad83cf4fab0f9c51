import { expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { seenIn } from './seen-in.ts';

/** Findings above info, in words that fit a failed comparison. */
function foundIn(cluster: string): string[] {
  const snapshot = seenIn({ name: '', cluster });
  const { results } = runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
  return results.flatMap(({ id, outcome }) => {
    if (outcome.is === 'passed' || outcome.is === 'notApplicable') return [];
    if (outcome.is !== 'failed') return [`${id} ${outcome.is} ${JSON.stringify(outcome)}`];
    return outcome.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, on, says }) => `${id} ${severity} ${nameOf(on)}: ${says}`);
  });
}

test.each(['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1', 'healthy-1.2.4'])(
  '%s: nothing above info, nothing unknown',
  (cluster) => {
    expect(foundIn(cluster)).toEqual([]);
  },
);
