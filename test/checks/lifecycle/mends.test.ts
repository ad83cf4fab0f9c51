import { expect, test } from '@jest/globals';
import { nothingLeftOver } from '../../../src/checks/lifecycle/nothing-left-over.ts';
import { sidecarsHaveControlPlane } from '../../../src/checks/lifecycle/sidecars-have-control-plane.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import type { Check } from '../../../src/model/check.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { SmallCluster } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';
import { inAzure } from './objects.ts';

/** The commands for each finding, in order. */
function commandsFor(check: Check, small: Partial<SmallCluster>): string[][] {
  const snapshot = seenIn({ name: '', cluster: 'stale-webhooks', ...small });
  const { results } = runChecks(snapshot, [check], (intent) => buildRemedy(intent, snapshot.cluster));
  const { outcome } = results[0] ?? {};
  if (outcome?.is !== 'failed') throw new Error('nothing was found');
  return outcome.findings.map(({ remedies }) => remedies.map(({ command }) => command));
}

test('definitions are deleted last, after a backup of every kind that is there', () => {
  const [backup = '', ...deletions] = commandsFor(nothingLeftOver, {}).at(-1) ?? [];

  expect(backup).toMatch(
    /^kubectl get namespaces,egresses\.policy\.openservicemesh\.io,.*,upstreamtrafficsettings\S+ -A -o yaml$/,
  );
  expect(deletions).toHaveLength(10);
  expect(deletions.every((command) => /^kubectl delete customresourcedefinition \S+$/.test(command))).toBe(
    true,
  );
});

test('workloads are restarted only where nobody wants OSM back', () => {
  const off = commandsFor(sidecarsHaveControlPlane, inAzure({ osmAddon: false })).flat();
  const on = commandsFor(sidecarsHaveControlPlane, inAzure({ osmAddon: true })).flat();

  expect(off).toContain('kubectl rollout restart deployment bookstore -n bookstore');
  expect(on.filter((command) => !command.startsWith('kubectl get '))).toEqual([]);
});
