import type { ObjectRef } from '../model/remedy.ts';
import type { RbacRule, ReadProblem } from '../model/snapshot.ts';
import { clientOf, getJson } from './client.ts';
import type { Connection } from './connection.ts';
import { type Json, object } from './shapes/json.ts';

/** What the API server answered to a dry run. */
export type DryRun =
  | { readonly is: 'answered'; readonly spec: Json }
  | { readonly is: 'failed'; readonly problem: ReadProblem };

/** The right that a dry run needs: the real one, since Kubernetes has none for dry runs alone. */
const patchMeshConfigs: RbacRule = {
  apiGroups: ['config.openservicemesh.io'],
  resources: ['meshconfigs'],
  verbs: ['patch'],
};

/**
 * Asks the API server what a merge patch of a MeshConfig would store, without storing it (`dryRun=All`). Whether
 * that is what was meant is for the caller to compare: servers before 1.25 drop unknown fields without a word.
 */
export async function dryRunMeshConfig(
  connection: Connection,
  { apiVersion = '', namespace = '', name }: ObjectRef,
  patch: object,
  budgetMs: number,
): Promise<DryRun> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), budgetMs);
  const query = new URLSearchParams({ dryRun: 'All', fieldManager: 'osm-doctor', fieldValidation: 'Strict' });
  const place = `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/meshconfigs`;
  const ask = { path: `${place}/${encodeURIComponent(name)}?${query}`, patch, rule: patchMeshConfigs };
  try {
    const client = clientOf(connection, { signal: stop.signal, budgetMs });
    const got = await getJson(client, ask, { requests: 0, bytes: 0 });
    if (got.is === 'json') return { is: 'answered', spec: object(got.json['spec']) };
    return { is: 'failed', problem: got.is === 'problem' ? got.problem : gone };
  } finally {
    clearTimeout(timer);
  }
}

const gone: ReadProblem = { reason: 'unreachable', detail: 'The MeshConfig is gone meanwhile (404).' };
