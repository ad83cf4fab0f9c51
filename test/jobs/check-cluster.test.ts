import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FleetCluster, FleetReading } from '../../src/model/fleet.ts';
import type { CheckJob } from '../../src/model/job.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import { seenIn } from '../checks/seen-in.ts';
import { type World, type WorldOptions, world } from './simulated-run.ts';

const clusters: readonly FleetCluster[] = ['prod', 'stage'].map((name) => ({
  name,
  resourceId: clusterId({ subscription: 's', resourceGroup: 'g', name }),
}));
const snapshot = seenIn({ name: '' });
const read = ({ name, resourceId }: FleetCluster): FleetReading => ({
  is: 'read',
  snapshot: { ...snapshot, cluster: { name, resourceId } },
});

function job(id: string, cluster = 'prod', user = 'U0SANA'): CheckJob {
  return {
    version: 1,
    id,
    askedAt: '2026-11-23T07:00:00.000Z',
    by: { is: 'person', user, team: 'T0', channel: 'C0TEAM' },
    do: 'check',
    cluster,
    answerTo: { channel: 'C0TEAM' },
  };
}

async function live(jobs: readonly CheckJob[], options: Partial<WorldOptions> = {}): Promise<World> {
  const lived = world({ clusters, read, canFind: true, choose: () => 0, ...options });
  await lived.run(jobs);
  return lived;
}

const said = ({ posts }: World) => posts.map(({ message }) => message.summary);
const toldAlone = ({ answers }: World) =>
  answers.map(({ user, seenBy, message }) => [user, seenBy, message.summary]);

describe('a check', () => {
  test('is one message, which turns into the answer', async () => {
    const lived = await live([job('1')]);

    expect(said(lived)).toEqual([expect.stringMatching(/^prod · HEALTHY/)]);
    expect(lived.answers).toEqual([]);
  });

  test('is answered once, with workers dying between any two effects', async () => {
    const fates = fc.record({
      choices: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 100 }),
      deaths: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fates, async ({ choices, deaths }) => {
        let [step, effects] = [0, 0];
        const lived = await live([job('1'), job('1')], {
          choose: (n) => {
            step += 1;
            return (choices[step % choices.length] ?? 0) % n;
          },
          dies: () => {
            effects += 1;
            return deaths.includes(effects);
          },
        });

        expect(said(lived)).toEqual([expect.stringMatching(/^prod · HEALTHY/)]);
      }),
      { numRuns: 100 },
    );
  });

  test('is posted anew when somebody has deleted the progress', async () => {
    const lived = await live([job('1')], { deletes: () => true });

    expect(said(lived)).toEqual([
      expect.stringMatching(/^Looking at prod/),
      expect.stringMatching(/^prod · HEALTHY/),
    ]);
  });

  test('goes the way of the command where the bot may not post', async () => {
    const lived = await live([job('1')], { refuses: () => 'refusedForGood' });

    expect(lived.posts).toEqual([]);
    expect(toldAlone(lived)).toEqual([['U0SANA', 'everybody', expect.stringMatching(/^prod · HEALTHY/)]]);
  });

  test('joins one that is running, in the same channel', async () => {
    let turn = 0;
    // Both begin before either goes on.
    const lived = await live([job('1'), job('2', 'PROD', 'U0BORIS')], {
      choose: (n) => {
        turn += 1;
        return turn % n;
      },
    });

    expect(said(lived)).toEqual([expect.stringMatching(/^prod · HEALTHY/)]);
    expect(toldAlone(lived)).toEqual([[expect.any(String), 'caller', 'prod is being checked already']]);
  });

  test('does not join one that has ended', async () => {
    const lived = world({ clusters, read, canFind: true, choose: () => 0 });
    await lived.run([job('1')]);
    await lived.run([job('2')]);

    expect(lived.posts).toHaveLength(2);
  });

  test('tells the person alone that the name is wrong, and what is near', async () => {
    const lived = await live([job('1', 'prdo')]);

    expect(lived.posts).toEqual([]);
    expect(toldAlone(lived)).toEqual([['U0SANA', 'caller', expect.stringMatching(/prdo/)]]);
    expect(JSON.stringify(lived.answers)).toContain('prod');
  });

  test('of a cluster that is not answered about here is refused, and others are not named', async () => {
    const options = { mayAnswerIn: (_channel: string, { name }: FleetCluster) => name === 'stage' };
    const lived = await live([job('1', 'prod'), job('2', 'pro')], { options });

    expect(lived.posts).toEqual([]);
    expect(JSON.stringify(lived.answers[0])).toContain('OSM_CLUSTER_CHANNELS');
    expect(JSON.stringify(lived.answers[1]?.message).replaceAll('"pro"', '')).not.toContain('prod');
  });

  test('that fails for good says so in the place of the progress', async () => {
    let reads = 0;
    const lived = await live([job('1')], {
      dies: (effect) => {
        if (effect === 'read prod') reads += 1;
        return effect === 'read prod';
      },
    });

    expect(reads).toBe(5);
    expect(said(lived)).toEqual(['No answer: prod could not be checked']);
  });
});
