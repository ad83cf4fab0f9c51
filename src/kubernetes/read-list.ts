import type { RbacRule, Reading, ReadProblem } from '../model/snapshot.ts';
import { accept, type Client, type Got, type Meter } from './client.ts';
import { type Json, object, objects, text } from './shapes/json.ts';

/** A list to read: where, what to keep of each item, and the right it needs. */
export interface ListAsk<T> {
  readonly path: string;
  readonly labelSelector?: string;
  readonly metadataOnly?: true;
  readonly rule: RbacRule;
  shape(raw: Json): T;
}

/** Items a page: what kubectl asks for, too. */
const pageSize = 500;

/**
 * Reads a list page by page, keeping only the shape of each item. When a later page does not come, what came
 * before is `partial`. A continue token that expired (410) starts the list anew once, as Kubernetes prescribes.
 */
export async function readList<T>(client: Client, ask: ListAsk<T>, meter: Meter): Promise<Reading<T[]>> {
  const first = await readPages(client, ask, meter);
  const { items, end } = first.end?.is === 'gone' ? await readPages(client, ask, meter) : first;
  if (end === undefined) return { ok: true, value: items };
  const problem = problemOf(end, ask);
  if (items.length === 0) return { ok: false, problem };
  return { ok: false, problem: asIncomplete(problem, items.length), partial: items };
}

/** `end` is what ended the reading early, if anything did. */
async function readPages<T>(
  client: Client,
  ask: ListAsk<T>,
  meter: Meter,
): Promise<{ items: T[]; end?: Exclude<Got, { is: 'json' }> }> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const got = await client.get(
      {
        path: pathOf(ask, token),
        accept: ask.metadataOnly === true ? accept.metadataList : accept.json,
        rule: ask.rule,
      },
      meter,
    );
    if (got.is !== 'json') return { items, end: got };
    if (!Array.isArray(got.json['items'])) return { items, end: { is: 'problem', problem: noList } };
    for (const item of objects(got.json['items'])) items.push(ask.shape(item));
    token = text(object(got.json['metadata'])['continue']);
  } while (token !== undefined && token !== '');
  return { items };
}

function pathOf({ path, labelSelector }: ListAsk<unknown>, token: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector);
  if (token !== undefined) query.set('continue', token);
  return `${path}?${query}`;
}

const noList: ReadProblem = {
  reason: 'unreachable',
  detail: 'The answer is no Kubernetes list: something else than an API server answers here.',
};

function problemOf(end: Exclude<Got, { is: 'json' }>, { path }: ListAsk<unknown>): ReadProblem {
  if (end.is === 'problem') return end.problem;
  const detail =
    end.is === 'gone'
      ? 'The list changed faster than its pages could be read (410, twice).'
      : `The API server does not serve ${path} (404).`;
  return { reason: end.is === 'gone' ? 'incomplete' : 'unreachable', detail };
}

/** Running out of time keeps its own reason; everything else is a list that was cut. */
function asIncomplete(problem: ReadProblem, came: number): ReadProblem {
  const detail = `Only the first ${came} came. ${problem.detail}`;
  return { ...problem, reason: problem.reason === 'timedOut' ? 'timedOut' : 'incomplete', detail };
}
