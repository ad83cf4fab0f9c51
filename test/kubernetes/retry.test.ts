import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfter, retryDelay } from '../../src/kubernetes/retry.ts';

const status = (code: number, retryAfterSeconds?: number) => ({
  is: 'status' as const,
  status: code,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

describe('retryDelay', () => {
  test('never retries a 4xx other than 429', () => {
    const codes = fc.integer({ min: 400, max: 499 }).filter((code) => code !== 429);
    fc.assert(fc.property(codes, (code) => retryDelay(status(code), 0, 0.5) === undefined));
  });

  test('waits at least as long as Retry-After says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(429, 503),
        fc.nat(120),
        fc.nat(2),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (code, after, attempt, random) =>
          (retryDelay(status(code, after), attempt, random) ?? -1) >= after * 1_000,
      ),
    );
  });

  test('waits at most eight seconds where nobody said longer', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const delay = retryDelay(status(429), attempt, random) ?? 0;
        return delay >= 0 && delay <= 8_000;
      }),
    );
  });

  test.each([
    [status(500), 2, true],
    [status(500), 3, false],
    [{ is: 'noAnswer' as const, code: 'ECONNRESET' }, 2, true],
    [{ is: 'noAnswer' as const, code: 'ECONNRESET' }, 3, false],
    [{ is: 'noAnswer' as const, code: 'CERT_HAS_EXPIRED' }, 0, false],
    [{ is: 'noAnswer' as const, code: 'ENOTFOUND' }, 0, false],
  ])('%j at attempt %i: again is %s', (failure, attempt, again) => {
    expect(retryDelay(failure, attempt, 0.5) !== undefined).toBe(again);
  });
});

test.each([
  ['3', 3],
  ['0', 0],
  ['soon', undefined],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  [undefined, undefined],
])('Retry-After %j is %j', (header, seconds) => {
  expect(retryAfter(header)).toBe(seconds);
});
