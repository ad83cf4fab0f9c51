import { describe, expect, test } from '@jest/globals';
import { Cron } from 'croner';
import fc from 'fast-check';
import { readSchedule } from '../../src/settings/schedule.ts';
import { SettingMistake } from '../../src/settings/values.ts';

describe('a schedule', () => {
  test.each([
    '0 0 7 * * 1-5',
    '0 0 7 * * MON-fri',
    '*/15 0,30 9-17 * * *',
    '0 0 7 1-31/2 JAN,jul *',
    '0 0 7 29 2 *',
    '0 0 7 31 1,2 0',
    '0  0 07 * * sun',
  ])('may be %p', (text) => {
    expect(readSchedule(text)).toBe(text);
  });

  test.each([
    ['0 7 * * *', /must have six fields/],
    ['24:00:00', /must have six fields/],
    ['0 0 7 * * * 2026', /must have six fields/],
    ['@daily', /must have six fields/],
    ['0 0 24 * * *', /"24" for the hours: use \* or numbers from 0 to 23, with/],
    ['60 0 7 * * *', /for the seconds/],
    ['0 0 7 0 * *', /for the days of the month/],
    ['0 0 7 32 * *', /for the days of the month/],
    ['0 0 7 * 13 *', /for the months.*or names as in "jan feb"/],
    ['0 0 7 * * 7', /for the days of the week: use \* or numbers from 0 to 6/],
    // The host turns it round to Sunday to Friday, croner takes it for Friday to Sunday.
    ['0 0 7 * * fri-sun', /for the days of the week/],
    ['0 0 7 * * 5-1', /for the days of the week/],
    ['0 0 7 * January *', /for the months/],
    ['0 0 7 L * *', /for the days of the month/],
    ['0 0 7 1W * *', /for the days of the month/],
    ['0 0 7 ? * *', /for the days of the month/],
    ['0 0 7 * * 1#2', /for the days of the week/],
    ['0 0 7 * * 1,', /for the days of the week/],
    ['5/10 * * * * *', /for the seconds/],
    ['*/0 * * * * *', /for the seconds/],
    ['*-5 * * * * *', /for the seconds/],
    ['0\t0 7 * * 1 2', /"0\\t0" for the seconds/],
    ['0 0 7 31 2,4,6 *', /on days that no month has/],
    ['every morning at seven o clock', /"every" for the seconds/],
  ])('cannot be %p', (text, says) => {
    expect(() => readSchedule(text)).toThrow(SettingMistake);
    expect(() => readSchedule(text)).toThrow(says);
  });

  const part = (least: number, most: number, names: readonly string[]) => {
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: least, max: most }).map(String) },
      { weight: 2, arbitrary: fc.constantFrom(...names) },
      fc.constantFrom(String(least - 1), String(most + 1)),
    );
    const step = fc.oneof(
      { weight: 10, arbitrary: fc.constant('') },
      fc.integer({ min: 0, max: most + 2 }).map((n) => `/${n}`),
    );
    const range = fc.tuple(value, value).map(([from, to]) => `${from}-${to}`);
    const one = fc.tuple(fc.oneof(fc.constant('*'), value, range), step).map((both) => both.join(''));
    return fc.array(one, { minLength: 1, maxLength: 2 }).map((parts) => parts.join());
  };
  const schedule = fc
    .tuple(
      ...[part(0, 59, ['*']), part(0, 59, ['x']), part(0, 23, ['?'])],
      ...[part(1, 31, ['L']), part(1, 12, ['feb', 'DEC']), part(0, 6, ['sun', 'Fri'])],
    )
    .map((parts) => parts.join(' '));

  test('that is taken is one that the job of digests understands, and that is due some day', () => {
    let taken = 0;
    fc.assert(
      fc.property(schedule, (text) => {
        try {
          readSchedule(text);
        } catch {
          return;
        }
        taken += 1;
        const cron = new Cron(text, { mode: '6-part', domAndDow: true, timezone: 'UTC' });
        expect(cron.nextRun(new Date('2026-11-23T07:00:00Z'))).not.toBeNull();
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
