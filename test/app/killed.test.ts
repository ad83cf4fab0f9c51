import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { Effect } from '../../sim/proxy/counting-proxy.ts';
import { digestJobs } from '../../src/jobs/due.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, parentsIn, type RunningApp, settled, startApp, until } from './start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    clusters: [
      { name: 'broken', cluster: loadCluster(clusterFile('injector-down')) },
      { name: 'healthy', cluster: loadCluster(clusterFile('healthy-1.2.4')) },
      { name: 'stopped', power: 'Stopped' },
    ],
    slack: { rateLimited: false },
  });
}, 60_000);
afterAll(() => app.close());

let day = 0;

/** Opens a round that no other test has. */
function openDigest(): { readonly job: Job; readonly due: string } {
  day += 1;
  const [job] = digestJobs('0 0 7 * * *', new Date(Date.UTC(2026, 0, day, 7, 0, 1)));
  if (job?.do !== 'openDigest') throw new Error('The timer opens no digest.');
  return { job, due: job.dueAt };
}

function digestsOf(due: string): string[] {
  const shown = `${due.slice(0, 10)} ${due.slice(11, 16)} UTC`;
  return parentsIn(app, channels.digest).filter((text) => text.includes(`Digest due ${shown}`));
}

/** Whether the host dies at an effect; `nth` counts those of the round from one. */
type Moment = (effect: Effect, nth: number) => boolean;

/** Kills the host when this has just happened, before it can know; starts another. Resolves when that one listens. */
function killOnceAt(moment: Moment): Promise<void> {
  const before = app.counter.effects.length;
  return new Promise((resolve, reject) => {
    app.counter.strike = (effect: Effect) => {
      if (!moment(effect, effect.number - before)) return false;
      app.counter.strike = undefined;
      const restarted = app.host().kill().then(app.restart);
      restarted.then(resolve, reject);
      return true;
    };
  });
}

/** Longer than a claim lasts whose owner died: whoever takes it over has done so by then. */
const leaseMs = 28_000;

async function liveThrough(moment: Moment, restMs = leaseMs): Promise<string[]> {
  const { job, due } = openDigest();
  const killed = killOnceAt(moment);
  await app.send([job]);
  await killed;
  await until(() => digestsOf(due).length > 0, 'the digest', 90);
  await settled(app, restMs);
  return digestsOf(due);
}

const after =
  (pattern: RegExp): Moment =>
  ({ what }) =>
    pattern.test(what);
const atNumber =
  (number: number): Moment =>
  (_effect, nth) =>
    nth === number;

/** Every effect of a round over three clusters, one by one: `npm run prove`. */
const everyBoundary = Array.from(
  { length: 28 },
  (_, index) => [`effect ${index + 1}`, atNumber(index + 1)] as const,
);
/** Longer than a lock lasts, where no claim was left behind. */
const lockMs = 4_500;

const someBoundaries: readonly (readonly [string, Moment, restMs?: number])[] = [
  ['the round was opened', atNumber(1), lockMs],
  ['the second job was sent', atNumber(4), lockMs],
  ['a message of the queue was deleted', after(/^DELETE queue/), lockMs],
  ['the mark was claimed', after(/^POST table .*osmmarks/)],
  ['the digest was posted, and the bot may look', after(/chat\.postMessage/)],
  ['it was recorded where the digest stands', after(/^PUT table .*osmmarks/), lockMs],
];

describe('a host that is killed in the middle of a digest', () => {
  test.each(process.env['PROVE'] === undefined ? someBoundaries : everyBoundary)(
    'after %s loses nothing and says nothing twice',
    async (_when, moment, restMs?: number) => {
      const digests = await liveThrough(moment, restMs);

      expect(digests).toHaveLength(1);
      expect(digests[0]).toMatch(/1 healthy/);
      expect(digests[0]).toMatch(/broken/);
      expect(digests[0]).toMatch(/stopped/);
    },
    200_000,
  );

  test('says it twice in the one documented window, where the bot may not look', async () => {
    app.slack.removeScope('channels:history');

    expect(await liveThrough(after(/chat\.postMessage/))).toHaveLength(2);
  }, 120_000);
});
