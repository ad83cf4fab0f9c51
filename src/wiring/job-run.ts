import type { JobOptions, JobRun, Log } from '../jobs/ports.ts';
import { plain } from '../present/plain-text.ts';
import { readSettings, type Settings } from '../settings.ts';
import { mayAnswerIn } from './cluster-channels.ts';
import { type Outside, outsideOf } from './outside.ts';

interface Built {
  readonly outside: Outside;
  readonly options: JobOptions;
}

/** Built once for the life of the process: its connections and tokens are kept from job to job. */
let built: Promise<Built> | undefined;

/** What a job is done with. Throws SettingsError. */
export async function jobRun(env: NodeJS.ProcessEnv, attempt: number, log: Log): Promise<JobRun> {
  built ??= build(env);
  try {
    const { outside, options } = await built;
    return { ports: { ...outside, log: cleaned(log) }, options, attempt };
  } catch (error) {
    built = undefined;
    throw error;
  }
}

async function build(env: NodeJS.ProcessEnv): Promise<Built> {
  const settings = readSettings(env);
  return { outside: await outsideOf(settings, env), options: optionsOf(settings) };
}

function optionsOf(settings: Settings): JobOptions {
  const { OSM_DIGEST_CHANNEL: channel, OSM_ALERT_CHANNEL: alertChannel } = settings;
  return {
    budgetMs: settings.OSM_READ_BUDGET * 1_000,
    jobSeconds: settings.OSM_JOB_SECONDS,
    retentionDays: settings.OSM_RETENTION_DAYS,
    mayAnswerIn: (to, cluster) => mayAnswerIn(settings, to, cluster),
    ...(alertChannel === undefined ? {} : { alertChannel }),
    ...(channel === undefined ? {} : { digest: { channel, minutes: settings.OSM_DIGEST_MINUTES } }),
  };
}

/** Names from clusters, alerts and people stand in log lines: they must not forge lines of their own. */
function cleaned(log: Log): Log {
  return {
    info: (says) => log.info(plain(says)),
    warn: (says) => log.warn(plain(says)),
    error: (says) => log.error(plain(says)),
  };
}
