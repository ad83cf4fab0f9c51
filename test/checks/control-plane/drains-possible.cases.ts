import type { CheckCases, Edit } from '../check-cases.ts';

const on = (name: string) => `PodDisruptionBudget kube-system/${name}`;
const ofController = { matchLabels: { app: 'osm-controller' } };
const ofInjector = { matchLabels: { app: 'osm-injector' } };

/** Counts as the disruption controller writes them. */
interface Counts {
  readonly allowed: number;
  readonly healthy: number;
  readonly desired: number;
  readonly expected: number;
}

const spare: Counts = { allowed: 1, healthy: 2, desired: 1, expected: 2 };
const full: Counts = { allowed: 0, healthy: 2, desired: 2, expected: 2 };

function budget(name: string, selector: object | undefined, counts: Counts, metadata: object = {}): Edit {
  return {
    add: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace: 'kube-system', ...metadata },
      spec: { minAvailable: counts.desired, ...(selector === undefined ? {} : { selector }) },
      status: {
        disruptionsAllowed: counts.allowed,
        currentHealthy: counts.healthy,
        desiredHealthy: counts.desired,
        expectedPods: counts.expected,
      },
    },
  };
}

const pods = ['osm-controller-rbqrn6w4qz-9z8wp', 'osm-controller-rbqrn6w4qz-8mcng'].map(
  (name) => `Pod kube-system/${name}`,
);
const labelled = (labels: object): Edit[] =>
  pods.map((pod) => ({ patch: pod, with: { metadata: { labels } } }));

export const cases: CheckCases = {
  fires: [
    {
      name: 'it asks for both of two pods',
      edits: [budget('osm-controller-pdb', ofController, full)],
      expect: [['noSlack', on('osm-controller-pdb'), 'warning']],
    },
    {
      name: 'upstream, one replica and a budget that asks for one',
      cluster: 'healthy-1.1.1',
      edits: [
        budget(
          'osm-injector-pdb',
          ofInjector,
          { allowed: 0, healthy: 1, desired: 1, expected: 1 },
          {
            namespace: 'osm-system',
          },
        ),
      ],
      expect: [['noSlack', 'PodDisruptionBudget osm-system/osm-injector-pdb', 'warning']],
    },
    {
      name: 'one of two pods is not healthy: it does what it is for',
      edits: [budget('osm-injector-pdb', ofInjector, { allowed: 0, healthy: 1, desired: 1, expected: 2 })],
      expect: [['podsNotHealthy', on('osm-injector-pdb'), 'info']],
    },
    {
      name: 'a budget for all of the namespace',
      edits: [budget('all', {}, { allowed: 0, healthy: 9, desired: 9, expected: 9 })],
      expect: [['noSlack', on('all'), 'warning']],
    },
    {
      name: 'it selects by an expression, bootstrap among others',
      edits: [
        budget(
          'osm',
          { matchExpressions: [{ key: 'app', operator: 'In', values: ['osm-bootstrap', 'coredns'] }] },
          { allowed: 0, healthy: 1, desired: 1, expected: 1 },
        ),
      ],
      expect: [['noSlack', on('osm'), 'warning']],
    },
    {
      name: 'it selects by a label that somebody gave the pods',
      edits: [...labelled({ tier: 'mesh' }), budget('mesh', { matchLabels: { tier: 'mesh' } }, full)],
      expect: [['noSlack', on('mesh'), 'warning']],
    },
    {
      name: 'two budgets cover the same pods, and each allows one to go',
      edits: [
        budget('osm-controller-pdb', ofController, spare),
        budget('ours', { matchLabels: { 'app.kubernetes.io/name': 'openservicemesh.io' } }, spare),
      ],
      expect: [['double', on('ours'), 'warning']],
    },
    {
      name: 'one asks for both of two pods, of another Kubernetes has not counted the pods yet',
      edits: [
        budget('osm-controller-pdb', ofController, full),
        budget('osm-injector-pdb', ofInjector, { allowed: 0, healthy: 0, desired: 0, expected: 0 }),
      ],
      expect: [['noSlack', on('osm-controller-pdb')]],
    },
    {
      name: 'only some budgets came, one of them at its end',
      edits: [budget('osm-controller-pdb', ofController, full)],
      incomplete: ['podDisruptionBudgets'],
      expect: [['noSlack', on('osm-controller-pdb')]],
    },
  ],
  passes: [
    { name: 'there is no budget, as shipped' },
    {
      name: 'each of two allows one pod to go',
      edits: [
        budget('osm-controller-pdb', ofController, spare),
        budget('osm-injector-pdb', ofInjector, spare),
      ],
    },
    {
      name: "another add-on's budget is at its end",
      edits: [budget('coredns-pdb', { matchLabels: { 'k8s-app': 'kube-dns' } }, full)],
    },
    {
      name: 'the same labels in another namespace',
      edits: [budget('osm-controller-pdb', ofController, full, { namespace: 'osm-system' })],
    },
    {
      name: 'its labels are those of another mesh',
      edits: [
        {
          add: {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: 'osm-controller-x',
              namespace: 'osm-system',
              labels: { app: 'osm-controller', tier: 'mesh' },
            },
            status: { phase: 'Running' },
          },
        },
        budget('mesh', { matchLabels: { tier: 'mesh' } }, full),
      ],
    },
    {
      name: 'one that asks for another label besides',
      edits: [budget('ours', { matchLabels: { app: 'osm-controller', tier: 'mesh' } }, full)],
    },
    {
      name: 'without a selector it covers nothing',
      edits: [budget('none', undefined, { allowed: 0, healthy: 0, desired: 0, expected: 0 })],
    },
    {
      name: 'it is being deleted',
      edits: [
        budget('osm-controller-pdb', ofController, full, { deletionTimestamp: '2026-11-22T11:59:00Z' }),
      ],
    },
    {
      name: 'of the pods that it selects none lives',
      edits: [
        ...pods.map((pod) => ({ patch: pod, with: { status: { phase: 'Failed', reason: 'Evicted' } } })),
        budget('osm-controller-pdb', ofController, full),
      ],
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'policy/v1 is not served before Kubernetes 1.21',
      problems: { podDisruptionBudgets: { reason: 'notInstalled', detail: 'not served' } },
    },
  ],
  unknown: [
    {
      name: 'Kubernetes has not counted its pods yet',
      edits: [
        budget('osm-controller-pdb', ofController, { allowed: 0, healthy: 0, desired: 0, expected: 0 }),
      ],
    },
    { name: 'only some budgets came', incomplete: ['podDisruptionBudgets'] },
    { name: 'only some pods came', incomplete: ['controlPlanePods'] },
  ],
};
