import { expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { judgeCluster } from '../../src/jobs/judge-cluster.ts';
import type { JobRun } from '../../src/jobs/ports.ts';
import { areaProgress } from '../../src/jobs/progress.ts';
import type { Tier } from '../../src/model/check.ts';
import type { FleetCluster, WantedReading } from '../../src/model/fleet.ts';
import type { InputName } from '../../src/model/snapshot.ts';
import { seenIn } from '../checks/seen-in.ts';

const cluster: FleetCluster = { name: 'prod', resourceId: '/subscriptions/s' };

/** What a job with these tiers asks the fleet to read. */
async function wantedBy(tiers: readonly Tier[]): Promise<InputName[]> {
  const wanted: InputName[] = [];
  const fleet = {
    read: async (_cluster: FleetCluster, { inputs }: WantedReading) => {
      wanted.push(...inputs);
      return { is: 'read', snapshot: seenIn({ name: '' }) };
    },
  };
  await judgeCluster({ ports: { fleet }, options: { tiers, budgetMs: 1_000 } } as unknown as JobRun, cluster);
  return wanted.filter((input) => input === 'controlPlaneAnswers' || input === 'probedPod');
}

test.each<[readonly Tier[], readonly InputName[]]>([
  [[], []],
  [['deep'], ['controlPlaneAnswers']],
  [['probe'], ['probedPod']],
  [
    ['deep', 'probe'],
    ['controlPlaneAnswers', 'probedPod'],
  ],
])('with the tiers %j a job reads %j beyond the lists', async (tiers, inputs) => {
  expect((await wantedBy(tiers)).sort()).toEqual(inputs);
});

test.each<[readonly Tier[], boolean]>([
  [[], true],
  [['deep'], false],
])('with the tiers %j the control plane is done while it is asked: %s', (tiers, done) => {
  const open = [...neededInputs(checks, tiers)].filter((input) => input === 'controlPlaneAnswers');
  const areas = areaProgress(checks, tiers, open.length === 0 ? ['controlPlaneAnswers'] : open);

  expect(areas.find(({ area }) => area === 'control-plane')?.done).toBe(done);
});
