import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { AzureFault, RunningAzure } from '../../sim/azure/server.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { lifecycleChecks } from '../../src/checks/lifecycle/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { ClusterSnapshot, InputName } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { fleetIn, inAzure } from '../azure/in-azure.ts';
import { clusterFile } from '../cli/run-cli.ts';

const ofAzure = ['managedCluster', 'meshRevisions', 'maintenanceWindows'] as const;
const noon = new Date('2026-11-22T12:00:00Z');

let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({
    clusters: [
      {
        name: 'prod',
        cluster: loadCluster(clusterFile('healthy-1.2.4')),
        upgradeChannel: 'patch',
        istio: ['asm-1-30'],
        maintenance: {
          aksManagedAutoUpgradeSchedule: {
            maintenanceWindow: {
              schedule: { weekly: { intervalWeeks: 1, dayOfWeek: 'Wednesday' } },
              durationHours: 4,
              utcOffset: '+01:00',
              startDate: '2026-01-01',
              startTime: '02:00',
              notAllowedDates: [{ start: '2026-12-01', end: '2026-12-14' }],
            },
          },
          default: { timeInWeek: [{ day: 'Saturday', hourSlots: [1, 2, 3] }] },
        },
      },
    ],
    meshRevisions: [{ revision: 'asm-1-30', kubernetes: ['1.34'], longTerm: ['1.31', '1.34'] }],
  });
});
afterEach(() => azure.clearFaults());
afterAll(() => azure.close());

interface Asked {
  readonly inputs?: readonly InputName[];
  readonly namespace?: string;
  readonly budgetMs?: number;
}

async function read(asked: Asked = {}): Promise<ClusterSnapshot['inputs']> {
  return (await snapshotOf(asked)).inputs;
}

async function snapshotOf({
  inputs = ofAzure,
  namespace,
  budgetMs = 4_000,
}: Asked): Promise<ClusterSnapshot> {
  const { resourceId } = azure.cluster('prod');
  const reading = await fleetIn(azure, {}, () => noon).read(
    { name: 'prod', resourceId },
    {
      inputs: new Set<InputName>(['apiServer', 'clock', 'namespaces', ...inputs]),
      budgetMs,
      ...(namespace === undefined ? {} : { namespace }),
    },
  );
  if (reading.is === 'closed') throw new Error(reading.problem.says);
  return reading.snapshot;
}

function armPaths(): string[] {
  const asked = azure.requests.filter(({ endpoint }) => endpoint === 'arm');
  return asked.map(({ path }) => path.split('?')[0] ?? '');
}

describe('what Azure says of a cluster', () => {
  test('its facts, the revisions of its region and its planned maintenance', async () => {
    const inputs = await read();

    expect(inputs.managedCluster).toEqual({
      ok: true,
      value: {
        osmAddon: true,
        kubernetesVersion: '1.34.4',
        location: 'westeurope',
        supportPlan: 'AKSLongTermSupport',
        upgradeChannel: 'patch',
        istio: { mode: 'Istio', revisions: ['asm-1-30'] },
      },
    });
    expect(inputs.meshRevisions).toEqual({
      ok: true,
      value: [{ revision: 'asm-1-30', kubernetes: ['1.34'], longTermKubernetes: ['1.31', '1.34'] }],
    });
    expect(inputs.maintenanceWindows).toEqual({
      ok: true,
      value: [
        {
          name: 'aksManagedAutoUpgradeSchedule',
          opens: [
            '2026-11-25T01:00:00.000Z',
            '2026-12-16T01:00:00.000Z',
            '2026-12-23T01:00:00.000Z',
            '2026-12-30T01:00:00.000Z',
          ],
        },
        { name: 'default', opens: ['2026-11-28T01:00:00.000Z', '2026-12-05T01:00:00.000Z'] },
      ],
    });
  });

  test('is among what was read, whether it came or not', async () => {
    azure.addFault({ on: ({ path }) => /meshRevision/i.test(path), is: { kind: 'status', status: 403 } });
    const { reads } = await snapshotOf({});

    expect(reads.filter(({ input }) => ofAzure.some((name) => name === input))).toEqual([
      expect.objectContaining({ input: 'meshRevisions', ok: false, items: 0 }),
      expect.objectContaining({ input: 'maintenanceWindows', ok: true, items: 2 }),
    ]);
  });

  test('is asked for only where a check needs it', async () => {
    const before = armPaths().length;
    const inputs = await read({ inputs: ['managedCluster'] });

    expect(inputs.managedCluster.ok).toBe(true);
    expect(
      armPaths()
        .slice(before)
        .filter((path) => /meshRevision|maintenanceConf/i.test(path)),
    ).toEqual([]);
    for (const name of ['meshRevisions', 'maintenanceWindows'] as const) {
      expect(inputs[name]).toMatchObject({ ok: false, problem: { reason: 'notAsked' } });
    }
  });

  test('is not asked for beside one namespace', async () => {
    const before = armPaths().length;
    const inputs = await read({ namespace: 'bookstore' });

    expect(
      armPaths()
        .slice(before)
        .filter((path) => /meshRevision|maintenanceConf/i.test(path)),
    ).toEqual([]);
    for (const name of ofAzure) {
      const detail = expect.stringContaining('Only namespace bookstore was asked for');
      expect(inputs[name]).toMatchObject({ ok: false, problem: { reason: 'notAsked', detail } });
    }
  });
});

