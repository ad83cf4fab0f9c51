import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestJobs } from '../../src/jobs/due.ts';
import type { FleetCluster, FleetReading } from '../../src/model/fleet.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import { seenIn } from '../checks/seen-in.ts';
import { type World, world } from './simulated-run.ts';

const names = ['alpha', 'beta', 'gamma', 'delta'];
const clusters: readonly FleetCluster[] = names.map((name) => ({
  name,
  resourceId: clusterId({ subscription: 's', resourceGroup: 'g', name }),
}));
const snapshot = seenIn({ name: '' });
const [openDigest] = digestJobs('0 0 7 * * *', new Date('2026-11-23T07:00:01Z'));
const round = '2026-11-23T07:00:00.000Z';

function read({ name, resourceId }: FleetCluster): FleetReading {
  if (name === 'delta') {
    const problem = {
      reason: 'stopped',
      says: 'delta is stopped.',
      todo: 'Start it.',
      passing: false,
    } as const;
    return { is: 'closed', problem };
  }
  return { is: 'read', snapshot: { ...snapshot, cluster: { name, resourceId } } };
}

/** Choices of a run: who goes on, and after which of the effects a worker dies. */
interface Fate {
  readonly choices: readonly number[];
  readonly deaths: readonly number[];
}

async function live(fate: Fate, jobs: readonly Job[], canFind: boolean): Promise<World> {
  let step = 0;
  let effects = 0;
  const lived = world({
    clusters,
    read,
    canFind,
    // Four deaths, and still before the deadline.
    lockMs: 120_000,
    choose: (n) => {
      step += 1;
      return (fate.choices[step % fate.choices.length] ?? 0) % n;
    },
    dies: () => {
      effects += 1;
      return fate.deaths.includes(effects);
    },
  });
  await lived.run(jobs);
  return lived;
}

const fates = fc.record({
  choices: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 200 }),
  deaths: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 4 }),
});

function opened(times: number): Job[] {
  return openDigest === undefined ? [] : Array.from({ length: times }, () => openDigest);
}

describe('the digest of a round', () => {
  test('is posted once, whole, in any order, delivered twice, with workers dying between any two effects', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 2 }), async (fate, times) => {
        const { posts, rounds, logged } = await live(fate, opened(times), true);

        expect(logged.filter((line) => line.startsWith('Gave up'))).toEqual([]);
        expect(posts.map(({ key }) => key)).toEqual([`digest ${round}`, `digest ${round} details`]);
        expect(
          [...(rounds.get(round)?.parts.values() ?? [])].map(({ cluster }) => cluster.name).sort(),
        ).toEqual([...names].sort());
      }),
      { numRuns: 150 },
    );
  });

  test('may double only after a death between the answer of the chat and the next statement', async () => {
    await fc.assert(
      fc.asyncProperty(fates, async (fate) => {
        const { posts, deaths } = await live(fate, opened(2), false);

        const inWindow = deaths.filter((effect) => effect === 'post').length;
        expect(new Set(posts.map(({ key }) => key)).size).toBe(2);
        expect(posts.length).toBeLessThanOrEqual(2 + inWindow);
      }),
      { numRuns: 150 },
    );
  });

  test('doubles in that window where the scopes do not allow looking, and not where they do', async () => {
    const dieOnceAfterPost = (canFind: boolean) => {
      let died = false;
      const dies = (effect: string) => {
        const now = effect === 'post' && !died;
        died ||= now;
        return now;
      };
      return world({ clusters, read, canFind, choose: () => 0, dies });
    };
    const blind = dieOnceAfterPost(false);
    const seeing = dieOnceAfterPost(true);

    await blind.run(opened(1));
    await seeing.run(opened(1));

    expect([blind.posts.length, seeing.posts.length]).toEqual([3, 2]);
  });

  test('waits out a refusal, and looks before it posts again after an unclear answer', async () => {
    const answers = ['refused', 'unclearAndPosted'] as const;
    let calls = 0;
    const lived = world({
      clusters,
      read,
      canFind: true,
      choose: () => 0,
      refuses: () => {
        calls += 1;
        return answers[calls - 1] ?? 'posts';
      },
    });

    await lived.run(opened(1));

    // Refused, unclear; then the digest is found, and its thread is posted.
    expect(calls).toBe(3);
    expect(lived.posts).toHaveLength(2);
  });

  test('names at the deadline what has not come, and tells nothing twice when it comes late', async () => {
    const lived = world({
      clusters,
      read,
      canFind: true,
      choose: () => 0,
      dies: (effect) => effect === 'read beta',
    });

    await lived.run(opened(1));

    expect(lived.posts.map(({ key }) => key)).toEqual([`digest ${round}`, `digest ${round} details`]);
    expect(JSON.stringify(lived.posts[0]?.message)).toMatch(/No answer by 07:15 UTC.*beta/);
    expect(lived.rounds.get(round)?.parts.size).toBe(4);
  });
});
