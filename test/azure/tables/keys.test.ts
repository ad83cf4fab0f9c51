import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeKey, encodeKey, latestFirstKey, timeKey } from '../../../src/azure/tables/keys.ts';

/** Any UTF-16, also broken, with a liking for what tables and addresses dislike. */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '/',
      '\\',
      '#',
      '?',
      '%',
      "'",
      '=',
      '=h',
      '=002F',
      '%2F',
      ' ',
      '+',
      '\0',
      '\u007f',
      '\ud800',
    ),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 60,
});

describe('keys', () => {
  test('hold only plain characters, 400 at most', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary', minLength: 300, maxLength: 900 })), (text) => {
        expect(encodeKey(text)).toMatch(/^[\w.:~@=-]{1,400}$/);
      }),
    );
  });

  test('decode to what was encoded', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(decodeKey(encodeKey(text))).toBe(text);
      }),
    );
  });

  test('differ for different texts', () => {
    const alike = fc.oneof(
      nasty,
      fc.string({ unit: fc.constantFrom('/', '=', 'h', '0', '2', 'F'), maxLength: 8 }),
    );
    fc.assert(
      fc.property(alike, alike, (one, other) => {
        expect(encodeKey(one) === encodeKey(other)).toBe(one === other);
      }),
    );
  });

  test.each<[string, string, string]>([
    ['an ARM id', '/subscriptions/1', '=002Fsubscriptions=002F1'],
    ['a time', '2026-11-23T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['nothing', '', '='],
    ['what looks encoded', '=002F', '=003D002F'],
  ])('%s', (_name, text, key) => {
    expect(encodeKey(text)).toBe(key);
  });

  test('too long ones are hashed, differ, and do not decode', () => {
    const [one, other] = [encodeKey('x'.repeat(401)), encodeKey('x'.repeat(402))];

    expect(one).toMatch(/^=h[0-9a-f]{64}$/);
    expect(one).not.toBe(other);
    expect(decodeKey(one)).toBeUndefined();
    expect(encodeKey('x'.repeat(400))).toBe('x'.repeat(400));
  });
});

describe('keys of times', () => {
  const time = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  test('sort as time does, and the other way round', () => {
    fc.assert(
      fc.property(time, time, (one, other) => {
        const sooner = one.getTime() < other.getTime();
        expect(timeKey(one) < timeKey(other)).toBe(sooner);
        expect(latestFirstKey(other) < latestFirstKey(one)).toBe(sooner);
      }),
    );
  });

  test('are the same for the same moment in any zone', () => {
    expect(timeKey('2026-11-23T08:00:00+01:00')).toBe(timeKey('2026-11-23T07:00:00Z'));
  });

  test('no time, no key', () => {
    expect(() => timeKey('tomorrow')).toThrow(RangeError);
  });
});
