import type { Json } from '../model/json.ts';
import type { RbacRule, ReadProblem } from '../model/snapshot.ts';
import { clientOf, getJson } from './client.ts';
import type { Connection } from './connection.ts';

/** A merge patch to try: where, what, and the right that it needs, which is the real one. */
export interface PatchToTry {
  /** Path of the object. */
  readonly path: string;
  readonly patch: object;
  readonly rule: RbacRule;
}

/** What the API server answered to a dry run: the object as it would store it, or why there is no answer. */
export type DryRun =
  | { readonly is: 'answered'; readonly object: Json }
  | { readonly is: 'failed'; readonly problem: ReadProblem };

/**
 * Asks the API server what a merge patch would store, without storing it (`dryRun=All`). Whether that is what was
 * meant is for the caller to compare: servers before 1.25 drop unknown fields without a word. Never throws.
 */
export async function dryRun(connection: Connection, asked: PatchToTry, budgetMs: number): Promise<DryRun> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), budgetMs);
  const query = new URLSearchParams({ dryRun: 'All', fieldManager: 'osm-doctor', fieldValidation: 'Strict' });
  const { path, patch, rule } = asked;
  try {
    const client = clientOf(connection, { signal: stop.signal, budgetMs });
    const got = await getJson(client, { path: `${path}?${query}`, patch, rule }, { requests: 0, bytes: 0 });
    if (got.is === 'json') return { is: 'answered', object: got.json };
    return { is: 'failed', problem: got.is === 'problem' ? got.problem : gone };
  } finally {
    clearTimeout(timer);
  }
}

const gone: ReadProblem = { reason: 'unreachable', detail: 'The object is gone meanwhile (404).' };
