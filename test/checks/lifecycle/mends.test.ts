import { expect, test } from '@jest/globals';
import { matchesTranslatable } from '../../../src/checks/lifecycle/matches-translatable.ts';
import { nothingLeftOver } from '../../../src/checks/lifecycle/nothing-left-over.ts';
import { oneMeshAtATime } from '../../../src/checks/lifecycle/one-mesh-at-a-time.ts';
import { retirementFar } from '../../../src/checks/lifecycle/retirement-far.ts';
import { sidecarsHaveControlPlane } from '../../../src/checks/lifecycle/sidecars-have-control-plane.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import type { Check } from '../../../src/model/check.ts';
import type { Finding } from '../../../src/model/report.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { Edit, SmallCluster } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';
import { addPolicy, inAzure } from './objects.ts';

/** The findings, in order. */
function findingsOf(check: Check, small: Partial<SmallCluster>): readonly Finding[] {
  const snapshot = seenIn({ name: '', cluster: 'stale-webhooks', ...small });
  const { results } = runChecks(snapshot, [check], (intent) => buildRemedy(intent, snapshot.cluster));
  const { outcome } = results[0] ?? {};
  if (outcome?.is !== 'failed') throw new Error('nothing was found');
  return outcome.findings;
}

/** The commands for each finding, in order. */
function commandsFor(check: Check, small: Partial<SmallCluster>): string[][] {
  return findingsOf(check, small).map(({ remedies }) => remedies.map(({ command }) => command));
}

test('nothing-left-over deletes definitions last, after a backup of every kind that is there', () => {
  const [backup = '', ...deletions] = commandsFor(nothingLeftOver, {}).at(-1) ?? [];

  expect(backup).toMatch(
    /^kubectl get namespaces,egresses\.policy\.openservicemesh\.io,.*,upstreamtrafficsettings\S+ -A -o yaml$/,
  );
  expect(deletions).toHaveLength(10);
  expect(deletions.every((command) => /^kubectl delete customresourcedefinition \S+$/.test(command))).toBe(
    true,
  );
});

const definition = (plural: string, group: string, labels: Readonly<Record<string, string>> = {}): Edit => ({
  add: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels },
    spec: { group, names: { plural, kind: 'X' }, versions: [] },
  },
});

test('nothing-left-over deletes those definitions of SMI that carry a mark of OSM, in the order of their names', () => {
  const smi = 'specs.smi-spec.io';
  const found = commandsFor(nothingLeftOver, {
    cluster: 'nothing-here',
    ...inAzure({ osmAddon: false }),
    edits: [
      definition('tcproutes', smi, { 'openservicemesh.io/reconcile': 'true' }),
      definition('trafficsplits', 'split.smi-spec.io', { 'app.kubernetes.io/name': 'linkerd' }),
      definition('httproutegroups', smi, { 'app.kubernetes.io/name': 'openservicemesh.io' }),
      definition('egresses', 'policy.openservicemesh.io'),
    ],
  });

  expect(found).toEqual([
    [
      `kubectl get namespaces,egresses.policy.openservicemesh.io,httproutegroups.${smi},tcproutes.${smi} -A -o yaml`,
      'kubectl delete customresourcedefinition egresses.policy.openservicemesh.io',
      `kubectl delete customresourcedefinition httproutegroups.${smi}`,
      `kubectl delete customresourcedefinition tcproutes.${smi}`,
    ],
  ]);
});

test('retirement-far says one day the day before', () => {
  const [found] = findingsOf(retirementFar, { cluster: 'healthy-1.2.4', now: '2027-09-29T12:00:00Z' });

  expect(found?.says).toContain('in 1 day.');
});

test('nothing-left-over does not call one definition several', () => {
  const [found] = findingsOf(nothingLeftOver, {
    cluster: 'nothing-here',
    ...inAzure({ osmAddon: false }),
    edits: [definition('egresses', 'policy.openservicemesh.io')],
  });

  expect(found?.says).toContain('1 definition of OSM');
});

test('one-mesh-at-a-time tells of an Istio add-on without a revision', () => {
  const [found] = findingsOf(oneMeshAtATime, {
    cluster: 'healthy-1.2.4',
    ...inAzure({ istio: { mode: 'Istio', revisions: [] } }),
  });

  expect(found?.says).toContain('the Istio add-on are on');
});

test('matches-translatable tells what of a match cannot be said, and what becomes of the others', () => {
  const rule = (matches: readonly string[]) => [{ kind: 'HTTPRouteGroup', name: 'books', matches }];
  const account = { kind: 'ServiceAccount', name: 'bookstore', namespace: 'bookstore' };
  const target = (name: string, matches: readonly string[]): Edit =>
    addPolicy('TrafficTarget', 'access.smi-spec.io/v1alpha3', name, {
      destination: account,
      sources: [account],
      rules: rule(matches),
    });
  const [found] = findingsOf(matchesTranslatable, {
    cluster: 'healthy-1.2.4',
    edits: [
      addPolicy('HTTPRouteGroup', 'specs.smi-spec.io/v1alpha4', 'books', {
        matches: [
          { name: 'browsers', pathRegex: '/books', headers: [{ 'user-agent': '.*Mozilla.*' }] },
          { name: 'writes', methods: ['POST'] },
        ],
      }),
      target('first', ['browsers']),
      target('second', ['writes']),
    ],
  });

  expect(found?.says).toContain('1 of 2 matches in use');
  expect(found?.says).toContain('(header user-agent ".*Mozilla.*")');
  expect(found?.says).toContain('writes by its methods');
});

test('nothing-left-over leaves a definition that is being deleted', () => {
  const metadata = { deletionTimestamp: '2026-11-22T11:00:00Z' };
  const found = commandsFor(nothingLeftOver, {
    edits: [{ patch: 'CustomResourceDefinition egresses.policy.openservicemesh.io', with: { metadata } }],
  });

  expect(found.at(-1)).toHaveLength(10);
});

test('sidecars-have-control-plane restarts workloads only where nobody wants OSM back', () => {
  const off = commandsFor(sidecarsHaveControlPlane, inAzure({ osmAddon: false })).flat();
  const on = commandsFor(sidecarsHaveControlPlane, inAzure({ osmAddon: true })).flat();

  expect(off).toContain('kubectl rollout restart deployment bookstore -n bookstore');
  expect(on.filter((command) => !command.startsWith('kubectl get '))).toEqual([]);
});
