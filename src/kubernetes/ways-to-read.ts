import type { Json } from '../model/json.ts';
import { rights } from '../model/rights.ts';
import type { InputName, Inputs, RbacRule, Reading, ReadProblem } from '../model/snapshot.ts';
import type { Client, Meter } from './client.ts';
import { bestVersion } from './discovery.ts';
import { type ListAsk, readList } from './read-list.ts';

/** What reading an input may use: the client, the namespace that was asked for, and inputs read before it. */
export interface ReadContext {
  readonly client: Client;
  readonly namespace?: string;
  read<K extends InputName>(name: K): Promise<Reading<Inputs[K]>>;
}

/** How an input is read. `apiServer` and `clock` come from one request and are read by `gather` itself. */
export type Read<K extends InputName> = (context: ReadContext, meter: Meter) => Promise<Reading<Inputs[K]>>;

/** A list of the whole cluster. */
export function list<K extends InputName, T extends object>(
  input: K,
  ask: Omit<ListAsk<T>, 'rule'>,
): ({ client }: ReadContext, meter: Meter) => Promise<Reading<T[]>> {
  return ({ client }, meter) => readList(client, { ...ask, rule: ruleTo('list', input) }, meter);
}

/** The rule of one request: the input's own with just the verb that is used. */
export function ruleTo(verb: string, input: InputName): RbacRule {
  const [rule] = rights[input];
  return { apiGroups: rule?.apiGroups ?? [], resources: rule?.resources ?? [], verbs: [verb] };
}

/** A list that a run of one namespace reads there alone. */
export function namespaced<K extends InputName, T extends object>(
  input: K,
  api: string,
  shape: (raw: Json) => T,
  more: Pick<ListAsk<T>, 'fieldSelector' | 'unread'> = {},
): (context: ReadContext, meter: Meter) => Promise<Reading<T[]>> {
  const [resource = ''] = rights[input][0]?.resources ?? [];
  return ({ client, namespace }, meter) => {
    const where = namespace === undefined ? api : `${api}/namespaces/${encodeURIComponent(namespace)}`;
    return readList(
      client,
      { path: `${where}/${resource}`, rule: ruleTo('list', input), shape, ...more },
      meter,
    );
  };
}

/**
 * A kind that not every API server serves, in the best version that discovery lists or in the one given; where
 * it is not served there is nothing to ask for.
 */
export function custom<T extends object>(
  input: InputName,
  shape: (raw: Json) => T,
  only?: string,
): (context: ReadContext, meter: Meter) => Promise<Reading<T[]>> {
  const rule = ruleTo('list', input);
  const [group = ''] = rule.apiGroups;
  const [resource = ''] = rule.resources;
  return async ({ client, read }, meter) => {
    const kinds = await read('servedKinds');
    if (!kinds.ok) return { ok: false, problem: kinds.problem };
    const choice = kinds.value.filter(({ version }) => only === undefined || version === only);
    const version = bestVersion(choice, group, resource);
    if (version === undefined) return { ok: false, problem: notInstalled(`${resource}.${group}`) };
    return readList(client, { path: `/apis/${group}/${version}/${resource}`, rule, shape }, meter);
  };
}

function notInstalled(kind: string): ReadProblem {
  return { reason: 'notInstalled', detail: `The kind ${kind} is not installed on this cluster.` };
}
