import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { depth, fixture, found } from './fixture.ts';

const bench = fixture();

describe('a message', () => {
  test('is handed over as an object when it is JSON, and is gone when its function succeeded', async () => {
    const { work, send, start } = bench();
    await send({ id: 'one' }, '"two"', 'no JSON');
    const host = await start();

    await host.waitFor(/Executed 'Functions.work' \(Succeeded/, { times: 3 });
    expect(found(host, /begin (.*)/).sort()).toEqual([
      'one attempt 1 as object',
      'undefined attempt 1 as string',
      'undefined attempt 1 as string',
    ]);
    await host.stop();
    expect(await depth(work)).toBe(0);
  });

  test('comes again when its function failed, counted', async () => {
    const { work, send, start } = bench();
    await send({ id: 'twice', fails: 2 });
    const host = await start();

    await host.waitFor(/done twice/);
    expect(found(host, /begin twice attempt (\d)/)).toEqual(['1', '2', '3']);
    await host.stop();
    expect(await depth(work)).toBe(0);
  });

  test('stays hidden for visibilityTimeout after a failure', async () => {
    const { work, send, start } = bench();
    await send({ id: 'later', fails: 1 });
    const host = await start({ visibilitySeconds: 30 });

    await host.waitFor(/Executed 'Functions.work' \(Failed/);
    await host.stop();
    const [next] = (await work.peekMessages()).peekedMessageItems;
    expect(next).toBeUndefined();
    expect(await depth(work)).toBe(1);
    expect(found(host, /begin later attempt (\d)/)).toEqual(['1']);
  });

  test('goes to the poison queue after maxDequeueCount, as it was, and its listener gets it', async () => {
    const { work, send, start } = bench();
    await send({ id: 'never', fails: 9 });
    const host = await start();

    await host.waitFor(/poisoned never attempt 1/);
    expect(found(host, /begin never attempt (\d)/)).toEqual(['1', '2', '3']);
    expect(found(host, /(Message has reached MaxDequeueCount of 3)/)).toHaveLength(1);
    expect(await depth(work)).toBe(0);
  });

  test('that is not base64 goes to the poison queue without its function being run', async () => {
    const { work, poison, start } = bench();
    await work.createIfNotExists();
    await work.sendMessage('not base64!');
    const host = await start();

    await host.waitFor(/Moving message to queue/);
    await host.stop();
    expect(await depth(poison)).toBe(1);
    expect(found(host, /(begin)/)).toEqual([]);
  });

  test('that fails in the poison queue stays there, hidden for the time of the lock', async () => {
    const { poison, send, start } = bench();
    await send({ id: 'cursed', fails: 9, failsAsPoison: true });
    const host = await start();

    await host.waitFor(/Executed 'Functions.poisoned' \(Failed/);
    await host.stop();
    expect((await poison.peekMessages()).peekedMessageItems).toEqual([]);
    expect(await depth(poison)).toBe(1);
  });
});

describe('a host', () => {
  test('works on batchSize messages at once, and no more, when newBatchThreshold is 0', async () => {
    const { send, start } = bench();
    await send(...Array.from({ length: 8 }, (_, index) => ({ id: `job-${index}`, ms: 200 })));
    const host = await start();

    await host.waitFor(/done job-/, { times: 8 });
    expect(Math.max(...found(host, /most (\d+)/).map(Number))).toBe(3);
  });

  test('that is killed loses nothing: the message comes again when the lock ends', async () => {
    const { work, send, start } = bench();
    await send({ id: 'orphan', ms: 60_000 });
    const first = await start({ lockSeconds: 4 });
    await first.waitFor(/begin orphan/);
    await first.kill();
    expect(await first.exited).toBeNull();

    expect((await work.peekMessages()).peekedMessageItems).toEqual([]);
    const second = await start({ lockSeconds: 2 });
    await second.waitFor(/begin orphan attempt 2/);
  });

  test('renews the lock of what takes long, so that no other host gets it', async () => {
    const { work, send, start } = bench();
    await send({ id: 'long', ms: 5_000 });
    const first = await start({ lockSeconds: 2 });
    await first.waitFor(/begin long/);
    const second = await start({ lockSeconds: 2 });

    await first.waitFor(/Executed 'Functions.work' \(Succeeded/);
    await first.stop();
    expect([...found(first, /(begin)/), ...found(second, /(begin)/)]).toHaveLength(1);
    expect(await depth(work)).toBe(0);
  });

  test('that has been idle still takes what comes', async () => {
    const { send, start } = bench();
    const host = await start();
    await delay(2_500);
    await send({ id: 'late' });

    await host.waitFor(/done late/);
  });

  test('lets what runs end when it is stopped', async () => {
    const { work, send, start } = bench();
    await send({ id: 'last', ms: 500 });
    const host = await start();
    await host.waitFor(/begin last/);

    await host.stop();
    expect(await host.exited).toBe(0);
    expect(found(host, /(done last)/)).toHaveLength(1);
    expect(await depth(work)).toBe(0);
  });

  test('is recycled when a function takes too long, and the message comes again elsewhere', async () => {
    const { send, start } = bench();
    await send({ id: 'stuck', ms: 60_000 });
    const host = await start({ timeoutSeconds: 1 });

    await host.waitFor(/Timeout value of 1000 ms exceeded by 'Functions.work'/);
    expect(await host.exited).toBe(3);
    const other = await start();
    await other.waitFor(/begin stuck attempt 2/);
  });

  test('goes on without a queue whose connection is not set', async () => {
    const { start } = bench();
    const host = await start({ env: { AzureWebJobsStorage: '' } });

    await host.waitFor(/The 'work' function is in error: .*AzureWebJobsStorage is not set/);
    expect((await fetch(`${host.url}/api/echo/a`)).status).toBe(201);
  });
});

describe('an output to a queue', () => {
  test('becomes one message an item of a list, and sets the listener off', async () => {
    const { send, start } = bench();
    await send();
    const host = await start();
    const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

    const post = (body: unknown) =>
      fetch(`${host.url}/api/spread?code=${host.key}`, { method: 'POST', body: JSON.stringify(body) });
    expect((await post(items)).status).toBe(202);
    expect((await post({ id: 'alone' })).status).toBe(202);
    expect((await post([])).status).toBe(202);
    await host.waitFor(/done /, { times: 4 });
    expect(found(host, /begin (\w+) attempt 1 as object/).sort()).toEqual(['a', 'alone', 'b', 'c']);
  });

  test('creates the queue where there is none', async () => {
    const { work, start } = bench();
    const host = await start({ polls: false });

    const init = { method: 'POST', body: '[{"id":"first"}]' };
    expect((await fetch(`${host.url}/api/spread?code=${host.key}`, init)).status).toBe(202);
    const [message] = (await work.receiveMessages()).receivedMessageItems;
    expect(Buffer.from(message?.messageText ?? '', 'base64').toString()).toBe('{"id":"first"}');
  });

  test('that cannot be written makes the function fail', async () => {
    const { start } = bench();
    const host = await start({ polls: false, env: { AzureWebJobsStorage: '' } });

    const init = { method: 'POST', body: '[{"id":"lost"}]' };
    expect((await fetch(`${host.url}/api/spread?code=${host.key}`, init)).status).toBe(500);
  });
});
