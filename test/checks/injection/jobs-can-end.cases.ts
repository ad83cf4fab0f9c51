import type { CheckCases, Edit } from '../check-cases.ts';
import { addInjected, addPod, terminate } from './objects.ts';

const ended = (exitCode: number, finishedAt = '2026-11-22T11:00:00Z') => ({
  terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', finishedAt },
});
const running = { running: { startedAt: '2026-11-22T10:00:00Z' } };
const statusOf = (states: Readonly<Record<string, object>>) => ({
  containerStatuses: Object.entries(states).map(([name, state]) => ({
    name,
    ready: false,
    restartCount: 0,
    state,
  })),
});

function job(name: string, special: { cronJob?: string; active?: number; deadline?: number } = {}): Edit {
  const { cronJob, active = 1, deadline } = special;
  return {
    add: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name,
        namespace: 'bookbuyer',
        ...(cronJob === undefined
          ? {}
          : {
              ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: cronJob, controller: true }],
            }),
      },
      spec: { ...(deadline === undefined ? {} : { activeDeadlineSeconds: deadline }) },
      status: { active },
    },
  };
}

function podOf(
  name: string,
  states: Readonly<Record<string, object>>,
  annotations: Record<string, string> = {},
): Edit {
  const own = Object.keys(states).filter(
    (container) => container !== 'envoy' && container !== 'osm-healthcheck',
  );
  return addInjected(
    'bookbuyer',
    `${name}-x7k2p`,
    own.map((container) => ({ name: container })),
    {
      owner: { apiVersion: 'batch/v1', kind: 'Job', name },
      annotations,
      status: statusOf(states),
    },
  );
}

const done = { report: ended(0), envoy: running };

