import { Cron } from 'croner';
import type { Job } from '../model/job.ts';

/** As the Functions host reads NCRONTAB: six fields, day of month and day of week must both fit, UTC. */
const asTheHostDoes = { mode: '6-part', domAndDow: true, timezone: 'UTC' } as const;

/** A timer may fire a moment early by another clock. */
const earlyMs = 5_000;

/**
 * What the digest timer enqueues: a round for the time that was due last, and the clean-up. A timer that fires twice
 * for one time, or late, gives jobs of the same ids.
 */
export function digestJobs(schedule: string, now: Date): Job[] {
  const due = new Cron(schedule, asTheHostDoes).previousRuns(1, new Date(now.getTime() + earlyMs))[0] ?? now;
  const dueAt = due.toISOString();
  const head = { version: 1, askedAt: now.toISOString(), by: { is: 'timer' } } as const;
  return [
    { ...head, do: 'openDigest', id: `open ${dueAt}`, dueAt },
    { ...head, do: 'cleanUp', id: `clean up ${dueAt}` },
  ];
}
