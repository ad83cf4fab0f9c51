import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type JobQueue, jobQueueOf } from '../../src/azure/queue.ts';
import { TooBigError } from '../../src/azure/storage-error.ts';
import type { CleanUpJob } from '../../src/model/job.ts';
import { jobQueue, keptQueue, poisonQueue } from '../../src/model/queues.ts';

let azurite: RunningAzurite | undefined;
let queue: JobQueue;
/** Every test begins without queues. */
beforeEach(async () => {
  if (azurite === undefined) azurite = await startAzurite();
  await Promise.all([jobQueue, poisonQueue, keptQueue].map((name) => client(name).deleteIfExists()));
  queue = instance();
});
afterAll(() => azurite?.close());

function instance(): JobQueue {
  return jobQueueOf({ by: 'connectionString', connectionString: azurite?.connectionString ?? '' });
}

function client(name: string): QueueClient {
  return new QueueClient(azurite?.connectionString ?? '', name);
}

function job(id: string): CleanUpJob {
  return { version: 1, id, askedAt: '2026-11-23T07:00:00.000Z', by: { is: 'timer' }, do: 'cleanUp' };
}

/** Takes a message off a queue as the host does, with its times. */
async function received(name: string) {
  const { receivedMessageItems } = await client(name).receiveMessages({ numberOfMessages: 32 });
  return receivedMessageItems.map(({ messageText, insertedOn, expiresOn }) => ({
    text: Buffer.from(messageText, 'base64').toString(),
    encoded: messageText,
    days: (expiresOn.getTime() - insertedOn.getTime()) / 86_400_000,
  }));
}

describe('sending', () => {
  test('makes the queue, and puts base64 of JSON into it', async () => {
    const sent = { ...job('ä/\\#?\u0000\ud83d\ude00'), by: { is: 'alert', rule: '<b>&amp;' } } as const;
    await queue.send([sent]);

    const [message] = await received(jobQueue);
    expect(message?.encoded).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(JSON.parse(message?.text ?? '')).toEqual(sent);
    expect(message?.days).toBe(7);
  });

  test('by many at once into a queue that does not exist', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => instance().send([job(`a${n}`), job(`b${n}`)])));

    expect(await queue.depth()).toEqual({ jobs: 20, poison: 0, kept: 0 });
  });

  test('a thousand jobs', async () => {
    await queue.send(Array.from({ length: 1_000 }, (_, n) => job(`j${n}`)));

    expect((await queue.depth()).jobs).toBe(1_000);
  });

  test('nothing asks for nothing', async () => {
    await queue.send([]);

    expect(await client(jobQueue).exists()).toBe(false);
  });

  test('a delayed job is there and cannot be seen, for seven days at most', async () => {
    await queue.send([job('half')], 0.5 * 86_400);
    await queue.send([job('week')], 7 * 86_400);

    expect((await queue.depth()).jobs).toBe(2);
    expect(await received(jobQueue)).toEqual([]);
  });

  test('a delayed job has seven days from when it can be seen', async () => {
    const asked: string[] = [];
    const server = createServer((request, answer) => {
      asked.push(request.url ?? '');
      answer.writeHead(403).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;QueueEndpoint=http://127.0.0.1:${port}/a`;
    const sending = jobQueueOf({ by: 'connectionString', connectionString }).send([job('j')], 59.5);
    await expect(sending).rejects.toThrow('Could not write to the queue osm-jobs');
    server.closeAllConnections();
    server.close();

    expect(asked).toEqual([expect.stringContaining('?visibilitytimeout=60&messagettl=604860')]);
  });

  test('a delay in the past is none', async () => {
    await queue.send([job('late')], -20);

    expect(await received(jobQueue)).toHaveLength(1);
  });

  test.each([7 * 86_400 + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'a delay of %d s is refused',
    async (delay) => {
      await expect(queue.send([job('j')], delay)).rejects.toThrow('A job can wait seven days at most');
    },
  );
});

describe('the size of a message', () => {
  /** A job of so many bytes as JSON. */
  function ofBytes(bytes: number): CleanUpJob {
    const empty = Buffer.byteLength(JSON.stringify(job('')));
    return job('x'.repeat(bytes - empty));
  }

  test('48 KiB are taken', async () => {
    await queue.send([ofBytes(48 * 1024)]);

    expect((await received(jobQueue))[0]?.text).toHaveLength(48 * 1024);
  });

  test('one byte more is refused by name, and nothing of the list is sent', async () => {
    const sending = queue.send([job('small'), ofBytes(48 * 1024 + 1)]);

    await expect(sending).rejects.toThrow(TooBigError);
    await expect(sending).rejects.toThrow('(cleanUp) is too large for the queue: 49 KiB, of at most 48 KiB.');
    expect((await queue.depth()).jobs).toBe(0);
  });

  test('what is kept has the same limit', async () => {
    await expect(queue.keep('ä'.repeat(24 * 1024 + 1))).rejects.toThrow(TooBigError);
  });
});

describe('keeping', () => {
  test('stays as it was, without expiry', async () => {
    const message = '{"version":2,"do":"unheard of"} <&> \u0001';
    await queue.keep(message);

    const [kept] = await received(keptQueue);
    expect(kept?.text).toBe(message);
    expect(kept?.days).toBeGreaterThan(365 * 100);
  });
});

describe('the depth', () => {
  test('of queues that do not exist is nothing', async () => {
    expect(await queue.depth()).toEqual({ jobs: 0, poison: 0, kept: 0 });
  });

  test('of each queue is its own', async () => {
    await queue.send([job('1'), job('2'), job('3')]);
    await queue.keep('x');
    await client(poisonQueue).create();
    await client(poisonQueue).sendMessage('p');
    await client(poisonQueue).sendMessage('q');

    expect(await queue.depth()).toEqual({ jobs: 3, poison: 2, kept: 1 });
  });
});
