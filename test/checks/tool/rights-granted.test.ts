import { expect, test } from '@jest/globals';
import { rightsGranted } from '../../../src/checks/tool/rights-granted.ts';
import type { Run } from '../../../src/model/facts.ts';
import { rights } from '../../../src/model/rights.ts';
import type { InputName, ReadProblem } from '../../../src/model/snapshot.ts';

function argsFor(inputs: readonly InputName[], namespace?: string): unknown {
  const problems = inputs.map(
    (input): ReadProblem => ({
      reason: 'forbidden',
      detail: 'no',
      ...(rights[input][0] === undefined ? {} : { rule: rights[input][0] }),
    }),
  );
  const read = { requests: 1, bytes: 1, ms: 1, items: 0, ok: false };
  const run: Run = {
    reads: inputs.map((input) => ({ input, ...read })),
    problems,
    budgetMs: 30_000,
    clusterName: 'prod',
    ...(namespace === undefined ? {} : { namespace }),
  };
  const verdict = rightsGranted.run({ run }, new Date());
  if (!Array.isArray(verdict)) throw new Error('no problems');
  return verdict.flatMap(({ mend }) => mend.map((intent: { args: string[] }) => intent.args.join(' ')));
}

test('asks in every namespace, but for what has none', () => {
  expect(argsFor(['pods', 'meshConfigs', 'namespaces', 'crds'])).toEqual([
    'auth can-i list pods -A',
    'auth can-i list meshconfigs.config.openservicemesh.io -A',
    'auth can-i list namespaces',
    'auth can-i list customresourcedefinitions.apiextensions.k8s.io',
  ]);
  expect(argsFor(['mutatingWebhooks', 'validatingWebhooks'])).toEqual([
    'auth can-i list mutatingwebhookconfigurations.admissionregistration.k8s.io',
    'auth can-i list validatingwebhookconfigurations.admissionregistration.k8s.io',
  ]);
});

test('asks for another verb where listing is not what is needed, and for a part of a pod in its namespace', () => {
  expect(argsFor(['probedPod', 'controlPlaneAnswers'])).toEqual([
    'auth can-i create pods -A',
    'auth can-i get pods --subresource=proxy -n kube-system',
  ]);
});

test('shows five commands at most', () => {
  const inputs = ['pods', 'services', 'jobs', 'replicaSets', 'ingresses', 'httpRoutes'] as const;

  expect(argsFor(inputs)).toEqual([
    'auth can-i list pods -A',
    'auth can-i list services -A',
    'auth can-i list jobs.batch -A',
    'auth can-i list replicasets.apps -A',
    'auth can-i list ingresses.networking.k8s.io -A',
  ]);
});

test('asks in the one namespace of a run that was asked for it', () => {
  expect(argsFor(['pods'], 'bookbuyer')).toEqual(['auth can-i list pods -n bookbuyer']);
});
