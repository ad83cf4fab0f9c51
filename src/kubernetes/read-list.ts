import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Json, number, object, text } from '../model/json.ts';
import type { RbacRule, Reading, ReadProblem } from '../model/snapshot.ts';
import {
  type Ask,
  accept,
  type Client,
  type Got,
  type Meter,
  type Missed,
  notJson,
  parseJson,
} from './client.ts';
import { partSharer } from './share-parts.ts';
import { guessParts, headOf, type SplitList, splitItems } from './split-items.ts';
import { listCutter } from './unread-lists.ts';

/** A list to read: where, what to keep of each item, and the right it needs. */
export interface ListAsk<T> {
  readonly path: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly metadataOnly?: true;
  readonly rule: RbacRule;
  /** Fields with lists of objects, however deep, that `shape` doesn't read: they are not parsed. */
  readonly unread?: readonly string[];
  shape(raw: Json): T;
}

/** Items a page: what kubectl asks for, too. */
const pageSize = 500;

/**
 * Reads a list page by page, keeping only the shape of each item. When a later page does not come, what came
 * before is `partial`. A continue token that expired (410) starts the list anew once, as Kubernetes prescribes.
 */
export async function readList<T extends object>(
  client: Client,
  ask: ListAsk<T>,
  meter: Meter,
): Promise<Reading<T[]>> {
  const first = await readPages(client, ask, meter);
  const { items, end } = first.end?.is === 'gone' ? await readPages(client, ask, meter) : first;
  if (end === undefined) return { ok: true, value: items };
  const problem = problemOf(end, ask);
  if (items.length === 0) return { ok: false, problem };
  return { ok: false, problem: asIncomplete(problem, items.length), partial: items };
}

/**
 * `end` is what ended the reading early, if anything did. The next page is asked for before this one is parsed, so
 * that the server works while we do.
 */
async function readPages<T extends object>(
  client: Client,
  ask: ListAsk<T>,
  meter: Meter,
): Promise<{ items: T[]; end?: Missed }> {
  const items: T[] = [];
  const keeping: Keeping<T> = { cut: listCutter(ask.unread), shape: ask.shape, share: partSharer() };
  const request = (token?: string): Promise<Got> => client.get(askFor(ask, token), meter);
  let coming: Promise<Got> | undefined = request();
  while (coming !== undefined) {
    const got: Got = await coming;
    if (got.is !== 'body') return { items, end: got };
    const early = tokenIn(headOf(got.body));
    coming = early === undefined ? undefined : request(early);
    // Parsing blocks: a request that was just made leaves only once the loop has turned.
    if (coming !== undefined) await nextTurn();
    const page = await parsePage(got.body, keeping);
    for (const item of page.items) items.push(item);
    if (page.problem !== undefined) return { items, end: { is: 'problem', problem: page.problem } };
    if (coming === undefined && page.token !== undefined) coming = request(page.token);
  }
  return { items };
}

/** The continue token, where the list's metadata stands before its items, as it does for built-in kinds. */
function tokenIn(head: string): string | undefined {
  const [before = ''] = head.split('"items":');
  return /"continue":"([^"\\]+)"/.exec(before)?.[1];
}

/** What is kept of a text; one for all pages of a list, so that they share what they say alike. */
interface Keeping<T> {
  cut(text: string): string;
  shape(raw: Json): T;
  share(item: T): T;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly token?: string;
  readonly problem?: ReadProblem;
}

/** Parts that are parsed before others have their turn. */
const atOnce = 4;

async function parsePage<T extends object>(body: Buffer, keeping: Keeping<T>): Promise<Page<T>> {
  const guessed = guessParts(body);
  const quick = guessed === undefined ? undefined : await parseItems(guessed, keeping);
  if (quick !== undefined && quick.problem !== notJson) return quick;
  const whole = body.toString();
  const split = splitItems(whole);
  if (split !== undefined) return parseItems(split, keeping);
  return { items: [], problem: parseJson(whole) === undefined ? notJson : noList };
}

async function parseItems<T extends object>(
  { parts, rest }: SplitList,
  { cut, shape, share }: Keeping<T>,
): Promise<Page<T>> {
  const json = parseJson(rest);
  if (json === undefined) return { items: [], problem: notJson };
  if (text(json['kind'])?.endsWith('List') !== true) return { items: [], problem: noList };
  const items: T[] = [];
  for (const [place, part] of parts.entries()) {
    const list = parseList(cut(part)) ?? parseList(part);
    if (list === undefined) return { items: [], problem: notJson };
    if (!list.every(hasName)) return { items: [], problem: noList };
    for (const raw of list) items.push(share(shape(raw)));
    if (place % atOnce === atOnce - 1) await nextTurn();
  }
  const metadata = object(json['metadata']);
  const token = text(metadata['continue']) ?? '';
  if (token !== '') return { items, token };
  return number(metadata['remainingItemCount'], 0) > 0 ? { items, problem: cutShort } : { items };
}

/** The objects of a part; undefined when it is not JSON. */
function parseList(part: string): Json[] | undefined {
  try {
    return JSON.parse(`[${part}]`);
  } catch {
    return undefined;
  }
}

function hasName(item: unknown): boolean {
  return text(object(object(item)['metadata'])['name']) !== undefined;
}

const cutShort: ReadProblem = {
  reason: 'incomplete',
  detail: 'The API server says that more items remain, but not how to read them.',
};

function askFor(ask: ListAsk<unknown>, token: string | undefined): Ask {
  const form = ask.metadataOnly === true ? accept.metadataList : accept.json;
  return { path: pathOf(ask, token), accept: form, rule: ask.rule };
}

function pathOf({ path, labelSelector, fieldSelector }: ListAsk<unknown>, token: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector);
  if (fieldSelector !== undefined) query.set('fieldSelector', fieldSelector);
  if (token !== undefined) query.set('continue', token);
  return `${path}?${query}`;
}

const noList: ReadProblem = {
  reason: 'unreachable',
  detail: 'The answer is no Kubernetes list: something else than an API server answers here.',
};

function problemOf(end: Missed, { path }: ListAsk<unknown>): ReadProblem {
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
