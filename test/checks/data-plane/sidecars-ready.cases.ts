import type { CheckCases, Edit } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, ofDeployment, ownedBy, type Special, waiting } from './objects.ts';

const old = '2026-11-22T11:00:00Z';
const fiveMinutesAgo = '2026-11-22T11:55:00Z';
const aMinuteAgo = '2026-11-22T11:59:00Z';
const pulling = waiting('ImagePullBackOff');
const notBegun = waiting('PodInitializing');
const failed = { exitCode: 1, reason: 'Error', finishedAt: '2026-11-22T11:58:00Z' };
const till = (special: Special) => [addMeshed('bookbuyer', 'till', { created: old, ...special })];
const done = (finishedAt: string) => ({ terminated: { exitCode: 0, reason: 'Completed', finishedAt } });
const withoutInit: Edit = { patch: 'Pod bookbuyer/till', with: { status: { initContainerStatuses: null } } };
const atInit = (init: object, more: Special = {}) =>
  till({ phase: 'Pending', init: { ready: false, ...init }, envoy: notBegun, app: notBegun, ...more });

export const cases: CheckCases = {
  fires: [
    {
      name: 'the image of the sidecar cannot be pulled',
      edits: till({ phase: 'Pending', envoy: pulling }),
      expect: [['notReady', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'twenty pods of one Deployment are one finding',
      edits: Array.from({ length: 20 }, (_, number) =>
        addMeshed('bookbuyer', `till-5d4f-${number}`, {
          ...ofDeployment('till'),
          created: old,
          envoy: pulling,
        }),
      ),
      expect: [['notReady', 'Deployment bookbuyer/till']],
    },
    {
      name: 'it runs and is not ready',
      edits: till({ envoy: { ready: false } }),
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'it is in a crash loop',
      edits: till({ envoy: waiting('CrashLoopBackOff', failed) }),
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'it ended badly and is not started again',
      edits: till({
        envoy: { ready: false, state: { terminated: { ...failed, finishedAt: fiveMinutesAgo } } },
      }),
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'the application runs, and the sidecar is still not begun',
      edits: till({ envoy: notBegun, app: { state: { running: { startedAt: fiveMinutesAgo } } } }),
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'osm-init fails again and again',
      edits: atInit(waiting('CrashLoopBackOff', failed)),
      expect: [['initFails', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'osm-init just failed once more',
      edits: atInit({ state: { terminated: failed } }),
      expect: [['initFails', 'Pod bookbuyer/till']],
    },
    {
      name: 'osm-init is tried again',
      edits: atInit({ state: { running: { startedAt: aMinuteAgo } }, lastState: { terminated: failed } }),
      expect: [['initFails', 'Pod bookbuyer/till']],
    },
    {
      name: 'osm-init may not run as root',
      cluster: 'healthy-0.11.1',
      edits: atInit(waiting('CreateContainerConfigError')),
      expect: [['initFails', 'Pod bookbuyer/till']],
    },
    {
      name: 'osm-init does not end',
      edits: atInit({ state: { running: { startedAt: fiveMinutesAgo } } }),
      expect: [['initStuck', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'an hour on its node, and nothing started: no Secret, perhaps',
      edits: atInit(notBegun),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'an hour on its node, and nothing is said of osm-init but that it is not ready',
      edits: atInit({ state: {} }),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'the init container before it is done for an hour, and osm-init does not start',
      edits: atInit(notBegun, { otherInits: [{ name: 'migrate', ready: true, state: done(old) }] }),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'on Windows, where there is no osm-init',
      edits: [...till({ envoy: pulling }), withoutInit],
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'nothing is said of the end of osm-init',
      edits: till({ envoy: pulling, init: { state: {} } }),
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'nothing started, and the kubelet says nothing',
      edits: till({ phase: 'Pending', envoy: null }),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'a copied manifest has the volume of the sidecar and no container of it: the application was just started again',
      edits: till({
        envoy: null,
        app: { state: { running: { startedAt: aMinuteAgo } }, lastState: { terminated: failed } },
      }),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'so it has, and only one of its two applications runs',
      edits: [
        ...till({ envoy: null }),
        {
          patch: 'Pod bookbuyer/till',
          with: {
            status: {
              containerStatuses: [
                { name: 'app', ready: true, state: { running: { startedAt: aMinuteAgo } } },
                { name: 'web', ...notBegun },
              ],
            },
          },
        },
      ],
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'the image of the application comes for an hour',
      edits: till({ phase: 'Pending', envoy: notBegun, app: notBegun }),
      expect: [['notStarted', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'the namespace left the mesh, its sidecar goes on',
      edits: [addPlainNamespace('former'), addMeshed('former', 'till', { created: old, envoy: pulling })],
      expect: [['notReady', 'Pod former/till']],
    },
    {
      name: 'only some pods came',
      edits: till({ envoy: pulling }),
      incomplete: ['pods'],
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'in one namespace alone',
      edits: till({ envoy: pulling }),
      namespace: 'bookbuyer',
      expect: [['notReady', 'Pod bookbuyer/till']],
    },
    {
      name: 'an owner that kubectl would read as an option',
      edits: till({ ...ownedBy('Job', 'batch/v1', '-A'), envoy: pulling }),
      expect: [['notReady', 'Job bookbuyer/-A']],
    },
  ],
  passes: [
    { name: 'all run' },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    { name: 'the oldest release', cluster: 'healthy-0.11.1' },
    { name: 'a young pod', edits: till({ created: aMinuteAgo, phase: 'Pending', envoy: pulling }) },
    {
      name: 'a young pod whose osm-init failed once',
      edits: atInit(waiting('CrashLoopBackOff', failed), { created: aMinuteAgo }),
    },
    {
      name: 'osm-init has just let go, after init containers that took an hour',
      edits: till({
        phase: 'Pending',
        envoy: pulling,
        init: { state: done(aMinuteAgo) },
      }),
    },
    {
      name: 'the node started anew, and osm-init with it',
      edits: atInit({
        state: { running: { startedAt: aMinuteAgo } },
        lastState: { terminated: { exitCode: 255, reason: 'Unknown', finishedAt: fiveMinutesAgo } },
      }),
    },
    {
      name: 'osm-init has just begun',
      edits: atInit({ state: { running: { startedAt: aMinuteAgo } } }),
    },
    {
      name: 'an init container of the application works: osm-init comes after it',
      edits: atInit(notBegun, {
        otherInits: [{ name: 'wait-for-db', ready: false, state: { running: { startedAt: old } } }],
      }),
    },
    {
      name: 'an init container of the application took an hour and has just ended',
      edits: atInit(notBegun, { otherInits: [{ name: 'migrate', ready: true, state: done(aMinuteAgo) }] }),
    },
    {
      name: 'an init container of the application fails',
      edits: atInit(notBegun, { otherInits: [{ name: 'migrate', ...waiting('CrashLoopBackOff', failed) }] }),
    },
    {
      name: 'an init container that is not osm-init may fail where the sidecar runs',
      edits: till({ otherInits: [{ name: 'native', ready: false, state: { terminated: failed } }] }),
    },
    {
      name: 'a large image of the application comes',
      edits: till({ created: fiveMinutesAgo, phase: 'Pending', envoy: notBegun, app: notBegun }),
    },
    {
      name: 'a large image of the application comes, after init containers that took an hour',
      edits: till({
        phase: 'Pending',
        init: { state: done(fiveMinutesAgo) },
        envoy: notBegun,
        app: notBegun,
      }),
    },
    {
      name: 'a large image comes on Windows, where there is no osm-init',
      edits: [
        ...till({
          created: fiveMinutesAgo,
          phase: 'Pending',
          envoy: waiting('ContainerCreating'),
          app: waiting('ContainerCreating'),
        }),
        withoutInit,
      ],
    },
    {
      name: 'it waited for a node for an hour and has just come to one',
      edits: [
        ...till({ phase: 'Pending', envoy: null }),
        { patch: 'Pod bookbuyer/till', with: { status: { startTime: aMinuteAgo } } },
      ],
    },
    {
      name: 'it was started again a minute ago',
      edits: till({ envoy: { ready: false, state: { running: { startedAt: aMinuteAgo } } } }),
    },
    {
      name: 'the last container has just started: statuses come by name, not in the order of starting',
      edits: [
        ...till({}),
        {
          patch: 'Pod bookbuyer/till',
          with: {
            status: {
              containerStatuses: [
                { name: 'app', ready: true, state: { running: { startedAt: aMinuteAgo } } },
                { name: 'envoy', ...notBegun },
                { name: 'web', ready: true, state: { running: { startedAt: fiveMinutesAgo } } },
              ],
            },
          },
        },
      ],
    },
    {
      name: 'the application has just started, the sidecar comes next',
      edits: till({ envoy: notBegun, app: { state: { running: { startedAt: aMinuteAgo } } } }),
    },
    {
      name: 'no node has room for it',
      edits: till({ phase: 'Pending', envoy: null, spec: { nodeName: null } }),
    },
    {
      name: 'a sidecar that was told to quit at the end of a Job',
      edits: till({
        ...ownedBy('Job', 'batch/v1', 'report'),
        envoy: { ready: false, state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: old } } },
      }),
    },
    { name: 'an evicted pod', edits: till({ phase: 'Failed', envoy: pulling }) },
    {
      name: 'a pod that is being deleted',
      edits: till({ envoy: pulling, metadata: { deletionTimestamp: aMinuteAgo } }),
    },
    {
      name: 'an Envoy that OSM did not bring',
      edits: till({ envoy: pulling, spec: { volumes: [] } }),
    },
    {
      name: "a second mesh's pod",
      cluster: 'two-meshes',
      edits: [addMeshed('playground', 'till', { created: old, envoy: pulling })],
    },
    {
      name: 'kube-system is never restarted for an application',
      edits: [addMeshed('kube-system', 'till', { created: old, envoy: pulling })],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    { name: 'only some namespaces came', incomplete: ['namespaces'] },
  ],
};
