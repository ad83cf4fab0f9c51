import { settingMistakes } from '../settings/settings.ts';
import { type SettingName, settingsTable } from '../settings/table.ts';
import { toolVersion } from '../version.ts';
import type { Built } from './built.ts';
import { unmatchedChannels } from './cluster-channels.ts';
import type { Outside } from './outside.ts';

/** What the status page tells. A part that can't be told says why and hurts no other. */
export async function statusOf(env: NodeJS.ProcessEnv): Promise<object> {
  const head = { version: toolVersion, node: process.version, settings: settingsIn(env) };
  const mistakes = settingMistakes(env);
  if (mistakes.length > 0) return { ...head, mistakes };
  const { builtOf } = await import('./built.ts');
  const built = await builtOf(env);
  const { outside } = built;
  const [clusters, lastDigest, queues] = await Promise.all([
    orWhyNot(() => clustersOf(built)),
    orWhyNot(() => lastDigestOf(outside)),
    orWhyNot(() => outside.queue.depth()),
  ]);
  return { ...head, clusters, lastDigest, queues };
}

/** `set` or `not set`, never the value. */
function settingsIn(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = Object.keys(settingsTable) as SettingName[];
  return Object.fromEntries(names.map((name) => [name, env[name]?.trim() ? 'set' : 'not set']));
}

async function clustersOf({ settings, outside }: Built): Promise<object> {
  const fleet = await outside.fleet.list();
  const { clusters, problems, listedAt } = fleet;
  const unmatched = unmatchedChannels(settings, fleet);
  return {
    listedAt,
    count: clusters.length,
    problems,
    ...(unmatched.length === 0 ? {} : { channelsForNoCluster: unmatched }),
    names: clusters.slice(0, 100).map(({ name }) => name),
  };
}

async function lastDigestOf({ rounds, marks }: Outside): Promise<object> {
  const round = await rounds.last();
  if (round === undefined) return { none: 'No digest was opened yet.' };
  const [filed, mark] = await Promise.all([rounds.filed(round.id), marks.read(`digest ${round.id}`)]);
  const { id, openedAt, deadline, clusters } = round;
  return {
    due: id,
    openedAt,
    deadline,
    clusters: clusters.length,
    filed: filed.size,
    posted: mark?.is === 'posted',
  };
}

async function orWhyNot(tell: () => Promise<object>): Promise<object> {
  try {
    return await tell();
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'It could not be told.' };
  }
}
