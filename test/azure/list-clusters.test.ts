import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Arm } from '../../src/azure/arm.ts';
import { within } from '../../src/azure/limit.ts';
import { listClusters } from '../../src/azure/list-clusters.ts';

const limits = { subscriptionMs: 1_000, wholeMs: 5_000, atOnce: 3 };
const subscriptions = Array.from({ length: 10 }, (_, index) => `subscription-${index}`);

/** An ARM of which only the lists are asked. */
function armWith(clusters: Arm['clusters']): Arm {
  const unasked = (): never => {
    throw new Error('nobody asks for this');
  };
  return {
    clusters,
    subscriptions: unasked,
    cluster: unasked,
    userKubeconfig: unasked,
    meshRevisions: unasked,
    maintenanceWindows: unasked,
  };
}

describe('listing many subscriptions', () => {
  test('so many at once and no more, each once', async () => {
    let running = 0;
    let most = 0;
    const asked: string[] = [];
    const arm = armWith(async (subscription) => {
      asked.push(subscription);
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      return [];
    });
    const { clusters } = await listClusters(arm, [...subscriptions, ...subscriptions], limits);

    expect(most).toBe(3);
    expect(asked).toEqual(subscriptions);
    expect([...clusters.keys()].sort()).toEqual(subscriptions);
  });

  test('when the time for all is over, the rest is told one by one', async () => {
    const never = new Promise<never>(() => undefined);
    const arm = armWith((_subscription, ms) => within(ms, () => never));
    const { clusters, failed } = await listClusters(arm, subscriptions, { ...limits, wholeMs: 100 });

    expect(clusters.size).toBe(0);
    expect([...failed.keys()].sort()).toEqual(subscriptions);
    const says = [...failed.values()].sort();
    expect(says.filter((one) => one.endsWith('Azure gave no answer within 1 s.'))).toHaveLength(3);
    expect(says.filter((one) => one.endsWith('There was no time left for it.'))).toHaveLength(7);
  });
});
