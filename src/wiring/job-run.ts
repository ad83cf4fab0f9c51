import type { FleetPort, JobOptions, JobRun, Log } from '../jobs/ports.ts';
import { plain } from '../present/plain-text.ts';
import type { Settings } from '../settings/settings.ts';
import { type Built, builtOf } from './built.ts';
import { mayAnswerIn, unmatchedChannels } from './cluster-channels.ts';

/** What a job is done with. Throws SettingsError. */
export async function jobRun(env: NodeJS.ProcessEnv, attempt: number, givenLog: Log): Promise<JobRun> {
  const built = await builtOf(env);
  const log = cleaned(givenLog);
  const ports = { ...built.outside, fleet: warningFleet(built, log), log };
  return { ports, options: optionsOf(built.settings), attempt };
}

function optionsOf(settings: Settings): JobOptions {
  const { OSM_DIGEST_CHANNEL: channel, OSM_ALERT_CHANNEL: alertChannel } = settings;
  return {
    budgetMs: settings.OSM_READ_BUDGET * 1_000,
    jobSeconds: settings.OSM_JOB_SECONDS,
    tiers: settings.OSM_TIERS,
    retentionDays: settings.OSM_RETENTION_DAYS,
    askWhom: settings.OSM_ASK_WHOM,
    mayAnswerIn: (to, cluster) => mayAnswerIn(settings, to, cluster),
    ...(alertChannel === undefined ? {} : { alertChannel }),
    ...(channel === undefined ? {} : { digest: { channel, minutes: settings.OSM_DIGEST_MINUTES } }),
  };
}

/** When the list was made of which the log was told last. */
let toldOf: string | undefined;

/** Tells the log, once for each list, of entries that should keep answers in a channel and keep none. */
function warningFleet({ settings, outside: { fleet } }: Built, log: Log): FleetPort {
  return {
    ...fleet,
    list: async (options) => {
      const listed = await fleet.list(options);
      const unmatched = unmatchedChannels(settings, listed);
      if (unmatched.length > 0 && toldOf !== listed.listedAt) {
        log.warn(
          `OSM_CLUSTER_CHANNELS restricts nothing by ${unmatched.join(', ')}: no cluster of the list of ${listed.listedAt} has such a name. If one is meant, it is answered about in every channel: correct the name.`,
        );
      }
      toldOf = listed.listedAt;
      return listed;
    },
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
