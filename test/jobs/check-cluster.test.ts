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

  test.each([
    ['the channel', undefined, '1.1'],
    ['a thread', '1.1', undefined],
    ['another thread', '1.1', '2.2'],
  ])('does not join one whose answer comes in %s', async (_where, first, second) => {
    const inThread = (id: string, thread: string | undefined): CheckJob => ({
      ...job(id),
      answerTo: { channel: 'C0TEAM', ...(thread === undefined ? {} : { thread }) },
    });
    let turn = 0;
    // Both begin before either goes on.
    const lived = await live([inThread('1', first), inThread('2', second)], {
      choose: (n) => {
        turn += 1;
        return turn % n;
      },
    });

    expect(new Set(lived.posts.map(({ place }) => place.thread))).toEqual(new Set([first, second]));
    expect(said(lived)).toEqual(Array(2).fill(expect.stringMatching(/^prod · HEALTHY/)));
    expect(lived.answers).toEqual([]);
  });

  test('whose progress stands there is answered, though another one has begun since', async () => {
    const effects: string[] = [];
    const counted = (effect: string) => effects.filter((one) => one === effect).length;
    let died = 0;
    let again = false;
    const lived = await live([job('1'), job('2', 'prod', 'U0BORIS')], {
      // Of the first, the worker dies as soon as its progress stands; of the second, before it has done anything.
      dies: (effect) => {
        effects.push(effect);
        const dying = (effect === 'record' && died === 0) || (effect === 'audit' && died === 1);
        died += Number(dying);
        return dying;
      },
      // When both come again, the second one begins, and the first one gets there while it runs.
      choose: (n) => {
        if (died < 2) return 0;
        if (again) return counted('begin') < 2 ? 0 : n - 1;
        again = true;
        return n - 1;
      },
    });

    expect(lived.deaths).toEqual(['record', 'audit']);
    expect(said(lived)).toEqual([
      expect.stringMatching(/^prod · HEALTHY/),
      expect.stringMatching(/^prod · HEALTHY/),
    ]);
    expect(lived.answers).toEqual([]);
  });

  test('leaves no progress behind and nobody without a word, whoever dies, is slow or asks at the same time', async () => {
    const fates = fc.record({
      choices: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 100 }),
      fate: fc.oneof(
        fc.record({ deaths: fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 8 }) }),
        // The queue gives the message to others while its first worker is still at it, up to the last attempt.
        fc.record({ lockMs: fc.constant(0) }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fates, async ({ choices, fate }) => {
        let [step, effects] = [0, 0];
        const lived = await live([job('1'), job('2', 'prod', 'U0BORIS')], {
          choose: (n) => {
            step += 1;
            return (choices[step % choices.length] ?? 0) % n;
          },
          ...('lockMs' in fate
            ? fate
            : {
                dies: () => {
                  effects += 1;
                  return fate.deaths.includes(effects);
                },
              }),
        });

        expect(said(lived).filter((summary) => summary.startsWith('Looking at'))).toEqual([]);
        expect(lived.posts.length + lived.answers.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });

  test('does not wait for one that has been answered already', async () => {
    let records = 0;
    // The answer of the first one stands, and its worker dies before it takes it out of those that run.
    const lived = await live([job('1')], {
      dies: (effect) => {
        records += Number(effect === 'record');
        return effect === 'record' && records === 2;
      },
      lockMs: 1_000,
    });
    await lived.run([job('2', 'prod', 'U0BORIS')]);

    expect(lived.deaths).toEqual(['record']);
    expect(said(lived)).toEqual(Array(2).fill(expect.stringMatching(/^prod · HEALTHY/)));
    expect(lived.answers).toEqual([]);
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

  test('says in the place of its progress that the cluster is found no more', async () => {
    const here = [...clusters];
    const lived = await live([job('1')], {
      clusters: here,
      dies: (effect) => effect === 'read prod' && here.splice(0).length > 0,
    });

    expect(said(lived)).toEqual([expect.stringMatching(/prod/)]);
    expect(said(lived).join()).not.toMatch(/Looking at/);
    expect(lived.answers).toEqual([]);
  });

  test('goes the way of the command when the bot was put out while it looked', async () => {
    const lived = await live([job('1')], {
      deletes: () => true,
      refuses: (n) => (n === 0 ? 'posts' : 'refusedForGood'),
    });

    expect(toldAlone(lived)).toEqual([['U0SANA', 'everybody', expect.stringMatching(/^prod · HEALTHY/)]]);
  });

  test('that fails for good says so also where nobody recorded the progress', async () => {
    let deaths = 0;
    const lived = await live([job('1')], {
      dies: (effect) => {
        const dying = deaths < 5 && (effect === 'post' || effect === 'find');
        deaths += Number(dying);
        return dying;
      },
    });

    expect(lived.deaths).toEqual(['post', 'find', 'find', 'find', 'find']);
    expect(said(lived)).toEqual(['No answer: prod could not be checked']);
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