test('a healthy cluster in support: nothing of its lifecycle above a note, and all of it judged', async () => {
  const wanted = lifecycleChecks.filter(({ id }) => id !== 'OSM9004');
  const snapshot = await snapshotOf({ inputs: [...neededInputs(wanted)] });
  const report = runChecks(snapshot, wanted, (intent) => buildRemedy(intent, snapshot.cluster));
  const loud = report.results.filter(
    ({ outcome }) =>
      outcome.is === 'unknown' ||
      outcome.is === 'broken' ||
      (outcome.is === 'failed' && outcome.findings.some(({ severity }) => severity !== 'info')),
  );

  expect(loud).toEqual([]);
  expect(report.coverage.judged).toBeGreaterThanOrEqual(5);
});

describe('what Azure does not say', () => {
  const revisions = (is: AzureFault['is']): AzureFault => ({
    on: ({ path }) => /meshRevisionProfiles/i.test(path),
    is,
  });
  const maintenance = (is: AzureFault['is']): AzureFault => ({
    on: ({ path }) => /maintenanceConfigurations/i.test(path),
    is,
  });

  test('a missing right is named, with where to give it, and hurts nothing else', async () => {
    azure.addFault(revisions({ kind: 'status', status: 403 }));
    azure.addFault(maintenance({ kind: 'status', status: 403 }));
    const inputs = await read();

    expect(inputs.meshRevisions).toEqual({
      ok: false,
      problem: {
        reason: 'forbidden',
        detail: expect.stringMatching(
          /^Azure does not let our identity \(object id 0b0\S+\) read the Istio revisions .* Give it a role with Microsoft\.ContainerService\/locations\/meshRevisionProfiles\/read on \/subscriptions\/5b0[\w-]+, such as Reader\.$/,
        ),
      },
    });
    expect(inputs.maintenanceWindows).toMatchObject({
      ok: false,
      problem: {
        reason: 'forbidden',
        detail: expect.stringMatching(
          /Microsoft\.ContainerService\/managedClusters\/maintenanceConfigurations\/read on \/subscriptions\/\S+\/managedClusters\/prod,/,
        ),
      },
    });
    expect([inputs.managedCluster.ok, inputs.namespaces.ok]).toEqual([true, true]);
  });

  test('an Azure that fails', async () => {
    azure.addFault(revisions({ kind: 'status', status: 410 }));
    azure.addFault(maintenance({ kind: 'status', status: 409 }));
    const inputs = await read();

    expect(inputs.meshRevisions).toMatchObject({
      problem: { reason: 'unreachable', detail: expect.stringContaining('410') },
    });
    expect(inputs.maintenanceWindows).toMatchObject({
      problem: { reason: 'unreachable', detail: expect.stringContaining('409') },
    });
  });

  test('an Azure that never answers costs the budget and no more', async () => {
    azure.addFault(revisions({ kind: 'hang' }));
    const started = performance.now();
    const inputs = await read({ budgetMs: 3_000 });

    expect(performance.now() - started).toBeLessThan(10_000);
    expect(inputs.meshRevisions).toMatchObject({ problem: { reason: 'timedOut' } });
    expect([inputs.maintenanceWindows.ok, inputs.namespaces.ok]).toEqual([true, true]);
  });
});
