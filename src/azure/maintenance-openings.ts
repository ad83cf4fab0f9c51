import type { MaintenanceConfiguration, MaintenanceWindow } from '@azure/arm-containerservice';

/*
 * When planned maintenance opens. Source of the meanings: the REST reference of maintenanceConfigurations
 * (api-version 2026-06-01), models MaintenanceWindow, Schedule and TimeInWeek.
 */

/** How many openings are told. */
const told = 4;
/** How far ahead they are looked for: schedules count in months, at most six of them. */
const daysAhead = 400;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const weekDays: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** The next openings, RFC 3339, soonest first; one that is open now comes first. None where the schedule is not understood. */
export function openingsOf(configuration: MaintenanceConfiguration, now: Date): string[] {
  const { maintenanceWindow, timeInWeek = [], notAllowedTime = [] } = configuration;
  const openings =
    maintenanceWindow === undefined || maintenanceWindow === null
      ? openingsInWeek(timeInWeek, now)
      : openingsOfWindow(maintenanceWindow, now);
  const banned = notAllowedTime.map(({ start, end }) => [msOf(start), msOf(end)] as const);
  return [...openings]
    .filter((at) => !banned.some(([from, to]) => from <= at && at < to))
    .sort((a, b) => a - b)
    .slice(0, told)
    .map((at) => new Date(at).toISOString());
}

/** NaN, which no time is before or after, for a date that is missing. */
function msOf(date: Date | string | undefined): number {
  return date === undefined ? Number.NaN : new Date(date).getTime();
}

/**
 * Days are counted in the window's own offset: `localDay` is midnight there, written as if it were UTC. An offset
 * does not follow summer time.
 */
function openingsOfWindow(window: MaintenanceWindow, now: Date): number[] {
  const offset = offsetOf(window.utcOffset ?? '+00:00');
  const start = /^(\d\d):(\d\d)$/.exec(window.startTime);
  const isDay = start === null || offset === undefined ? undefined : dayRule(window);
  if (isDay === undefined || offset === undefined) return [];
  const startMs = Number(start?.[1]) * hourMs + Number(start?.[2]) * 60_000;
  const lengthMs = window.durationHours * hourMs;
  const firstDay = midnight(msOf(window.startDate));
  const banned = (window.notAllowedDates ?? []).map(({ start: from, end: to }) => [msOf(from), msOf(to)]);
  const today = midnight(now.getTime() + offset);
  const openings: number[] = [];
  // A day back, for a window that opened yesterday and is open still.
  for (let day = today - dayMs; day <= today + daysAhead * dayMs && openings.length < told; day += dayMs) {
    const at = day + startMs - offset;
    const isBanned = banned.some(([from = 0, to = 0]) => from <= day && day < to);
    const isBefore = day < firstDay;
    if (at + lengthMs > now.getTime() && !isBefore && !isBanned && isDay(day)) openings.push(at);
  }
  return openings;
}

function midnight(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/** Milliseconds of `+05:30`; undefined when it is none. */
function offsetOf(text: string): number | undefined {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(text);
  if (match === null) return undefined;
  const ms = Number(match[2]) * hourMs + Number(match[3]) * 60_000;
  return match[1] === '-' ? -ms : ms;
}

/**
 * Which days a schedule means; undefined for one that can't be told. Every second or third day, week or month is
 * counted from the start date: without one nobody but AKS knows from when.
 */
function dayRule({ schedule, startDate }: MaintenanceWindow): ((day: number) => boolean) | undefined {
  const { daily, weekly, absoluteMonthly, relativeMonthly } = schedule;
  const from = startDate === undefined ? undefined : midnight(msOf(startDate));
  if (daily) return everyDays(daily.intervalDays, from);
  if (weekly) {
    const weekDay = weekDays.indexOf(weekly.dayOfWeek);
    const first = from === undefined ? undefined : firstOn(weekDay, from);
    const rule = everyDays(weekly.intervalWeeks * 7, first, 7);
    return weekDay < 0 || rule === undefined ? undefined : (day) => weekDayOf(day) === weekDay && rule(day);
  }
  const monthly = absoluteMonthly ?? relativeMonthly;
  if (!monthly) return undefined;
  const inMonth = everyMonths(monthly.intervalMonths, from);
  const isDay = absoluteMonthly
    ? (day: number) => new Date(day).getUTCDate() === absoluteMonthly.dayOfMonth
    : relativeRule(relativeMonthly);
  return inMonth === undefined || isDay === undefined ? undefined : (day) => isDay(day) && inMonth(day);
}

/** Every so many days from a first one; `plain` days apart need none. */
function everyDays(
  interval: number,
  first: number | undefined,
  plain = 1,
): ((day: number) => boolean) | undefined {
  if (interval === plain) return () => true;
  if (first === undefined || !(interval > plain)) return undefined;
  return (day) => Math.round((day - first) / dayMs) % interval === 0;
}

function everyMonths(interval: number, from: number | undefined): ((day: number) => boolean) | undefined {
  if (interval === 1) return () => true;
  if (from === undefined || !(interval > 1)) return undefined;
  return (day) => (monthOf(day) - monthOf(from)) % interval === 0;
}

function monthOf(day: number): number {
  const date = new Date(day);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function weekDayOf(day: number): number {
  return new Date(day).getUTCDay();
}

function firstOn(weekDay: number, from: number): number {
  return from + ((weekDay - weekDayOf(from) + 7) % 7) * dayMs;
}

/** `First` to `Fourth` and `Last` such week day of a month. */
function relativeRule(
  relative: MaintenanceWindow['schedule']['relativeMonthly'],
): ((day: number) => boolean) | undefined {
  const { weekIndex = '', dayOfWeek = '' } = relative ?? {};
  const weekDay = weekDays.indexOf(dayOfWeek);
  const nth = ['First', 'Second', 'Third', 'Fourth'].indexOf(weekIndex);
  if (weekDay < 0 || (nth < 0 && weekIndex !== 'Last')) return undefined;
  return (day) => {
    if (weekDayOf(day) !== weekDay) return false;
    if (weekIndex === 'Last') return monthOf(day + 7 * dayMs) !== monthOf(day);
    return Math.floor((new Date(day).getUTCDate() - 1) / 7) === nth;
  };
}

/** Hours of a week in UTC, the form of the configuration `default`; hours in a row are one window. */
function openingsInWeek(slots: NonNullable<MaintenanceConfiguration['timeInWeek']>, now: Date): number[] {
  const hours = new Set(
    slots.flatMap(({ day = '', hourSlots = [] }) => {
      const weekDay = weekDays.indexOf(day);
      return weekDay < 0 ? [] : hourSlots.map((hour) => weekDay * 24 + hour);
    }),
  );
  if (hours.size === 168) return [Math.floor(now.getTime() / hourMs) * hourMs];
  const today = midnight(now.getTime());
  const sunday = today - weekDayOf(today) * dayMs;
  const at = (hour: number, week: number): number => sunday + week * 7 * dayMs + hour * hourMs;
  const opening = [...hours].filter((hour) => !hours.has((hour + 167) % 168));
  const lengthFrom = (hour: number): number => {
    let length = 1;
    while (hours.has((hour + length) % 168)) length += 1;
    return length;
  };
  return [-1, 0, 1].flatMap((week) =>
    opening
      .map((hour) => ({ from: at(hour, week), to: at(hour, week) + lengthFrom(hour) * hourMs }))
      .filter(({ to }) => to > now.getTime())
      .map(({ from }) => from),
  );
}
