import { describe, expect, test } from '@jest/globals';
import { alertJobId } from '../../src/alerts/receive-alert.ts';
import { digestJobs } from '../../src/jobs/due.ts';
import { keptText } from '../../src/jobs/kept-text.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { FleetCluster, FleetReading } from '../../src/model/fleet.ts';
import type { AlertJob, CheckJob, Job, TellJob } from '../../src/model/job.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import { seenIn } from '../checks/seen-in.ts';
import { faultsIn, reportOf } from '../present/fleet-reports.ts';
import { type World, type WorldOptions, world } from './simulated-run.ts';

const named = (name: string): FleetCluster => ({
  name,
  resourceId: clusterId({ subscription: 's', resourceGroup: 'g', name }),
});
const healthy = seenIn({ name: '' });
const broken = seenIn({ name: '', cluster: 'injector-down' });
const reading = (seen: typeof healthy, { name, resourceId }: FleetCluster): FleetReading => ({
  is: 'read',
  snapshot: { ...seen, cluster: { name, resourceId } },
});

function worldOf(options: Partial<WorldOptions>): World {
  const clusters = [named('prod'), named('stage')];
  return world({
    clusters,
    read: (one) => reading(healthy, one),
    canFind: true,
    choose: () => 0,
    ...options,
  });
}

/** The job that opens the digest of a day in November 2026. */
function openOn(day: number): Job {
  const [job] = digestJobs('0 0 7 * * *', new Date(Date.UTC(2026, 10, day, 7, 0, 1)));
  if (job === undefined) throw new Error('The timer sends no job.');
  return job;
}

const head = { version: 1, askedAt: '2026-11-23T07:00:00.000Z' } as const;
const by = { is: 'person', user: 'U0SANA', team: 'T0', channel: 'C0TEAM' } as const;
const answerTo = { channel: 'C0TEAM' };
const check = (cluster: string): CheckJob => ({ ...head, id: 'check', by, do: 'check', cluster, answerTo });
const tellJob = (asked: TellJob['asked']): TellJob => ({
  ...head,
  id: 'tell',
  by,
  do: 'tell',
  asked,
  answerTo,
});

function alertJob(): AlertJob {
  const alert: Alert = {
    id: 'alert-1',
    rule: 'Injector not ready',
    severity: 'Sev1',
    condition: 'Fired',
    service: 'Platform',
    signal: 'Metric',
    firedAt: '2026-11-23T06:59:00.000Z',
    targets: [named('prod').resourceId],
    measured: [],
    labels: {},
  };
  return {
    ...head,
    id: alertJobId(alert.id, 'Fired'),
    by: { is: 'alert', rule: alert.rule },
    do: 'alert',
    alert,
  };
}

/** A report of prod with so many commands that they fit into no five messages. */
function tooLong(): Report {
  const report = reportOf('healthy-1.2.4');
  const findings = Array.from(
    { length: 300 },
    (_, place): Finding => ({
      problem: 'odd',
      severity: 'error',
      on: { kind: 'Deployment', namespace: 'shop', name: `app-${place}` },
      says: 'It is odd.',
      fingerprint: `f${place}`,
      remedies: [
        {
          does: 'Mend it',
          risk: 'restartsPods',
          command: `kubectl rollout restart deployment app-${place} -n shop`,
          undo: `kubectl rollout undo deployment app-${place} -n shop`,
          takesEffect: 'atOnce',
          proof: { by: 'none', because: 'It was not tried.' },
        },
      ],
    }),
  );
  return {
    ...report,
    cluster: { ...report.cluster, ...named('prod') },
    takenAt: '2026-11-23T06:59:00Z',
    results: report.results.map((result) =>
      result.id === 'OSM5006' ? { ...result, outcome: { is: 'failed', findings } } : result,
    ),
  };
}

