import { createHash } from 'node:crypto';
import type { Alert } from '../model/alert.ts';
import { fewOf } from '../model/few-of.ts';
import type { AlertJob } from '../model/job.ts';
import { parseClusterId, resourceKey, sameResource } from '../model/resource-id.ts';
import { type SettingName, type SettingValue, settingsTable } from '../settings/table.ts';
import { SettingMistake } from '../settings/values.ts';
import { clean } from './clean-text.ts';
import { parseAlert } from './parse-alert.ts';
import { clusterNamesOf, idsOf, scopeOf } from './resource-scope.ts';

/**
 * What the door answers. Every refusal is final: action groups try again on 408, 429, 503 and 504, and nothing that
 * is refused here gets better by that. Source: learn.microsoft.com/azure/azure-monitor/alerts/action-groups, webhook.
 */
export type ReceivedAlert =
  | { readonly is: 'accepted'; readonly job: AlertJob }
  | { readonly is: 'refused'; readonly status: 400 | 404 | 413 | 422; readonly says: string };

type Env = Readonly<Record<string, string | undefined>>;

/** Ids shown in an answer. */
const idsShown = 3;

/** Judges a request to the alert door by its form and the settings alone, and makes the job of it. Never throws. */
export function receiveAlert(body: string, env: Env, now: Date): ReceivedAlert {
  const parsed = parseAlert(body);
  if (parsed.is === 'refused') return parsed;
  const { alert } = parsed;
  const settings = readWatched(env);
  if (typeof settings === 'string') return { is: 'refused', status: 422, says: settings };
  if (!mayLeadToCluster(alert, settings)) return { is: 'refused', status: 404, says: unwatched(alert) };
  const job: AlertJob = {
    version: 1,
    id: alertJobId(alert.id, alert.condition),
    askedAt: now.toISOString(),
    by: { is: 'alert', rule: alert.rule },
    do: 'alert',
    alert,
  };
  return { is: 'accepted', job };
}

/** The id of the job that answers an alert: the same for each delivery of it, another one for its resolution. */
export function alertJobId(id: string, condition: Alert['condition']): string {
  const subject = JSON.stringify([resourceKey(id), condition]);
  return `alert-${createHash('sha256').update(subject).digest('hex').slice(0, 24)}`;
}

interface Watched {
  readonly aliases: SettingValue<'OSM_CLUSTERS'>;
  readonly subscriptions: SettingValue<'OSM_SUBSCRIPTIONS'>;
}

/** What is watched, or a sentence about the setting that is missing or wrong. */
function readWatched(env: Env): Watched | string {
  try {
    if (read(env, 'OSM_ALERT_CHANNEL') === undefined) {
      return 'osm-doctor answers no alerts: set OSM_ALERT_CHANNEL to the id of the channel for the answers.';
    }
    return { aliases: read(env, 'OSM_CLUSTERS'), subscriptions: read(env, 'OSM_SUBSCRIPTIONS') };
  } catch (error) {
    if (error instanceof SettingMistake) return error.message;
    throw error;
  }
}

function read<N extends SettingName>(env: Env, name: N): SettingValue<N> {
  try {
    return settingsTable[name].read(env[name]?.trim() || undefined) as SettingValue<N>;
  } catch (error) {
    if (!(error instanceof SettingMistake)) throw error;
    throw new SettingMistake(`${name} ${error.message}.`);
  }
}

/**
 * Whether something in the alert could lead to a cluster of the fleet. The door does not know the fleet: a managed
 * cluster must be named in OSM_CLUSTERS or stand in a subscription that is looked through; for other resources (nodes,
 * workspaces, monitor accounts) it is enough that they stand in a subscription with watched clusters.
 */
function mayLeadToCluster(alert: Alert, { aliases, subscriptions }: Watched): boolean {
  const lookedThrough = ({ subscription }: { subscription: string }) =>
    subscriptions === 'visible' || subscriptions.includes(subscription);
  const withAlias = ({ subscription }: { subscription: string }) =>
    aliases.some(({ resourceId }) => scopeOf(resourceId)?.subscription === subscription);
  const ids = idsOf(alert);
  const home = scopeOf(alert.id);
  if (ids.length === 0 && home !== undefined && clusterNamesOf(alert).length > 0) {
    return lookedThrough(home) || withAlias(home);
  }
  return ids.some((id) => {
    const scope = scopeOf(id);
    if (scope === undefined) return false;
    if (lookedThrough(scope)) return true;
    if (parseClusterId(id) === undefined) return withAlias(scope);
    return aliases.some(({ resourceId }) => sameResource(resourceId, id));
  });
}

function unwatched(alert: Alert): string {
  const ids = idsOf(alert).map((id) => clean(id, 200));
  const seen = fewOf(ids, idsShown);
  return `The alert names no cluster that osm-doctor watches. It names ${seen || 'no Azure resource'}. To have it answered, add the cluster to OSM_CLUSTERS or its subscription to OSM_SUBSCRIPTIONS.`;
}
