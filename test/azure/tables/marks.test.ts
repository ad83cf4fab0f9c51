import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { tableStores } from '../../../src/azure/tables/index.ts';
import type { Claim, Marks } from '../../../src/jobs/ports.ts';
import { losingProxy } from './losing-proxy.ts';
import { settingsFor, upTo } from './samples.ts';

let azurite: RunningAzurite;
let marks: Marks;
beforeAll(async () => {
  azurite = await startAzurite();
  marks = tableStores(settingsFor(azurite.connectionString)).marks;
});
afterAll(() => azurite.close());

const now = new Date('2026-11-23T07:00:00.000Z');
const soon = new Date('2026-11-23T07:00:10.000Z');
const later = new Date('2026-11-23T07:05:00.000Z');
const before = new Date('2026-11-23T06:55:00.000Z');
const there = { channel: 'C0123456789', ts: '1700000000.000100' };

/** The claim, which must have been granted. */
function granted(claim: Claim): Extract<Claim, { is: 'mine' }> {
  if (claim.is !== 'mine') throw new Error('The claim was not granted.');
  return claim;
}

describe('a claim', () => {
  test('on a fresh key is granted and stands as pending', async () => {
    expect(await marks.read('fresh')).toBeUndefined();
    expect(await marks.claim('fresh', now, before)).toEqual({ is: 'mine', etag: expect.any(String) });
    expect(await marks.read('fresh')).toEqual({ is: 'pending', since: now.toISOString() });
  });

  test('is refused while another is young', async () => {
    await marks.claim('young', now, before);

    expect(await marks.claim('young', soon, now)).toEqual({
      is: 'taken',
      mark: { is: 'pending', since: now.toISOString() },
    });
  });

  test('takes over a stale one, and says so', async () => {
    await marks.claim('stale', now, before);

    expect(await marks.claim('stale', later, soon)).toEqual({
      is: 'mine',
      after: { is: 'pending', since: now.toISOString() },
      etag: expect.any(String),
    });
    expect(await marks.read('stale')).toEqual({ is: 'pending', since: later.toISOString() });
  });

  test('never takes over what was posted, however old', async () => {
    await marks.claim('posted', now, before);
    await marks.record('posted', there, now);

    const claim = await marks.claim('posted', later, new Date('2030-01-01T00:00:00Z'));

    expect(claim).toEqual({ is: 'taken', mark: { is: 'posted', at: there } });
    expect(await marks.read('posted')).toEqual({ is: 'posted', at: there });
  });
});

describe('of twenty at once exactly one gets it', () => {
  /** Twenty claims by twenty instances of the app; how many were granted. */
  async function grantedOfTwenty(key: string, at: Date, staleBefore: Date): Promise<number> {
    const claims = await Promise.all(
      upTo(20).map(() => {
        const another = tableStores(settingsFor(azurite.connectionString)).marks;
        return another.claim(key, at, staleBefore);
      }),
    );
    return claims.filter(({ is }) => is === 'mine').length;
  }

  test.each(upTo(8))('fresh and stale, round %d', async (n) => {
    expect(await grantedOfTwenty(`crowd ${n}`, now, before)).toBe(1);
    expect(await grantedOfTwenty(`crowd ${n}`, later, soon)).toBe(1);
    await marks.record(`crowd ${n}`, there, later);
    expect(await grantedOfTwenty(`crowd ${n}`, later, new Date('2030-01-01T00:00:00Z'))).toBe(0);
  });
});

describe('after a claim', () => {
  test('releasing it lets the next one in, as into a fresh key', async () => {
    const { etag } = granted(await marks.claim('released', now, before));
    await marks.release('released', etag);

    expect(await marks.read('released')).toBeUndefined();
    expect(granted(await marks.claim('released', soon, before)).after).toBeUndefined();
  });

  test('releasing does not touch what another made of it', async () => {
    const { etag } = granted(await marks.claim('overtaken', now, before));
    await marks.claim('overtaken', later, soon);
    await marks.release('overtaken', etag);

    expect(await marks.read('overtaken')).toEqual({ is: 'pending', since: later.toISOString() });
  });

  test('releasing twice is no error', async () => {
    const { etag } = granted(await marks.claim('twice', now, before));
    await marks.release('twice', etag);

    await expect(marks.release('twice', etag)).resolves.toBeUndefined();
  });

  test.each<[string, (key: string) => Promise<unknown>]>([
    ['was taken over meanwhile', (key) => marks.claim(key, later, soon)],
    ['was recorded meanwhile', (key) => marks.record(key, { channel: 'C1', ts: '1' }, soon)],
    ['is gone', async (key) => marks.release(key, granted(await marks.claim(key, later, soon)).etag)],
  ])('recording succeeds when the mark %s', async (how, meanwhile) => {
    await marks.claim(how, now, before);
    await meanwhile(how);
    await marks.record(how, there, later);

    expect(await marks.read(how)).toEqual({ is: 'posted', at: there });
  });
});

describe('when an answer is lost and the SDK asks again', () => {
  test.each<['POST' | 'PUT', string]>([
    ['POST', 'a fresh key'],
    ['PUT', 'a stale mark'],
  ])('%s: the claim on %s knows itself', async (method, key) => {
    const proxy = await losingProxy(azurite.connectionString);
    try {
      const behind = tableStores(settingsFor(proxy.connectionString)).marks;
      if (method === 'PUT') await marks.claim(key, now, before);
      proxy.loseNext(method);
      const claim = granted(await behind.claim(key, later, soon));

      expect(claim.after?.is).toBe(method === 'PUT' ? 'pending' : undefined);
      await behind.release(key, claim.etag);
      expect(await marks.read(key)).toBeUndefined();
    } finally {
      await proxy.close();
    }
  });
});

test('hostile keys are kept apart', async () => {
  const keys = [
    'a/b',
    'a\\b',
    'a#b',
    'a?b',
    "a'b",
    'a%2Fb',
    'a\u0000b',
    'a\ud800b',
    'ä',
    'a b',
    'a+b',
    '',
    'x'.repeat(2_000),
  ];
  await Promise.all(keys.map((key, index) => marks.record(key, { channel: 'C1', ts: String(index) }, now)));

  const read = await Promise.all(keys.map((key) => marks.read(key)));
  expect(read.map((mark) => (mark?.is === 'posted' ? mark.at.ts : mark))).toEqual(
    keys.map((_, index) => `${index}`),
  );
});