describe('digests of several days', () => {
  test('tell what came too late the day before as news', async () => {
    let day = 22;
    let deaths = 0;
    const lived = worldOf({
      read: (one) => reading(day > 22 && one.name === 'prod' ? broken : healthy, one),
      dies: (effect) => {
        const dying = day === 23 && effect === 'read prod' && deaths < 3;
        deaths += Number(dying);
        return dying;
      },
    });

    await lived.run([openOn(22)]);
    day = 23;
    await lived.run([openOn(23)]);
    day = 24;
    await lived.run([openOn(24)]);

    const said = lived.posts
      .filter(({ key }) => /^digest \S+$/.test(key))
      .map(({ message }) => JSON.stringify(message));
    expect(said).toHaveLength(3);
    expect(said[1]).toMatch(/1 did not answer/);
    expect(said[2]).toContain(`${faultsIn(reportOf('injector-down')).length} new`);
  });

  test('name a cluster that is listed no more, once', async () => {
    const clusters = [named('prod'), named('stage')];
    const lived = worldOf({ clusters });

    await lived.run([openOn(22)]);
    clusters.pop();
    await lived.run([openOn(23)]);
    await lived.run([openOn(24)]);

    const said = lived.posts.map(({ message }) => JSON.stringify(message));
    expect(
      said.filter((text) => text.includes('stage was in the last digest and is not listed now')),
    ).toHaveLength(1);
  });

  test('do not name a cluster that is gone in a channel where it may not be told about', async () => {
    const clusters = [named('prod'), named('stage')];
    let moved = false;
    const options = { mayAnswerIn: (_channel: string, { name }: FleetCluster) => !moved || name !== 'stage' };
    const lived = worldOf({ clusters, options });

    await lived.run([openOn(22)]);
    clusters.pop();
    moved = true;
    await lived.run([openOn(23)]);

    expect(lived.posts).toHaveLength(2);
    expect(JSON.stringify(lived.posts[1])).not.toContain('stage');
  });

  test('leave out and count what may not be told in the channel', async () => {
    const lived = worldOf({
      read: (one) => reading(broken, one),
      options: { mayAnswerIn: (_channel, { name }) => name === 'stage' },
    });

    await lived.run([openOn(22)]);

    const said = JSON.stringify(lived.posts);
    expect(said).toMatch(/1 cluster not told about in this channel/);
    expect(said).not.toContain('prod');
  });

  test('come in the end, also when they could not be opened for a while', async () => {
    let deaths = 0;
    const lived = worldOf({
      dies: (effect) => {
        const dying = effect === 'list' && deaths < 7;
        deaths += Number(dying);
        return dying;
      },
    });

    await lived.run([openOn(23)]);

    expect(deaths).toBe(7);
    expect(lived.posts).toHaveLength(1);
  });
});

describe('an alert', () => {
  test('gets its thread also when the chat did not take it the first time', async () => {
    let calls = 0;
    const lived = worldOf({
      read: (one) => reading(broken, one),
      canFind: false,
      refuses: () => {
        calls += 1;
        return calls === 2 ? 'unclear' : 'posts';
      },
    });

    await lived.run([alertJob()]);

    expect(lived.posts.map(({ place }) => place.thread !== undefined)).toEqual([false, true]);
  });

  test('is not answered where its cluster may not be told about', async () => {
    const lived = worldOf({ options: { mayAnswerIn: () => false } });

    await lived.run([alertJob()]);

    expect(lived.posts).toEqual([]);
    expect(lived.logged.join()).toMatch(/no cluster that may be told about/);
  });

  test('is tried again when its cluster may be among those that could not be listed', async () => {
    const clusters: FleetCluster[] = [];
    let lists = 0;
    const lived = worldOf({
      clusters,
      problems: ['Subscription s could not be listed: Azure asks to wait.'],
      dies: (effect) => {
        lists += Number(effect === 'list');
        if (lists === 4 && clusters.length === 0) clusters.push(named('prod'));
        return false;
      },
    });

    await lived.run([alertJob()]);

    expect(lived.posts.length).toBeGreaterThan(0);
  });
});

