import { Cron } from 'croner';
import { type Env, resolveNames } from './app-settings.ts';
import type { Invocation, Registered } from './functions-core.ts';
import { triggerOf } from './triggers.ts';

/**
 * NCRONTAB: six fields, all of which must fit, also day of month and day of week. In UTC, as the host on Linux is.
 * Throws when the schedule names a setting that is not set, or makes no sense.
 */
export function scheduleOf(fn: Registered, env: Env): Cron {
  const written = resolveNames(String(triggerOf(fn)['schedule']), env);
  return new Cron(written, { mode: '6-part', domAndDow: true, timezone: 'UTC' });
}

/** What the host hands to a timer's function. */
export function timerInvocation(fn: Registered, schedule: Cron, isPastDue: boolean): Invocation {
  const now = new Date();
  const info = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: now, LastUpdated: now, Next: schedule.nextRun(now) },
    IsPastDue: isPastDue,
  };
  return {
    inputData: [{ name: triggerOf(fn).name, data: { json: JSON.stringify(info) } }],
    triggerMetadata: {},
  };
}
