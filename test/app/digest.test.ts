import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { digestJobs } from '../../src/jobs/due.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { killOnceAt, nthOf } from './kill-host.ts';
import { channels, parentsIn, postedUnder, type RunningApp, settled, startApp, until } from './start-app.ts';

const healthy = loadCluster(clusterFile('healthy-1.2.4'));
const broken = loadCluster(clusterFile('injector-down'));

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);

/** Fifty clusters: five broken, two stopped, one forbidden, one that hangs. */
const fleet = [
  ...names('healthy', 41).map((name) => ({ name, cluster: healthy })),
  ...names('broken', 5).map((name) => ({ name, cluster: broken })),
  ...names('stopped', 2).map((name) => ({ name, cluster: healthy, power: 'Stopped' as const })),
  { name: 'forbidden', cluster: healthy, rights: 'read' as const },
  { name: 'hanging', cluster: healthy, apiServer: 'silent' as const },
];

const broken5 = names('broken', 5).join(', ');
const like = expect.stringMatching;

/** Why four of them could not be read, in the channel and in the thread. */
const unread = [
  like(/^• forbidden can be seen, but our identity .* may not ask for its address and CA/),
  like(/^• hanging: The API server of hanging gave no usable answer, .* The budget of [\d.]+ s ran out\./),
  '• stopped-01, stopped-02: each is stopped, so nothing runs in it and nothing can be read.',
];
const unreadInDetail = unread.map((line) =>
  typeof line === 'string' ? like(new RegExp(`^${line} Start it`)) : line,
);

/** The lines of a digest in which everything is seen for the first time. */
const first = {
  parent: [
    'OSM on 50 clusters: 5 FAILING, 4 could not be read, 41 healthy',
    like(/^46 clusters judged for the first time\. .* until Microsoft ends the OSM add-on/),
    `• ${broken5}: each FAILING, judged for the first time: 5 findings; CRITICAL: osm-injector is not ready OSM1003 and 4 more. /osm check broken-01`,
    ...unread,
    like(/^Digest due \S+ 07:00 UTC, posted /),
  ],
  details: [
    'OSM on 50 clusters: 5 FAILING, 4 could not be read, 41 healthy',
    'Details',
    `${broken5}: each FAILING, judged for the first time: 5 findings. See it: /osm check broken-01`,
    like(/^• CRITICAL Deployment kube-system\/osm-injector: .* OSM1003$/),
    like(/^• CRITICAL Service kube-system\/osm-injector: .* OSM1011$/),
    like(/^• CRITICAL MutatingWebhookConfiguration aks-osm-webhook-osm: .* OSM2004$/),
    like(/^• CRITICAL Deployment bookbuyer\/bookbuyer: .* OSM6009$/),
    '• and 1 more',
    '4 clusters could not be read:',
    ...unreadInDetail,
  ],
};

/** The lines of the digest after it, in which nothing is new. */
const second = {
  parent: [
    'OSM on 50 clusters: 5 FAILING, 4 could not be read, 41 healthy',
    like(/^Findings since the last digest: none new, none gone\. .* until Microsoft ends the OSM add-on/),
    ...unread,
    `Nothing new, but not healthy (5 FAILING): ${broken5}.`,
    like(/^Digest due \S+ 07:00 UTC, posted /),
  ],
  details: [
    'OSM on 50 clusters: 5 FAILING, 4 could not be read, 41 healthy',
    'Details',
    '4 clusters could not be read:',
    ...unreadInDetail,
    '5 clusters with nothing new:',
    `• ${broken5}: each FAILING as before: 5 known; CRITICAL: osm-injector is not ready OSM1003 and 4 more. /osm check broken-01`,
  ],
};

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\S/.test(line));

/** One digest, with its details in its thread, and each line of both as it must be. */
function expectLines(app: RunningApp, due: string, lines: typeof first | typeof second): void {
  const parents = postedUnder(app, channels.digest, `digest ${due}`);
  const details = postedUnder(app, channels.digest, `digest ${due} details`);
  expect(parents.map(({ text }) => linesOf(text))).toEqual([lines.parent]);
  expect(details.map(({ text }) => linesOf(text))).toEqual([lines.details]);
  expect(details.map(({ threadTs }) => threadTs)).toEqual([parents[0]?.ts]);
}

/** Puts a list in an order that a seed gives. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = ((state) => () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  })(seed);
  return list
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

describe('a digest over fifty clusters', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ clusters: fleet, env: { OSM_READ_BUDGET: '5' } });
  }, 60_000);
  afterAll(() => app.close());

  test('is right in every line, and one, with every message twice, in any order, on two hosts', async () => {
    const { job, due } = roundOf(new Date(Date.now() - dayMs));
    const opened = killOnceAt(app, nthOf(/^DELETE queue/), { polls: false });
    await Promise.all([app.send([job]), opened]);

    const jobs = await app.take();
    expect(new Set(jobs).size).toBe(fleet.length);
    await app.send(shuffled([...jobs, ...jobs, JSON.stringify(job)], 7));
    await Promise.all([app.start(), app.start()]);
    await until(() => postedUnder(app, channels.digest, `digest ${due}`).length > 0, 'the digest', 90);
    await settled(app, 90);

    expectLines(app, due, first);
  }, 150_000);

  test('says no more when the timer fires twice, when its deadline comes twice, on the day after', async () => {
    const { closing, due } = roundOf(new Date());
    await Promise.all([app.host().fire('digest'), app.host().fire('digest')]);
    await until(() => postedUnder(app, channels.digest, `digest ${due}`).length > 0, 'the digest', 90);
    await app.send([closing, closing]);
    await settled(app, 90);

    expectLines(app, due, second);
    expect(parentsIn(app, channels.digest)).toHaveLength(2);
  }, 150_000);
});

const dayMs = 86_400_000;

/** The jobs that open and close the round that was due last. */
function roundOf(now: Date): { readonly job: Job; readonly closing: Job; readonly due: string } {
  const [job] = digestJobs('0 0 7 * * *', now);
  if (job?.do !== 'openDigest') throw new Error('The timer opens no digest.');
  const { version, askedAt, by, dueAt } = job;
  const closing: Job = { version, askedAt, by, do: 'closeDigest', id: `close ${dueAt}`, round: dueAt };
  return { job, closing, due: dueAt };
}
