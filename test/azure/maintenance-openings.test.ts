import type { MaintenanceConfiguration, MaintenanceWindow } from '@azure/arm-containerservice';
import { describe, expect, test } from '@jest/globals';
import { openingsOf } from '../../src/azure/maintenance-openings.ts';

/** A Sunday. */
const noon = new Date('2026-11-22T12:00:00Z');

const window = (
  schedule: MaintenanceWindow['schedule'],
  more: Partial<MaintenanceWindow> = {},
): MaintenanceConfiguration => ({
  maintenanceWindow: { schedule, durationHours: 4, startTime: '02:00', ...more },
});
const days = (texts: readonly string[]): string[] => texts.map((text) => text.replace(':00.000Z', ''));

const monday = { weekly: { intervalWeeks: 1, dayOfWeek: 'Monday' } } as const;

interface Case {
  readonly name: string;
  readonly of: MaintenanceConfiguration;
  readonly opens: readonly string[];
  readonly now?: string;
}

const cases: readonly Case[] = [
  {
    name: 'every Monday',
    of: window(monday),
    opens: ['2026-11-23T02:00', '2026-11-30T02:00', '2026-12-07T02:00', '2026-12-14T02:00'],
  },
  {
    name: 'east of Greenwich it opens the day before',
    of: window(monday, { utcOffset: '+05:30' }),
    opens: ['2026-11-22T20:30', '2026-11-29T20:30', '2026-12-06T20:30', '2026-12-13T20:30'],
  },
  {
    name: 'west of it in the evening, the day after',
    of: window(monday, { utcOffset: '-07:00', startTime: '22:15' }),
    opens: ['2026-11-24T05:15', '2026-12-01T05:15', '2026-12-08T05:15', '2026-12-15T05:15'],
  },
  {
    name: 'one that is open now comes first',
    of: window({ weekly: { intervalWeeks: 1, dayOfWeek: 'Sunday' } }, { startTime: '10:00' }),
    opens: ['2026-11-22T10:00', '2026-11-29T10:00', '2026-12-06T10:00', '2026-12-13T10:00'],
  },
  {
    name: 'one that opened yesterday and is open still',
    of: window(
      { weekly: { intervalWeeks: 1, dayOfWeek: 'Saturday' } },
      { startTime: '20:00', durationHours: 24 },
    ),
    opens: ['2026-11-21T20:00', '2026-11-28T20:00', '2026-12-05T20:00', '2026-12-12T20:00'],
  },
  {
    name: 'one that has just closed is over',
    of: window({ weekly: { intervalWeeks: 1, dayOfWeek: 'Sunday' } }, { startTime: '08:00' }),
    opens: ['2026-11-29T08:00', '2026-12-06T08:00', '2026-12-13T08:00', '2026-12-20T08:00'],
  },
  {
    name: 'every second Wednesday, counted from the start date',
    of: window(
      { weekly: { intervalWeeks: 2, dayOfWeek: 'Wednesday' } },
      { startDate: new Date('2026-11-09') },
    ),
    opens: ['2026-11-25T02:00', '2026-12-09T02:00', '2026-12-23T02:00', '2027-01-06T02:00'],
  },
  {
    name: 'every second week from nobody knows when',
    of: window({ weekly: { intervalWeeks: 2, dayOfWeek: 'Wednesday' } }),
    opens: [],
  },
  {
    name: 'every day',
    of: window({ daily: { intervalDays: 1 } }),
    opens: ['2026-11-23T02:00', '2026-11-24T02:00', '2026-11-25T02:00', '2026-11-26T02:00'],
  },
  {
    name: 'every third day',
    of: window({ daily: { intervalDays: 3 } }, { startDate: new Date('2026-11-20') }),
    opens: ['2026-11-23T02:00', '2026-11-26T02:00', '2026-11-29T02:00', '2026-12-02T02:00'],
  },
  {
    name: 'the 31st, of months that have one',
    of: window({ absoluteMonthly: { intervalMonths: 1, dayOfMonth: 31 } }),
    opens: ['2026-12-31T02:00', '2027-01-31T02:00', '2027-03-31T02:00', '2027-05-31T02:00'],
  },
  {
    name: 'the 15th of every third month',
    of: window(
      { absoluteMonthly: { intervalMonths: 3, dayOfMonth: 15 } },
      { startDate: new Date('2026-10-01') },
    ),
    opens: ['2027-01-15T02:00', '2027-04-15T02:00', '2027-07-15T02:00', '2027-10-15T02:00'],
  },
  {
    name: 'the first Monday of a month',
    of: window({ relativeMonthly: { intervalMonths: 1, weekIndex: 'First', dayOfWeek: 'Monday' } }),
    opens: ['2026-12-07T02:00', '2027-01-04T02:00', '2027-02-01T02:00', '2027-03-01T02:00'],
  },
  {
    name: 'the last Friday of a month',
    of: window({ relativeMonthly: { intervalMonths: 1, weekIndex: 'Last', dayOfWeek: 'Friday' } }),
    opens: ['2026-11-27T02:00', '2026-12-25T02:00', '2027-01-29T02:00', '2027-02-26T02:00'],
  },
  {
    name: 'not before it counts',
    of: window(monday, { startDate: new Date('2026-12-08') }),
    opens: ['2026-12-14T02:00', '2026-12-21T02:00', '2026-12-28T02:00', '2027-01-04T02:00'],
  },
  {
    name: 'not on days that are taken out; the last of them is not',
    of: window(monday, {
      notAllowedDates: [{ start: new Date('2026-11-23'), end: new Date('2026-12-07') }],
    }),
    opens: ['2026-12-07T02:00', '2026-12-14T02:00', '2026-12-21T02:00', '2026-12-28T02:00'],
  },
  {
    name: 'hours of the week, those in a row as one',
    of: {
      timeInWeek: [
        { day: 'Monday', hourSlots: [1, 2] },
        { day: 'Thursday', hourSlots: [5] },
      ],
    },
    opens: ['2026-11-23T01:00', '2026-11-26T05:00', '2026-11-30T01:00', '2026-12-03T05:00'],
  },
  {
    name: 'hours over midnight that are open now, with days on which nothing may happen',
    of: {
      timeInWeek: [
        { day: 'Saturday', hourSlots: [23] },
        { day: 'Sunday', hourSlots: [0] },
      ],
      notAllowedTime: [{ start: new Date('2026-11-28T00:00:00Z'), end: new Date('2026-11-30T00:00:00Z') }],
    },
    now: '2026-11-22T00:30:00Z',
    opens: ['2026-11-21T23:00', '2026-12-05T23:00'],
  },
  { name: 'all hours of the week: now', of: { timeInWeek: allWeek() }, opens: ['2026-11-22T12:00'] },
  { name: 'no schedule at all', of: {}, opens: [] },
  { name: 'an offset that is none', of: window(monday, { utcOffset: 'CET' }), opens: [] },
  { name: 'a time that is none', of: window(monday, { startTime: '2am' }), opens: [] },
  {
    name: 'a day that is none',
    of: window({ weekly: { intervalWeeks: 1, dayOfWeek: 'Mardi' } }),
    opens: [],
  },
  { name: 'an empty schedule', of: window({}), opens: [] },
];

function allWeek(): NonNullable<MaintenanceConfiguration['timeInWeek']> {
  const hourSlots = Array.from({ length: 24 }, (_, hour) => hour);
  const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  return names.map((day) => ({ day, hourSlots }));
}

describe('when planned maintenance opens', () => {
  test.each(cases)('$name', ({ of, opens, now }) => {
    expect(days(openingsOf(of, now === undefined ? noon : new Date(now)))).toEqual(opens);
  });
});
