import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { Effect } from '../../sim/proxy/counting-proxy.ts';
import { digestJobs } from '../../src/jobs/due.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, parentsIn, type RunningApp, startApp, until } from './start-app.ts';

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

/** Kills the host when this has just happened, before it can know; starts another. Resolves with what was met. */
function killOnceAfter(pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    app.counter.strike = (effect: Effect) => {
      if (!pattern.test(effect.what)) return false;
      app.counter.strike = undefined;
      app
        .host()
        .kill()
        .then(() => app.restart())
        .then(() => resolve(effect.what), reject);
      return true;
    };
  });
}

async function liveThrough(pattern: RegExp): Promise<string[]> {
  const { job, due } = openDigest();
  const killed = killOnceAfter(pattern);
  await app.send([job]);
  await killed;
  await until(() => digestsOf(due).length > 0, 'the digest', 60);
  // All parts and the round's own message are done with; the closing job waits for the deadline.
  await until(async () => (await app.waiting()) <= day, 'the queue to come to rest', 60);
  return digestsOf(due);
}

describe('a host that is killed in the middle of a digest', () => {
  test.each([
    ['the round was opened', /^POST table .*rounds/],
    ['the first jobs were sent', /^POST queue .*osm-jobs\/messages$/],
    ['a report was saved', /^(PUT|POST|PATCH|MERGE) table .*reports/],
    ['the mark was claimed', /^POST table .*marks/],
    ['the digest was posted, and the bot may look', /chat\.postMessage/],
    ['where it was posted was recorded', /^(PUT|PATCH|MERGE) table .*marks/],
    ['a message of the queue was deleted', /^DELETE queue/],
  ])(
    'after %s loses nothing and says nothing twice',
    async (_when, pattern) => {
      const digests = await liveThrough(pattern);

      expect(digests).toHaveLength(1);
      expect(digests[0]).toMatch(/1 healthy/);
      expect(digests[0]).toMatch(/broken/);
      expect(digests[0]).toMatch(/stopped/);
    },
    120_000,
  );

  test('says it twice in the one documented window, where the bot may not look', async () => {
    app.slack.removeScope('channels:history');

    expect(await liveThrough(/chat\.postMessage/)).toHaveLength(2);
  }, 120_000);
});
