import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const firstController = 'Pod kube-system/osm-controller-rbqrn6w4qz-9z8wp';
const secondController = 'Pod kube-system/osm-controller-rbqrn6w4qz-8mcng';
const oneInjector = 'Pod kube-system/osm-injector-qx69dhrf5v-dtcv7';

/** Judged at 2026-11-22T12:00:00Z. */
const minutesAgo = '2026-11-22T11:40:00Z';
const thisMorning = '2026-11-22T06:00:00Z';
const lastWeek = '2026-11-15T06:00:00Z';

function status(pod: string, restartCount: number, state: object, more: object = {}): Edit {
  const [, name = ''] = pod.split('/');
  const container = name.split('-').slice(0, 2).join('-');
  const containerStatuses = [{ name: container, ready: true, restartCount, ...state }];
  return { patch: pod, with: { status: { containerStatuses }, ...more } };
}

const ended = (reason: string, finishedAt: string) => ({
  lastState: { terminated: { reason, exitCode: reason === 'OOMKilled' ? 137 : 2, finishedAt } },
});
const backingOff = { state: { waiting: { reason: 'CrashLoopBackOff' } } };

const waiting = (reason: string) => ({ ready: false, state: { waiting: { reason } } });
const initializing = (state: object, more: object = {}): Edit => ({
  patch: firstController,
  with: {
    status: {
      phase: 'Pending',
      initContainerStatuses: [{ name: 'init-osm-controller', ready: false, restartCount: 0, ...state }],
      containerStatuses: [{ name: 'osm-controller', restartCount: 0, ...waiting('PodInitializing') }],
      ...more,
    },
  },
});
const createdAt = (pod: string, creationTimestamp: string): Edit => ({
  patch: pod,
  with: { metadata: { creationTimestamp } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'both pods of a workload are one finding',
      cluster: 'injector-down',
      expect: [['crashLoop', injector, 'error']],
    },
    {
      name: 'waiting in CrashLoopBackOff, however long ago it ended last',
      edits: [status(firstController, 1, { ...backingOff, ...ended('Error', lastWeek) })],
      expect: [['crashLoop', controller]],
    },
    {
      name: 'three restarts, the last within the hour',
      edits: [status(firstController, 3, ended('Error', minutesAgo))],
      expect: [['restarting', controller]],
    },
    {
      name: 'three restarts, the last just an hour ago',
      edits: [status(firstController, 3, ended('Error', '2026-11-22T11:00:00Z'))],
      expect: [['restarting', controller]],
    },
    {
      name: 'killed once for want of memory, this morning',
      edits: [status(oneInjector, 1, ended('OOMKilled', thisMorning))],
      expect: [['outOfMemory', injector]],
    },
    {
      name: 'two pods of one workload with different troubles',
      edits: [
        status(firstController, 9, { ...backingOff, ...ended('Error', minutesAgo) }),
        status(secondController, 4, ended('Error', minutesAgo)),
      ],
      expect: [
        ['crashLoop', controller],
        ['restarting', controller],
      ],
    },
    {
      name: 'it ended by our clock in the future: clocks differ',
      edits: [status(firstController, 3, ended('Error', '2026-11-22T12:00:30Z'))],
      expect: [['restarting', controller]],
    },
    {
      name: 'only some pods came, one of them in trouble',
      edits: [status(firstController, 3, ended('Error', minutesAgo))],
      incomplete: ['controlPlanePods'],
      expect: [['restarting', controller]],
    },
    {
      name: 'its init container waits for bootstrap in vain and ends again and again',
      edits: [initializing({ restartCount: 5, ...waiting('CrashLoopBackOff') })],
      expect: [['crashLoop', controller, 'error']],
    },
    {
      name: 'the image of the init container cannot be pulled',
      edits: [initializing(waiting('ImagePullBackOff'))],
      expect: [['cannotStart', controller, 'error']],
    },
    ...[
      'ImagePullBackOff',
      'ErrImagePull',
      'CreateContainerConfigError',
      'CreateContainerError',
      'RunContainerError',
      'InvalidImageName',
    ].map((reason) => ({
      name: `a container cannot start: ${reason}`,
      edits: [status(oneInjector, 0, waiting(reason))],
      expect: [['cannotStart', injector, 'error'] as const],
    })),
    {
      name: 'created two minutes ago and still without its image',
      edits: [initializing(waiting('ErrImagePull')), createdAt(firstController, '2026-11-22T11:58:00Z')],
      expect: [['cannotStart', controller, 'error']],
    },
    {
      name: 'young, but past its start',
      edits: [status(firstController, 1, backingOff), createdAt(firstController, '2026-11-22T11:59:00Z')],
      expect: [['crashLoop', controller, 'error']],
    },
  ],
  passes: [
    {
      name: 'created a minute ago, its image does not come at once',
      edits: [initializing(waiting('ErrImagePull')), createdAt(firstController, '2026-11-22T11:59:00Z')],
    },
    { name: 'it waits for its init container', edits: [initializing({ state: { running: {} } })] },
    {
      name: 'its init container needed many runs, this morning',
      edits: [
        initializing(
          { ready: true, restartCount: 9, ...ended('OOMKilled', minutesAgo) },
          { phase: 'Running', containerStatuses: [] },
        ),
      ],
    },
    {
      name: 'forty restarts in months, none lately',
      edits: [status(firstController, 40, ended('Error', lastWeek))],
    },
    {
      name: 'two restarts within the hour, as a start before its CRDs makes',
      edits: [status(firstController, 2, ended('Error', minutesAgo))],
    },
    {
      name: 'many restarts of which none is remembered',
      edits: [status(firstController, 40, { lastState: {} })],
    },
    {
      name: 'killed for want of memory last week',
      edits: [status(oneInjector, 1, ended('OOMKilled', lastWeek))],
    },
    {
      name: 'the pod in trouble is on its way out',
      edits: [
        status(firstController, 9, backingOff, { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
      ],
    },
    {
      name: 'an evicted pod that nobody cleaned up',
      edits: [
        status(firstController, 9, backingOff),
        { patch: firstController, with: { status: { phase: 'Failed', reason: 'Evicted' } } },
      ],
    },
    {
      name: 'another mesh is in trouble',
      edits: [
        {
          add: {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: 'osm-controller-x',
              namespace: 'osm-system',
              labels: { app: 'osm-controller' },
            },
            status: {
              phase: 'Running',
              containerStatuses: [{ name: 'osm-controller', ready: false, restartCount: 9, ...backingOff }],
            },
          },
        },
      ],
    },
  ],
  notApplicable: [{ name: 'a cluster without OSM', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, none of them in trouble', incomplete: ['controlPlanePods'] }],
};
