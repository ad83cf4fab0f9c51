import type { Fleet } from '../model/fleet.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { type SettingName, settingsTable } from '../settings-table.ts';
import { toolVersion } from '../version.ts';
import type { Outside } from './outside.ts';

/** What the status page tells. A part that can't be told says why and hurts no other. */
export async function statusOf(env: NodeJS.ProcessEnv): Promise<object> {
  const head = { version: toolVersion, node: process.version, settings: settingsIn(env) };
  const mistakes = mistakesOf(env);
  if (mistakes.length > 0) return { ...head, mistakes };
  const { outsideOf } = await import('./outside.ts');
  const outside = await outsideOf(readSettings(env), env);
  const [clusters, lastDigest, queues] = await Promise.all([
    orWhyNot(() => clustersOf(outside)),
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

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}

async function clustersOf({ fleet }: Outside): Promise<object> {
  const { clusters, problems, listedAt }: Fleet = await fleet.list();
  return {
    listedAt,
    count: clusters.length,
    problems,
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
