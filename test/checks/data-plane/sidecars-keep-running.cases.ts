import type { CheckCases } from '../check-cases.ts';
import { addMeshed, ofDeployment, type Special, waiting } from './objects.ts';

const till = (envoy: object, more: Special = {}) => [addMeshed('bookbuyer', 'till', { envoy, ...more })];
const ended = (exitCode: number, finishedAt: string, reason = 'Error') => ({
  lastState: { terminated: { exitCode, reason, finishedAt } },
});
const anHourAgo = '2026-11-22T11:10:00Z';
const today = '2026-11-22T03:00:00Z';
const lastWeek = '2026-11-15T12:00:00Z';
const end = { exitCode: 139, reason: 'Error', finishedAt: anHourAgo };

export const cases: CheckCases = {
  fires: [
    {
      name: 'OOMKilled this morning, and running again',
      edits: till({ restartCount: 1, ...ended(137, today, 'OOMKilled') }),
      expect: [['outOfMemory', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'OOMKilled and in a crash loop: memory is the cause',
      edits: till({ restartCount: 9, ...waiting('CrashLoopBackOff', { ...end, reason: 'OOMKilled' }) }),
      expect: [['outOfMemory', 'Pod bookbuyer/till']],
    },
    {
      name: 'OOMKilled just now',
      edits: till({ ready: false, state: { terminated: { ...end, reason: 'OOMKilled' } } }),
      expect: [['outOfMemory', 'Pod bookbuyer/till']],
    },
    {
      name: 'a crash loop',
      edits: till({ restartCount: 4, ...waiting('CrashLoopBackOff', { ...end, finishedAt: lastWeek }) }),
      expect: [['crashLoop', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'a crash loop, and nothing is said of its end',
      edits: till(waiting('CrashLoopBackOff')),
      expect: [['crashLoop', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'three restarts, the last within the hour, whatever the exit code',
      edits: till({ restartCount: 3, ...ended(0, anHourAgo, 'Completed') }),
      expect: [['restarting', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'one crash today',
      edits: till({ restartCount: 1, ...ended(139, today) }),
      expect: [['crashed', 'Pod bookbuyer/till', 'warning']],
    },
    {
      name: 'all pods of a Deployment, each kind of trouble once',
      edits: [
        ...['a', 'b', 'c'].map((name) =>
          addMeshed('bookbuyer', `till-5d4f-${name}`, {
            ...ofDeployment('till'),
            envoy: { restartCount: 1, ...ended(139, today) },
          }),
        ),
        addMeshed('bookbuyer', 'till-5d4f-d', {
          ...ofDeployment('till'),
          envoy: waiting('CrashLoopBackOff', end),
        }),
      ],
      expect: [
        ['crashLoop', 'Deployment bookbuyer/till', 'error'],
        ['crashed', 'Deployment bookbuyer/till', 'warning'],
      ],
    },
    {
      name: 'only some pods came',
      edits: till(waiting('CrashLoopBackOff', end)),
      incomplete: ['pods'],
      expect: [['crashLoop', 'Pod bookbuyer/till']],
    },
    {
      name: 'in one namespace alone',
      edits: till(waiting('CrashLoopBackOff', end)),
      namespace: 'bookbuyer',
      expect: [['crashLoop', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'none ever ended' },
    { name: 'the oldest release', cluster: 'healthy-0.11.1' },
    { name: 'OOMKilled last week', edits: till({ restartCount: 1, ...ended(137, lastWeek, 'OOMKilled') }) },
    { name: 'many restarts, long ago', edits: till({ restartCount: 30, ...ended(139, lastWeek) }) },
    { name: 'the node started anew', edits: till({ restartCount: 1, ...ended(255, today, 'Unknown') }) },
    { name: 'killed and stopped from outside', edits: till({ restartCount: 2, ...ended(137, anHourAgo) }) },
    { name: 'stopped politely', edits: till({ restartCount: 1, ...ended(143, anHourAgo) }) },
    { name: 'told to quit', edits: till({ restartCount: 1, ...ended(0, anHourAgo, 'Completed') }) },
    { name: 'three restarts, the last this morning', edits: till({ restartCount: 3, ...ended(143, today) }) },
    { name: 'three restarts, and nothing is said of any end', edits: till({ restartCount: 3 }) },
    {
      name: 'an end without a time',
      edits: till({ restartCount: 3, lastState: { terminated: { exitCode: 139 } } }),
    },
    {
      name: 'the application is in a crash loop, the sidecar is not',
      edits: [addMeshed('bookbuyer', 'till', { app: waiting('CrashLoopBackOff', end) })],
    },
    { name: 'nothing is said of it', edits: [addMeshed('bookbuyer', 'till', { envoy: null })] },
    {
      name: 'it failed and is not started again',
      edits: till(waiting('CrashLoopBackOff', end), { phase: 'Failed' }),
    },
    {
      name: "a second mesh's pod",
      cluster: 'two-meshes',
      edits: [addMeshed('playground', 'till', { envoy: waiting('CrashLoopBackOff', end) })],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
