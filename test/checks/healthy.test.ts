import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { Report } from '../../src/model/report.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { SmallCluster } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

function judged(cluster: SmallCluster): Report {
  const snapshot = seenIn(cluster);
  return runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
}

/** Findings above info, in words that fit a failed comparison. */
function foundIn(cluster: SmallCluster): string[] {
  const { results } = judged(cluster);
  return results.flatMap(({ id, outcome }) => {
    if (outcome.is === 'passed' || outcome.is === 'notApplicable') return [];
    if (outcome.is !== 'failed') return [`${id} ${outcome.is} ${JSON.stringify(outcome)}`];
    return outcome.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, on, says }) => `${id} ${severity} ${nameOf(on)}: ${says}`);
  });
}

/** Every cluster of test/clusters that somebody runs without trouble, and what is asked of Azure about it. */
const clusters: readonly SmallCluster[] = [
  { name: 'OSM 0.11.1', cluster: 'healthy-0.11.1' },
  { name: 'OSM 1.0.0', cluster: 'healthy-1.0.0' },
  { name: 'OSM 1.1.1, installed by hand', cluster: 'healthy-1.1.1' },
  { name: 'OSM 1.2.4', cluster: 'healthy-1.2.4' },
  { name: 'autoscalers at five replicas, a rollout', cluster: 'healthy-hpa-at-five' },
  { name: 'an ingress namespace without injection', cluster: 'healthy-ingress-nginx' },
  { name: 'app-routing-system, Gateway API', cluster: 'healthy-app-routing' },
  { name: 'a Windows pool outside the mesh', cluster: 'healthy-windows-pool' },
  { name: 'permissive mode off, all policies there', cluster: 'healthy-strict-policies' },
  { name: 'egress off with exclusions', cluster: 'healthy-egress-closed' },
  {
    name: 'the extension of Azure Arc, whose cluster Azure does not manage',
    cluster: 'healthy-arc',
    problems: { managedCluster: { reason: 'notAsked', detail: 'not a managed cluster' } },
  },
  { name: 'labels of two meshes', cluster: 'healthy-two-meshes-labels' },
  { name: 'jobs done', cluster: 'healthy-jobs-done' },
  { name: 'evicted pods', cluster: 'healthy-evicted-pods' },
];

test.each(clusters)('$name: nothing above info, nothing unknown', (cluster) => {
  expect(foundIn(cluster)).toEqual([]);
});

test('every healthy cluster of test/clusters is among them', () => {
  const files = readdirSync(new URL('../clusters', import.meta.url)).filter((file) => /^healthy-/.test(file));

  expect(files.map((file) => file.replace('.yaml', '')).sort()).toEqual(
    clusters.map(({ cluster }) => cluster).sort(),
  );
});

test.each(clusters)('$name: most checks had something to look at', (cluster) => {
  const { results } = judged(cluster);
  const looked = results.filter(({ outcome }) => outcome.is === 'passed' || outcome.is === 'failed');

  // A cluster on which the checks do not apply would be healthy too.
  expect(looked.length).toBeGreaterThan(60);
});
