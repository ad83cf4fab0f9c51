import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { alertJobId } from '../../src/alerts/receive-alert.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { claimed, killOnceAt, type Moment, nthOf, posted, wrongFates } from './kill-host.ts';
import { channels, type RunningApp, settled, startApp } from './start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    clusters: [{ name: 'broken', cluster: loadCluster(clusterFile('injector-down')) }],
    slack: { rateLimited: false },
    host: { lockSeconds: 2 },
  });
}, 60_000);
afterAll(() => app.close());
afterEach(() => {
  app.counter.strike = undefined;
});

let alerts = 0;

function jobFor(condition: Alert['condition']): Job {
  const rule = `Injector down ${alerts}`;
  const alert: Alert = {
    id: rule,
    rule,
    severity: 'Sev1',
    condition,
    service: 'Platform',
    signal: 'Metric',
    firedAt: new Date().toISOString(),
    targets: [app.azure.cluster('broken').resourceId],
    measured: [],
    labels: {},
  };
  const id = alertJobId(alert.id, condition);
  return { version: 1, id, askedAt: new Date().toISOString(), by: { is: 'alert', rule }, do: 'alert', alert };
}

/** An alert fires and is resolved; while that is answered the host dies. What was said is right. */
async function liveThrough(dying: Alert['condition'] | undefined, moment: Moment): Promise<void> {
  alerts += 1;
  const before = app.slack.messages(channels.alerts).length;
  for (const condition of ['Fired', 'Resolved'] as const) {
    await Promise.all([
      app.send([jobFor(condition)]),
      condition === dying ? killOnceAt(app, moment) : undefined,
    ]);
    await settled(app);
  }
  const [parent, ...thread] = app.slack.messages(channels.alerts).slice(before);
  expect(parent?.text).toMatch(/Resolved: Injector down/);
  expect(thread.map(({ threadTs }) => threadTs)).toEqual([parent?.ts, parent?.ts]);
  expect(thread.map(({ text }) => text)).toEqual([
    expect.stringMatching(/may explain the alert/),
    expect.stringMatching(/Resolved, and what is left/),
  ]);
}

describe('a host that is killed while it answers an alert', () => {
  test.each([
    ['Fired', 'the details were posted', nthOf(posted, 2)],
    ['Resolved', 'the parent was changed', nthOf(/chat\.update/)],
    ['Resolved', 'the mark was claimed', nthOf(claimed)],
    ['Resolved', 'it was told in the thread', nthOf(posted)],
  ] as const)(
    'that is %s, after %s, loses nothing and says nothing twice',
    async (dying, _when, moment) => {
      await liveThrough(dying, moment);
    },
    100_000,
  );

  // `npm run prove`: each effect of both answers.
  const prove = process.env['PROVE'] === undefined ? test.skip : test;
  for (const dying of ['Fired', 'Resolved'] as const) {
    prove(
      `that is ${dying}, after any effect at all`,
      async () => {
        const effects = await effectsOf(dying);

        expect(await wrongFates(app, effects, (moment) => liveThrough(dying, moment))).toEqual([]);
      },
      900_000,
    );
  }
});

/** How many effects the answer to an alert has when nobody dies. */
async function effectsOf(condition: Alert['condition']): Promise<number> {
  await liveThrough(undefined, () => false);
  alerts += 1;
  if (condition === 'Resolved') await app.send([jobFor('Fired')]);
  await settled(app);
  const before = app.counter.effects.length;
  await app.send([jobFor(condition)]);
  await settled(app);
  return app.counter.effects.length - before;
}
