import { describe, expect, test } from '@jest/globals';
import { runChecks } from '../../src/engine/run-checks.ts';
import { type Check, defineCheck } from '../../src/model/check.ts';
import type { Report } from '../../src/model/report.ts';
import type { ClusterSnapshot, ReadProblem } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { seenIn } from '../checks/seen-in.ts';

const words = {
  area: 'policy',
  severity: 'warning',
  title: 'All is well',
  failTitle: 'Not all is well',
  why: 'Because.',
  remedy: 'Mend it.',
  source: 'this test',
} as const;
const on = { kind: 'Pod', namespace: 'a', name: 'b' } as const;

function run(checks: readonly Check[], snapshot: ClusterSnapshot): Report {
  return runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
}

describe('a list of a kind that a cluster may lack', () => {
  const ofRoutes = { ...words, id: 'OSM8999', name: 'trial', reads: ['services', 'httpRoutes'] } as const;
  const lenient = defineCheck({
    ...ofRoutes,
    ifInstalled: ['httpRoutes'],
    run: ({ httpRoutes }) => (httpRoutes.length === 0 ? [] : [{ what: 'odd', on, says: 'Odd.' }]),
  }) as unknown as Check;
  const strict = defineCheck({ ...ofRoutes, run: () => [] }) as unknown as Check;
  const because = (reason: ReadProblem['reason']): ClusterSnapshot => {
    const { inputs, ...rest } = seenIn({ name: '' });
    return { ...rest, inputs: { ...inputs, httpRoutes: { ok: false, problem: { reason, detail: reason } } } };
  };

  test.each<[ReadProblem['reason'], string, string]>([
    ['notInstalled', 'passed', 'notApplicable'],
    ['notAsked', 'notApplicable', 'notApplicable'],
    ['forbidden', 'unknown', 'unknown'],
    ['timedOut', 'unknown', 'unknown'],
  ])('%s: with ifInstalled %s, without it %s', (reason, withIt, withoutIt) => {
    const { results } = run([lenient, strict], because(reason));

    expect(results.map(({ outcome }) => outcome.is)).toEqual([withIt, withoutIt]);
  });
});

describe('a check that looks at what the others found', () => {
  const looker = defineCheck({
    ...words,
    id: 'OSM7001',
    name: 'looker',
    reads: ['openFindings'],
    run: ({ openFindings }) =>
      openFindings.map(({ id, severity, says }) => ({ what: 'seen', on, says: `${id} ${severity} ${says}` })),
  }) as unknown as Check;
  const later = defineCheck({
    ...words,
    id: 'OSM7002',
    name: 'later',
    reads: ['services'],
    run: () => [{ what: 'odd', on, says: 'Odd.', severity: 'critical' }],
  }) as unknown as Check;

  const quiet = defineCheck({ ...words, id: 'OSM7003', name: 'quiet', reads: ['services'], run: () => [] });

  test('sees findings of checks that stand behind it, and the report keeps the order', () => {
    const { results } = run([looker, later, quiet as unknown as Check], seenIn({ name: '' }));

    expect(results.map(({ id }) => id)).toEqual(['OSM7001', 'OSM7002', 'OSM7003']);
    const [first] = results;
    expect(first?.outcome.is === 'failed' && first.outcome.findings.map(({ says }) => says)).toEqual([
      'OSM7002 critical Odd.',
    ]);
  });
});