describe('a person', () => {
  test('is told that not all could be listed when the name is not found', async () => {
    const lived = worldOf({ clusters: [], problems: ['Subscription s: Azure asks to wait.'] });

    await lived.run([check('prod')]);

    expect(JSON.stringify(lived.answers)).toMatch(/may be there all the same.*Azure asks to wait/);
  });

  test('is answered twice at most when the chat never tells how it ended', async () => {
    const lived = worldOf({ answersAreUnclear: true });

    await lived.run([tellJob({ is: 'explain', topic: 'OSM2004' })]);

    expect(lived.answers).toHaveLength(2);
  });

  test('who asks in a thread of a channel without the bot is answered alone', async () => {
    const lived = worldOf({ refuses: () => 'refusedForGood' });
    const inThread = {
      ...tellJob({ is: 'config', cluster: 'prod' }),
      answerTo: { ...answerTo, thread: '1.2' },
    };

    await lived.run([inThread]);

    expect(lived.answers.map(({ user, seenBy }) => [user, seenBy])).toEqual([['U0SANA', 'caller']]);
  });

  test('is remembered with what was asked', async () => {
    const lived = worldOf({});

    await lived.run([tellJob({ is: 'config', cluster: 'prod', key: 'traffic.enableEgress', value: 'true' })]);

    expect(lived.audit).toEqual(['U0SANA: config prod traffic.enableEgress true']);
  });

  test.each<[string, Job]>([
    ['check prod injection -n shop', { ...check('prod'), only: ['injection'], namespace: 'shop' }],
    ['showAll prod -n shop', tellJob({ is: 'showAll', cluster: 'prod', only: [], namespace: 'shop' })],
    ['clusters', tellJob({ is: 'clusters' })],
    ['explain OSM2004', tellJob({ is: 'explain', topic: 'OSM2004' })],
    ['namespaces prod', tellJob({ is: 'namespaces', cluster: 'prod' })],
  ])('is remembered with "%s"', async (words, job) => {
    const lived = worldOf({});

    await lived.run([job]);

    expect(lived.audit).toEqual([`U0SANA: ${words}`]);
  });
});

describe('a report that no message can hold', () => {
  const showAll = (thread?: string): TellJob => ({
    ...tellJob({ is: 'showAll', cluster: 'prod', only: [] }),
    answerTo: thread === undefined ? answerTo : { ...answerTo, thread },
  });
  const inTerminal = 'osm-doctor check prod -o text';

  test('is a file in the thread of its message, with a line about it', async () => {
    const lived = worldOf({ latest: [tooLong()] });

    await lived.run([showAll('1.2')]);

    expect(lived.files.map(({ place }) => place.thread)).toEqual(['1.2']);
    expect(lived.posts.map(({ place }) => place.thread)).toEqual(['1.2']);
    expect(JSON.stringify(lived.posts)).toContain('so it is in the file');
  });

  test('is no file that the whole channel sees: the person is told how to get it', async () => {
    const lived = worldOf({ latest: [tooLong()] });

    await lived.run([showAll()]);

    expect([lived.files, lived.posts]).toEqual([[], []]);
    expect(lived.answers.map(({ user, seenBy }) => [user, seenBy])).toEqual([['U0SANA', 'caller']]);
    expect(JSON.stringify(lived.answers)).toContain(inTerminal);
  });

  test.each(['refusedForGood', 'unclear'] as const)(
    'is not said to be in a file that may not be there: sharing it was %s',
    async (sharing) => {
      let recorded = 0;
      const lived = worldOf({
        latest: [tooLong()],
        sharing,
        // Also when another delivery tells about it than the one that tried to share it.
        dies: (effect) => {
          recorded += Number(effect === 'record');
          return effect === 'record' && recorded === 1;
        },
      });

      await lived.run([showAll('1.2')]);

      expect(lived.posts).toEqual([]);
      expect(lived.answers.map(({ user, seenBy }) => [user, seenBy])).toEqual([['U0SANA', 'caller']]);
      expect(JSON.stringify(lived.answers)).toContain(inTerminal);
      expect(JSON.stringify(lived.answers)).not.toContain('in the file');
    },
  );
});

test('what is put aside keeps no address of an answer', () => {
  const message = { version: 2, answerTo: { channel: 'C0', responseUrl: 'https://hooks.slack.com/x' } };

  expect(keptText(JSON.stringify(message))).toBe('{"version":2,"answerTo":{"channel":"C0"}}');
  expect(keptText('not JSON')).toBe('not JSON');
});