export const cases: CheckCases = {
  fires: [
    {
      name: 'the work is done an hour ago',
      edits: [job('report'), podOf('report', done)],
      expect: [['neverCompletes', 'Job bookbuyer/report', 'warning']],
    },
    {
      name: 'three runs of a CronJob hang: once, on the CronJob',
      edits: ['r1', 'r2', 'r3'].flatMap((name) => [job(name, { cronJob: 'nightly' }), podOf(name, done)]),
      expect: [['neverCompletes', 'CronJob bookbuyer/nightly', 'warning']],
    },
    {
      name: 'a CronJob that asks for a sidecar',
      edits: [job('r1', { cronJob: 'nightly' }), podOf('r1', done, { 'sidecar-injection': 'yes' })],
      expect: [['neverCompletes', 'CronJob bookbuyer/nightly']],
    },
    {
      name: 'a CronJob whose name kubectl would read as an option',
      edits: [job('r1', { cronJob: '--all' }), podOf('r1', done)],
      expect: [['neverCompletes', 'CronJob bookbuyer/--all']],
    },
    {
      name: 'two containers are done, and osm-healthcheck runs as well',
      edits: [
        job('report', { deadline: 86_400 }),
        podOf('report', { fetch: ended(0), report: ended(0), 'osm-healthcheck': running, envoy: running }),
      ],
      expect: [['neverCompletes', 'Job bookbuyer/report']],
    },
    {
      name: 'two Jobs, each of its own',
      edits: [job('report'), podOf('report', done), job('backup'), podOf('backup', done)],
      expect: [
        ['neverCompletes', 'Job bookbuyer/report'],
        ['neverCompletes', 'Job bookbuyer/backup'],
      ],
    },
    {
      name: 'done two minutes ago',
      edits: [job('report'), podOf('report', { report: ended(0, '2026-11-22T11:58:00Z'), envoy: running })],
      expect: [['neverCompletes', 'Job bookbuyer/report']],
    },
    {
      name: 'the work failed and is never tried again',
      edits: [job('report'), podOf('report', { report: ended(3), envoy: running })],
      expect: [['neverFails', 'Job bookbuyer/report', 'warning']],
    },
    {
      name: 'the oldest release, in one namespace alone, of which only some pods came',
      cluster: 'healthy-0.11.1',
      edits: [job('report'), podOf('report', done)],
      namespace: 'bookbuyer',
      expect: [['neverCompletes', 'Job bookbuyer/report']],
    },
    {
      name: 'only some Jobs and pods came, and one hangs',
      edits: [job('report'), podOf('report', done)],
      incomplete: ['jobs', 'pods'],
      expect: [['neverCompletes', 'Job bookbuyer/report']],
    },
  ],
  passes: [
    { name: 'a finished Job' },
    { name: 'one that works', edits: [job('report'), podOf('report', { report: running, envoy: running })] },
    {
      name: 'one container is done, another works or starts anew',
      edits: [
        job('a'),
        podOf('a', { fetch: ended(0), report: running, envoy: running }),
        job('b'),
        podOf('b', { fetch: ended(0), report: { waiting: { reason: 'CrashLoopBackOff' } }, envoy: running }),
      ],
    },
    {
      name: 'done a minute ago: whoever ends Envoy does so now',
      edits: [job('report'), podOf('report', { report: ended(0, '2026-11-22T11:59:00Z'), envoy: running })],
    },
    {
      name: 'one container is done a minute ago, the other long ago',
      edits: [
        job('report'),
        podOf('report', { fetch: ended(0), report: ended(0, '2026-11-22T11:59:00Z'), envoy: running }),
      ],
    },
    {
      name: 'one container is done, of the other nothing is said yet',
      edits: [
        job('report'),
        addInjected('bookbuyer', 'report-1', [{ name: 'report' }, { name: 'fetch' }], {
          owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'report' },
          status: statusOf(done),
        }),
      ],
    },
    {
      name: 'the Job is being deleted',
      edits: [
        job('report'),
        podOf('report', done),
        {
          patch: 'Job bookbuyer/report',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
        },
      ],
    },
    {
      name: 'an active Job of the same name elsewhere',
      edits: [
        job('report', { active: 0 }),
        podOf('report', done),
        {
          add: {
            apiVersion: 'batch/v1',
            kind: 'Job',
            metadata: { name: 'report', namespace: 'bookstore' },
            spec: {},
            status: { active: 1 },
          },
        },
      ],
    },
    {
      name: 'a pod without an owner, and one of another kind of the same name',
      edits: [
        job('report'),
        addInjected('bookbuyer', 'alone', [{ name: 'report' }], { status: statusOf(done) }),
        addInjected('bookbuyer', 'other', [{ name: 'report' }], {
          owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'report' },
          status: statusOf(done),
        }),
      ],
    },
    {
      name: 'Envoy was asked to end',
      edits: [job('report'), podOf('report', { report: ended(0), envoy: ended(0) })],
    },
    {
      name: 'without a sidecar',
      edits: [
        job('report'),
        addPod('bookbuyer', 'report-1', {
          owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'report' },
          annotations: { 'sidecar-injection': 'disabled' },
          spec: { containers: [{ name: 'report' }, { name: 'envoy' }] },
          status: statusOf(done),
        }),
      ],
    },
    {
      name: 'no container of its own, or none that reports',
      edits: [
        job('report'),
        addInjected('bookbuyer', 'report-1', [], {
          owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'report' },
          status: statusOf({ envoy: running }),
        }),
      ],
    },
    {
      name: 'no status yet',
      edits: [
        job('report'),
        addInjected('bookbuyer', 'report-1', [{ name: 'report' }], {
          owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'report' },
        }),
      ],
    },
    { name: 'the Job is no longer active', edits: [job('report', { active: 0 }), podOf('report', done)] },
    { name: 'the Job is gone, or the pod is not of a Job', edits: [podOf('report', done)] },
    {
      name: 'its namespace is being deleted, and so are its pods',
      edits: [
        job('report'),
        { ...podOf('report', done) },
        {
          patch: 'Pod bookbuyer/report-x7k2p',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
        },
        terminate('bookbuyer'),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some pods came', incomplete: ['pods'] },
    { name: 'only some Jobs came', incomplete: ['jobs'] },
  ],
};
