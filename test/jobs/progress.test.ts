import { expect, test } from '@jest/globals';
import type { JobRun, Mark, Ports } from '../../src/jobs/ports.ts';
import { progressIn } from '../../src/jobs/progress.ts';
import type { CheckJob } from '../../src/model/job.ts';
import type { Message } from '../../src/model/message.ts';

const at = { channel: 'C0TEAM', ts: '1.1' };
const job: CheckJob = {
  version: 1,
  id: 'check',
  askedAt: '2026-11-23T07:00:00.000Z',
  by: { is: 'timer' },
  do: 'check',
  cluster: 'prod',
  answerTo: { channel: 'C0TEAM' },
};
const message: Message = { tone: 'neutral', summary: 'Looking at prod …', parts: [] };

/** The messages that a progress has written after something was read, with this mark for the answer. */
async function written(readMark: () => Mark | undefined): Promise<string[]> {
  const updates: string[] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const ports = {
    wait: turn,
    marks: { read: async (key: string) => (key === job.id ? readMark() : undefined) },
    chat: {
      update: async (_at: unknown, { summary }: Message, key: string) => {
        updates.push(`${key}: ${summary}`);
        return { is: 'updated' };
      },
    },
  } as unknown as Ports;
  const run = { ports, options: { tiers: [] } } as unknown as JobRun;
  const progress = progressIn(run, job, at, () => message, []);
  progress.onRead(['namespaces']);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  await progress.stop();
  return updates;
}

test('a progress tells what was read', async () => {
  expect(await written(() => undefined)).toEqual(['check progress: Looking at prod …']);
});

test('a progress of a worker that was given up on leaves the answer of another as it is', async () => {
  expect(await written(() => ({ is: 'posted', at }))).toEqual([]);
});

test('a progress that cannot be told harms nothing', async () => {
  const fails = () => {
    throw new Error('The table is not there.');
  };

  expect(await written(fails)).toEqual([]);
});
