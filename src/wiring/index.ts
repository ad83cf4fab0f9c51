import type { Log } from '../jobs/ports.ts';
import type { Job } from '../model/job.ts';
import { readSettings, settingMistakes } from '../settings/settings.ts';

/*
 * The one place that builds real ports from the environment. Nothing runs at import; what is heavy is imported when a
 * job needs it, so that the doors stay light.
 */

/** Does what a message of the queue asks for; throws when it is to be delivered again. Throws SettingsError. */
export async function runJob(message: unknown, attempt: number, log: Log): Promise<void> {
  const [jobs, { jobRun }] = await Promise.all([import('../jobs/run-job.ts'), import('./job-run.ts')]);
  await jobs.runJob(await jobRun(process.env, attempt, log), message);
}

/** Tells whoever asked that a message was tried for the last time. Throws SettingsError. */
export async function giveUpJob(message: unknown, log: Log): Promise<void> {
  const [jobs, { jobRun }] = await Promise.all([import('../jobs/give-up.ts'), import('./job-run.ts')]);
  await jobs.giveUpJob(await jobRun(process.env, 1, log), message);
}

/** The jobs that the digest timer sends. Throws SettingsError. */
export async function digestJobs(now: Date): Promise<readonly Job[]> {
  const { digestJobs: jobsDue } = await import('../jobs/due.ts');
  return jobsDue(readSettings(process.env).OSM_DIGEST_SCHEDULE, now);
}

/** What the status page tells: versions, settings by name, the fleet, the last digest, the queue. Never throws. */
export async function readStatus(): Promise<object> {
  const { statusOf } = await import('./status.ts');
  return statusOf(process.env);
}

/** Tells every mistake of the settings, one by one: what the app would else learn of only when somebody wants something. */
export function tellMistakes(tell: (says: string) => void): void {
  for (const mistake of settingMistakes(process.env)) tell(`Error in the settings: ${mistake}`);
}
