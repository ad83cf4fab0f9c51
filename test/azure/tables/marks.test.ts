import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { StorageError } from '../../../src/azure/storage-error.ts';
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
/** Longer ago than `now`: nothing is stale. */
const long = 3_600_000;
/** Stale by `later`, not by `soon`. */
const minute = 60_000;
const at = (time: Date) => () => time;
const there = { channel: 'C0123456789', ts: '1700000000.000100' };

/** The claim, which must have been granted. */
function granted(claim: Claim): Extract<Claim, { is: 'mine' }> {
  if (claim.is !== 'mine') throw new Error('The claim was not granted.');
  return claim;
}

describe('a claim', () => {
  test('on a fresh key is granted and stands as pending', async () => {
    expect(await marks.read('fresh')).toBeUndefined();
    expect(await marks.claim('fresh', long, at(now))).toEqual({ is: 'mine', etag: expect.any(String) });
    expect(await marks.read('fresh')).toEqual({ is: 'pending', since: now.toISOString() });
  });

  test('is refused while another is young', async () => {
    await marks.claim('young', long, at(now));

    expect(await marks.claim('young', minute, at(soon))).toEqual({
      is: 'taken',
      mark: { is: 'pending', since: now.toISOString() },
    });
  });

  test('takes over a stale one, and says so', async () => {
    await marks.claim('stale', long, at(now));

    expect(await marks.claim('stale', minute, at(later))).toEqual({
      is: 'mine',
      after: { is: 'pending', since: now.toISOString() },
      etag: expect.any(String),
    });
    expect(await marks.read('stale')).toEqual({ is: 'pending', since: later.toISOString() });
  });

  test('never takes over what was posted, however old', async () => {
    await marks.claim('posted', long, at(now));
    await marks.record('posted', there, now);

    const claim = await marks.claim('posted', 0, at(later));

    expect(claim).toEqual({ is: 'taken', mark: { is: 'posted', at: there } });
    expect(await marks.read('posted')).toEqual({ is: 'posted', at: there });
  });
});

describe('of twenty at once exactly one gets it', () => {
  /** Twenty claims by twenty instances of the app; how many were granted. */
  async function grantedOfTwenty(key: string, leaseMs: number, clock: () => Date): Promise<number> {
    const claims = await Promise.all(
      upTo(20).map(() => {
        const another = tableStores(settingsFor(azurite.connectionString)).marks;
        return another.claim(key, leaseMs, clock);
      }),
    );
    return claims.filter(({ is }) => is === 'mine').length;
  }

  test.each(upTo(8))('fresh and stale, round %d', async (n) => {
    expect(await grantedOfTwenty(`crowd ${n}`, long, at(now))).toBe(1);
    expect(await grantedOfTwenty(`crowd ${n}`, minute, at(later))).toBe(1);
    await marks.record(`crowd ${n}`, there, later);
    expect(await grantedOfTwenty(`crowd ${n}`, 0, at(later))).toBe(0);
  });
});

describe('after a claim', () => {
  test('releasing it lets the next one in, as into a fresh key', async () => {
    const { etag } = granted(await marks.claim('released', long, at(now)));
    await marks.release('released', etag);

    expect(await marks.read('released')).toBeUndefined();
    expect(granted(await marks.claim('released', long, at(soon))).after).toBeUndefined();
  });

  test('releasing does not touch what another made of it', async () => {
    const { etag } = granted(await marks.claim('overtaken', long, at(now)));
    await marks.claim('overtaken', minute, at(later));
    await marks.release('overtaken', etag);

    expect(await marks.read('overtaken')).toEqual({ is: 'pending', since: later.toISOString() });
  });

  test('releasing twice is no error', async () => {
    const { etag } = granted(await marks.claim('twice', long, at(now)));
    await marks.release('twice', etag);

    await expect(marks.release('twice', etag)).resolves.toBeUndefined();
  });

  test.each<[string, (key: string) => Promise<unknown>]>([
    ['was taken over meanwhile', (key) => marks.claim(key, minute, at(later))],
    ['was recorded meanwhile', (key) => marks.record(key, { channel: 'C1', ts: '1' }, soon)],
    ['is gone', async (key) => marks.release(key, granted(await marks.claim(key, minute, at(later))).etag)],
  ])('recording succeeds when the mark %s', async (how, meanwhile) => {
    await marks.claim(how, long, at(now));
    await meanwhile(how);
    await marks.record(how, there, later);

    expect(await marks.read(how)).toEqual({ is: 'posted', at: there });
  });
});

describe('a claim that took more than five seconds to write', () => {
  /** A clock that is so many milliseconds further on each time it is looked at. */
  function slowClock(start: Date, stepMs: number): () => Date {
    let looks = 0;
    return () => new Date(start.getTime() + stepMs * looks++);
  }

  test('on a fresh key is given back', async () => {
    await expect(marks.claim('slow', minute, slowClock(now, 5_001))).rejects.toThrow(
      /^A mark in the table osmmarks took too long to claim/,
    );

    expect(await marks.read('slow')).toBeUndefined();
  });

  test('on a stale mark leaves that one: whoever began it may have posted', async () => {
    await marks.claim('slow again', long, at(now));

    await expect(marks.claim('slow again', minute, slowClock(later, 5_001))).rejects.toThrow(StorageError);

    expect(await marks.read('slow again')).toEqual({ is: 'pending', since: now.toISOString() });
    expect(granted(await marks.claim('slow again', minute, at(later))).after).toEqual({
      is: 'pending',
      since: now.toISOString(),
    });
  });

  test('but not one that took just five', async () => {
    expect((await marks.claim('in time', minute, slowClock(now, 5_000))).is).toBe('mine');
  });

  test('whose answer was lost: the time of its write counts, not that of the next look', async () => {
    const proxy = await losingProxy(azurite.connectionString);
    try {
      const behind = tableStores(settingsFor(proxy.connectionString)).marks;
      proxy.loseNext('POST');

      await expect(behind.claim('slow and lost', minute, slowClock(now, 5_001))).rejects.toThrow(
        StorageError,
      );
      expect(await marks.read('slow and lost')).toBeUndefined();
    } finally {
      await proxy.close();
    }
  });
});

test('what was posted is recorded although the account fails for longer than the SDK tries', async () => {
  const proxy = await losingProxy(azurite.connectionString);
  try {
    const behind = tableStores(settingsFor(proxy.connectionString)).marks;
    proxy.failNext(5);
    await behind.record('persistent', there, now);

    expect(await marks.read('persistent')).toEqual({ is: 'posted', at: there });
    expect(proxy.failuresLeft()).toBe(0);
  } finally {
    await proxy.close();
  }
});

describe('when an answer is lost and the SDK asks again', () => {
  test.each<['POST' | 'PUT', string]>([
    ['POST', 'a fresh key'],
    ['PUT', 'a stale mark'],
  ])('%s: the claim on %s knows itself', async (method, key) => {
    const proxy = await losingProxy(azurite.connectionString);
    try {
      const behind = tableStores(settingsFor(proxy.connectionString)).marks;
      if (method === 'PUT') await marks.claim(key, long, at(now));
      proxy.loseNext(method);
      const claim = granted(await behind.claim(key, minute, at(later)));

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
