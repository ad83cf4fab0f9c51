import type { CheckCases } from '../check-cases.ts';
import { answers, path, pods } from './answers.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const bootstrap = 'Deployment kube-system/osm-bootstrap';
const [first, second] = pods.controllers;
const [oneInjector] = pods.injectors;
const [oneBootstrap] = pods.bootstrap;

const notReady = path('/health/ready', { status: 503, says: 'Readiness probe failed for SMI' });
const createdAt = (pod: string, creationTimestamp: string) => ({
  patch: `Pod kube-system/${pod}`,
  with: { metadata: { creationTimestamp } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'one controller is not ready',
      values: { controlPlaneAnswers: answers({ [first]: notReady }) },
      expect: [['unhealthy', controller, 'error']],
    },
    {
      name: 'both controllers are not ready: one finding',
      values: { controlPlaneAnswers: answers({ [first]: notReady, [second]: notReady }) },
      expect: [['unhealthy', controller]],
    },
    {
      name: 'liveness fails, readiness does not',
      values: { controlPlaneAnswers: answers({ [first]: path('/health/alive', { status: 503 }) }) },
      expect: [['unhealthy', controller]],
    },
    {
      name: 'the path is not there, as in another release',
      values: { controlPlaneAnswers: answers({ [oneInjector]: path('/healthz', { status: 404 }) }) },
      expect: [['unhealthy', injector]],
    },
    {
      name: 'it finds the question a bad one: every status from 400 on is a failure',
      values: { controlPlaneAnswers: answers({ [oneInjector]: path('/healthz', { status: 400 }) }) },
      expect: [['unhealthy', injector]],
    },
    {
      name: 'nothing listens, and another program fails too',
      values: {
        controlPlaneAnswers: answers({
          [oneBootstrap]: path('/healthz', { refused: true, says: 'connection refused' }),
          [first]: notReady,
        }),
      },
      expect: [
        ['unhealthy', controller],
        ['nobodyListens', bootstrap],
      ],
    },
    {
      name: 'it fails, and another path was not reached',
      values: {
        controlPlaneAnswers: answers({
          [first]: notReady,
          [second]: path('/health/ready', { says: 'slow' }),
        }),
      },
      expect: [['unhealthy', controller]],
    },
    {
      name: 'only some answered, one of them not well',
      values: { controlPlaneAnswers: answers({ [first]: notReady }).slice(0, 1) },
      incomplete: ['controlPlaneAnswers'],
      expect: [['unhealthy', controller]],
    },
    {
      name: 'two minutes old, and still not well',
      values: { controlPlaneAnswers: answers({ [first]: notReady }) },
      edits: [createdAt(first, '2026-11-22T11:58:00Z')],
      expect: [['unhealthy', controller]],
    },
  ],
  passes: [
    { name: 'all say that they are well' },
    ...['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1'].map((cluster) => ({ name: cluster, cluster })),
    {
      name: 'a program is not installed (OSM1003), another is scaled to zero (OSM1004)',
      edits: [{ remove: injector }, { patch: bootstrap, with: { spec: { replicas: 0 } } }],
      values: { controlPlaneAnswers: answers().filter(({ component }) => component === 'osm-controller') },
    },
    {
      name: 'every status from 200 on is well',
      values: { controlPlaneAnswers: answers({ [first]: path('/health/ready', { status: 204 }) }) },
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'the tier is off',
      problems: { controlPlaneAnswers: { reason: 'notAsked', detail: 'Only with --deep.' } },
    },
  ],
  unknown: [
    {
      name: 'one path gave no answer',
      values: {
        controlPlaneAnswers: answers({ [first]: path('/health/ready', { says: 'No answer in time.' }) }),
      },
    },
    ...[300, 302].map((status) => ({
      name: `it is sent elsewhere with ${status}: nobody follows`,
      values: { controlPlaneAnswers: answers({ [first]: path('/health/ready', { status, says: '' }) }) },
    })),
    {
      name: 'all is scaled to zero, so that nobody was there to be asked',
      edits: [controller, injector, bootstrap].map((patch) => ({ patch, with: { spec: { replicas: 0 } } })),
      values: { controlPlaneAnswers: [] },
    },
    { name: 'nobody was there to be asked', values: { controlPlaneAnswers: [] } },
    {
      name: 'of one program no pod answered',
      values: { controlPlaneAnswers: answers().filter(({ component }) => component !== 'osm-injector') },
    },
    {
      name: 'the image names no release',
      values: { controlPlaneAnswers: answers({ [first]: (well) => ({ ...well, health: [] }) }) },
    },
    {
      name: 'it has only just started',
      values: { controlPlaneAnswers: answers({ [first]: notReady }) },
      edits: [createdAt(first, '2026-11-22T11:59:00Z')],
    },
    { name: 'only some answered, all well', incomplete: ['controlPlaneAnswers'] },
  ],
};
