import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'HorizontalPodAutoscaler kube-system/osm-controller-hpa';
const injector = 'HorizontalPodAutoscaler kube-system/osm-injector-hpa';

interface Conditions {
  readonly AbleToScale?: readonly [status: string, reason?: string];
  readonly ScalingActive?: readonly [status: string, reason?: string];
  readonly ScalingLimited?: readonly [status: string, reason?: string];
}

const fine: Conditions = {
  AbleToScale: ['True', 'ReadyForNewScale'],
  ScalingActive: ['True', 'ValidMetricFound'],
  ScalingLimited: ['False', 'DesiredWithinRange'],
};

/** Conditions as the autoscaler's controller writes them, and how many replicas it wants. */
function status(
  autoscaler: string,
  desiredReplicas: number,
  conditions: Conditions,
  spec: object = {},
): Edit {
  const listed = Object.entries({ ...fine, ...conditions }).map(([type, [of, reason]]) => ({
    type,
    status: of,
    reason,
  }));
  return {
    patch: autoscaler,
    with: { spec, status: { currentReplicas: 2, desiredReplicas, conditions: listed } },
  };
}

const tooMany: Conditions = { ScalingLimited: ['True', 'TooManyReplicas'] };
const tooFew: Conditions = { ScalingLimited: ['True', 'TooFewReplicas'] };

const foreign = (namespace: string, target: object): Edit => ({
  add: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'other', namespace },
    spec: { scaleTargetRef: target, maxReplicas: 2 },
    status: {
      desiredReplicas: 2,
      conditions: [{ type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' }],
    },
  },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'it wants more than its maximum',
      edits: [status(injector, 10, tooMany)],
      expect: [['atMaximum', injector, 'warning']],
    },
    {
      name: 'it wants just its maximum',
      edits: [status(controller, 5, {})],
      expect: [['atMaximum', controller, 'warning']],
    },
    {
      name: 'a fixed number of replicas is too few',
      edits: [status(controller, 2, tooMany, { minReplicas: 2, maxReplicas: 2 })],
      expect: [['atMaximum', controller, 'warning']],
    },
    {
      name: 'both at their maximum',
      edits: [status(controller, 5, tooMany), status(injector, 10, tooMany)],
      expect: [
        ['atMaximum', controller],
        ['atMaximum', injector],
      ],
    },
    {
      name: 'it cannot change the replicas',
      edits: [status(controller, 2, { AbleToScale: ['False', 'FailedUpdateScale'] })],
      expect: [['cannotScale', controller, 'warning']],
    },
    {
      name: 'scaling is off, since the Deployment is at 0 replicas',
      edits: [status(injector, 0, { ScalingActive: ['False', 'ScalingDisabled'] })],
      expect: [['notScaling', injector, 'warning']],
    },
    {
      name: 'no metrics: told mildly',
      edits: [status(controller, 2, { ScalingActive: ['False', 'FailedGetResourceMetric'] })],
      expect: [['noMetrics', controller, 'info']],
    },
    {
      name: 'none of several metrics: told mildly',
      edits: [status(injector, 2, { ScalingActive: ['False', 'FailedComputeMetricsReplicas'] })],
      expect: [['noMetrics', injector, 'info']],
    },
    {
      name: 'they do not work, and Kubernetes gives no reason',
      edits: [
        status(controller, 2, { AbleToScale: ['False', ''] }),
        status(injector, 2, { ScalingActive: ['False'] }),
      ],
      expect: [
        ['cannotScale', controller],
        ['notScaling', injector],
      ],
    },
    {
      name: 'one at its maximum, of the other nothing is known yet',
      edits: [status(controller, 5, {}), { patch: injector, with: { status: null } }],
      expect: [['atMaximum', controller]],
    },
    {
      name: 'one at its maximum, what the other scales is gone (OSM1002)',
      edits: [status(injector, 10, {}), { remove: 'Deployment kube-system/osm-controller' }],
      expect: [['atMaximum', injector]],
    },
    {
      name: 'only some autoscalers came, one of them at its maximum',
      edits: [status(injector, 10, tooMany)],
      incomplete: ['horizontalPodAutoscalers'],
      expect: [['atMaximum', injector]],
    },
  ],
  passes: [
    { name: 'two of at most five, and of ten' },
    { name: 'one below its maximum', edits: [status(controller, 4, {})] },
    {
      name: 'at its maximum only until it may scale down',
      edits: [status(injector, 10, { AbleToScale: ['True', 'ScaleDownStabilized'] })],
    },
    {
      name: 'a fixed number of replicas, little used',
      edits: [status(controller, 2, tooFew, { minReplicas: 2, maxReplicas: 2 })],
    },
    {
      name: 'a fixed number of replicas, just enough',
      edits: [status(controller, 3, {}, { minReplicas: 3, maxReplicas: 3 })],
    },
    {
      name: "an application's autoscaler at its maximum, in another namespace",
      edits: [foreign('bookstore', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'osm-controller' })],
    },
    {
      name: "another add-on's autoscaler at its maximum, in the same namespace",
      edits: [foreign('kube-system', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'metrics-server' })],
    },
    {
      name: 'one of another kind of the same name',
      edits: [foreign('kube-system', { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'osm-controller' })],
    },
    {
      name: 'one at its maximum is being deleted',
      edits: [
        status(injector, 10, tooMany),
        { patch: injector, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } },
      ],
    },
  ],
  notApplicable: [
    { name: 'there is none, as upstream', edits: [{ remove: controller }, { remove: injector }] },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'autoscaling/v2 is not served before Kubernetes 1.23',
      problems: { horizontalPodAutoscalers: { reason: 'notInstalled', detail: 'not served' } },
    },
  ],
  unknown: [
    {
      name: 'one has no status yet',
      edits: [{ patch: injector, with: { status: null } }],
    },
    {
      name: 'at its maximum by figures of which nobody says how old they are',
      edits: [{ patch: injector, with: { status: { desiredReplicas: 10, conditions: [] } } }],
    },
    {
      name: 'at its maximum, while it is not known whether it can scale',
      edits: [status(injector, 10, { AbleToScale: ['Unknown', ''] })],
    },
    {
      name: 'its conditions are not decided',
      edits: [status(injector, 0, { AbleToScale: ['Unknown', ''], ScalingActive: ['Unknown', ''] })],
    },
    {
      name: 'it has not looked for metrics yet',
      edits: [status(injector, 2, { ScalingActive: ['Unknown', ''] })],
    },
    { name: 'only some autoscalers came, none of them at its end', incomplete: ['horizontalPodAutoscalers'] },
    {
      name: 'only some came, none of OSM among them',
      edits: [{ remove: controller }, { remove: injector }],
      incomplete: ['horizontalPodAutoscalers'],
    },
  ],
};
