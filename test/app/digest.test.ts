import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, parentsIn, type RunningApp, startApp, until } from './start-app.ts';

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

function expectRight(text: string): void {
  expect(text).toMatch(/41 healthy/);
  expect(text).toMatch(/5 failing/);
  expect(text).toMatch(/4 could not be read/);
  for (const name of [...names('broken', 5), ...names('stopped', 2), 'forbidden', 'hanging']) {
    expect(text).toContain(name);
  }
  expect(text).not.toContain('healthy-01');
}

describe('a digest over fifty clusters', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ clusters: fleet, env: { OSM_READ_BUDGET: '5' } });
  }, 60_000);
  afterAll(() => app.close());

  test('is one message, right in every line', async () => {
    await app.host().fire('digest');
    await until(() => parentsIn(app, channels.digest).length > 0, 'the digest', 90);
    await until(async () => (await app.waiting()) <= 1, 'the queue to be empty but for the closing job');

    const posted = parentsIn(app, channels.digest);
    expect(posted).toHaveLength(1);
    expectRight(posted[0] ?? '');
  }, 120_000);

  test('says nothing twice when the timer fires again for the same time', async () => {
    await app.host().fire('digest');
    await app.host().waitFor(/open the digest/, { times: 2 });
    await until(async () => (await app.waiting()) <= 2, 'the queue to be empty but for the closing jobs');

    expect(parentsIn(app, channels.digest)).toHaveLength(1);
  }, 60_000);
});
