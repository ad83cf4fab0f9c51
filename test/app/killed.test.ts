import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubernetesObject, SimulatedCluster } from '../../sim/kubernetes/cluster.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { SlackMessage } from '../../sim/slack/workspace.ts';
import { digestJobs } from '../../src/jobs/due.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { claimed, killOnceAt, type Moment, nthOf, posted, recorded, wrongFates } from './kill-host.ts';
import { channels, postedUnder, type RunningApp, settled, startApp, until } from './start-app.ts';

const healthy = loadCluster(clusterFile('healthy-1.2.4'));
const broken = loadCluster(clusterFile('injector-down'));

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    clusters: [
      { name: 'broken', cluster: broken },
      { name: 'turning', cluster: healthy },
      { name: 'stopped', power: 'Stopped' },
    ],
    slack: { rateLimited: false },
    host: { lockSeconds: 2 },
  });
}, 60_000);
afterAll(() => app.close());
afterEach(() => {
  app.counter.strike = undefined;
});

function injectorIn({ objects }: SimulatedCluster): KubernetesObject {
  const injector = objects.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'osm-injector',
  );
  if (injector === undefined) throw new Error('The cluster has no osm-injector.');
  return injector;
}

let day = 0;

/** Opens a round that no other test has. On each second day the injector of `turning` is down, then up again. */
function openDigest(): { readonly job: Job; readonly due: string; readonly down: boolean } {
  day += 1;
  const down = day % 2 === 1;
  app.azure.cluster('turning').kubernetes.put(injectorIn(down ? broken : healthy));
  const [job] = digestJobs('0 0 7 * * *', new Date(Date.UTC(2026, 0, day, 7, 0, 1)));
  if (job?.do !== 'openDigest') throw new Error('The timer opens no digest.');
  return { job, due: job.dueAt, down };
}

/** What was said in the channel and in threads about a round. */
interface Said {
  readonly parents: readonly SlackMessage[];
  readonly details: readonly SlackMessage[];
  readonly down: boolean;
}

function saidOf(due: string, down: boolean): Said {
  const under = (key: string) => postedUnder(app, channels.digest, key);
  return { parents: under(`digest ${due}`), details: under(`digest ${due} details`), down };
}

/** A round, with the host killed at a moment where one is given. */
async function liveThrough(moment?: Moment): Promise<Said> {
  const { job, due, down } = openDigest();
  const killed = moment === undefined ? undefined : killOnceAt(app, moment);
  await Promise.all([app.send([job]), killed]);
  await until(() => saidOf(due, down).parents.length > 0, 'the digest', 60);
  await settled(app);
  return saidOf(due, down);
}

/** One digest with its details in its thread, and all of it right. */
function expectRight({ parents, details, down }: Said): void {
  expect(parents).toHaveLength(1);
  expect(details.map(({ threadTs }) => threadTs)).toEqual([parents[0]?.ts]);
  const [parent, detail] = [parents[0]?.text ?? '', details[0]?.text ?? ''];
  expect(parent).toContain(
    down
      ? 'OSM on 3 clusters: 2 FAILING, 1 could not be read'
      : 'OSM on 3 clusters: 1 FAILING, 1 could not be read, 1 healthy',
  );
  // What is news was told in no digest before, whoever has died since it was seen.
  expect(parent).toMatch(down ? /turning: FAILING/ : /Healthy again: turning\./);
  expect(detail).toMatch(/stopped is stopped/);
  if (down) expect(detail).toMatch(/turning: FAILING[\s\S]*osm-injector/);
}

let effectsOfARound = 0;

describe('a host that is killed in the middle of a digest', () => {
  test('would have said it once, with its details', async () => {
    // The first round creates tables, and judges every cluster for the first time.
    await liveThrough();
    const before = app.counter.effects.length;

    expectRight(await liveThrough());
    effectsOfARound = app.counter.effects.length - before;
    expect(effectsOfARound).toBeGreaterThan(15);
  }, 90_000);

  test.each([
    ['the round was opened', nthOf(/^POST table .*osmrounds/)],
    ['the second job was sent', nthOf(/^POST queue/, 2)],
    ['a message of the queue was deleted', nthOf(/^DELETE queue/, 2)],
    ['the mark was claimed', nthOf(claimed)],
    ['the digest was posted, and the bot may look', nthOf(posted)],
    ['it was recorded where the digest stands', nthOf(recorded)],
    ['the details were posted, and the bot may look', nthOf(posted, 2)],
  ])(
    'after %s, loses nothing and says nothing twice',
    async (_when, moment) => {
      expectRight(await liveThrough(moment));
    },
    150_000,
  );

  // `npm run prove`: each effect of a round over three clusters, one by one.
  (process.env['PROVE'] === undefined ? test.skip : test)(
    'after any effect at all, loses nothing and says nothing twice',
    async () => {
      const wrong = await wrongFates(app, effectsOfARound, async (moment) =>
        expectRight(await liveThrough(moment)),
      );

      expect(wrong).toEqual([]);
    },
    1_800_000,
  );

  test('says it twice in the one documented window, where the bot may not look', async () => {
    app.slack.removeScope('channels:history');

    const { parents, details } = await liveThrough(nthOf(posted));

    expect(parents).toHaveLength(2);
    expect(details.map(({ threadTs }) => threadTs)).toEqual([parents[1]?.ts]);
  }, 120_000);
});
