import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { startHost } from '../../sim/functions/host.ts';
import { fixture, found } from './fixture.ts';

const bench = fixture();

describe.each([
  ['handed over whole', 'false'],
  ['streamed, as an app may ask for', 'true'],
])('a request that is %s', (_name, STREAM) => {
  test('arrives with its bytes, its query and its route; the answer comes back as it was', async () => {
    const host = await bench().start({ polls: false, env: { STREAM } });
    const body = randomBytes(100_000);

    const answer = await fetch(`${host.url}/api/echo/a%20b?q=1%2B1`, { method: 'PUT', body });

    expect([answer.status, answer.headers.get('x-name'), answer.headers.get('x-query')]).toEqual([
      201,
      'a b',
      '1+1',
    ]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  });

  test('gets an empty 500 when the function throws; its words are for the log', async () => {
    const host = await bench().start({ polls: false, env: { STREAM } });

    const answer = await fetch(`${host.url}/api/throws`);

    expect([answer.status, await answer.text()]).toEqual([500, '']);
    await host.waitFor(/words for the log alone/);
  });
});

describe('a timer', () => {
  test('fires by hand, with the master key alone, and what it returns goes to the queue', async () => {
    const { send, start } = bench();
    await send();
    const host = await start();
    const fire = (key: string) =>
      fetch(`${host.url}/admin/functions/tick`, { method: 'POST', headers: { 'x-functions-key': key } });

    expect((await fire(host.key)).status).toBe(401);
    expect(found(host, /(tick past due)/)).toEqual([]);
    await host.fire('tick');
    await host.waitFor(/done tick-/, { times: 2 });
    expect(found(host, /tick past due (\w+)/)).toEqual(['false']);
  });

  test('fires by its schedule when that is asked for', async () => {
    const host = await bench().start({ polls: false, timers: true });

    await host.waitFor(/tick past due false/, { times: 2 });
  });

  test('is caught up at start when it is past due', async () => {
    const host = await bench().start({ polls: false, catchUp: true });

    await host.waitFor(/tick past due true/);
  });

  test('whose schedule is not set is in error, and the rest runs', async () => {
    const host = await bench().start({ polls: false, env: { TICK_SCHEDULE: '' } });

    await host.waitFor(/The 'tick' function is in error: .*'%TICK_SCHEDULE%' does not resolve to a value/);
    await expect(host.fire('tick')).rejects.toThrow();
    expect((await fetch(`${host.url}/api/echo/a`)).status).toBe(201);
  });

  test('is the only thing that is fired by hand here', async () => {
    const host = await bench().start({ polls: false });

    await expect(host.fire('work')).rejects.toThrow(/answered 400/);
    await expect(host.fire('unknown')).rejects.toThrow(/answered 404/);
  });
});

test('an app that cannot be loaded ends the host, with the reason', async () => {
  const app = new URL('.', import.meta.url).pathname;

  await expect(startHost({ app, env: {} })).rejects.toThrow(/host\.json/);
});
