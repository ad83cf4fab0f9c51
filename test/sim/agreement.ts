import { isDeepStrictEqual } from 'node:util';
import { isRecord, listAt, textAt } from '../../sim/kubernetes/record.ts';
import type { Received } from './ask.ts';
import type { Exchange } from './recording.ts';

/** Fields that differ from run to run: who wrote when, and where in etcd's history an answer stands. */
const volatile = new Set(['managedFields', 'continue', 'serverAddressByClientCIDRs']);

/** A Strict refusal repeats the whole object as quoted JSON, volatile fields included: what is left of it is compared. */
function withStableObject(text: string): string {
  return text.replace(/(?<=Invalid value: )"\{.*\}"(?=: strict)/, (quoted) => {
    const object: unknown = JSON.parse(JSON.parse(quoted));
    return JSON.stringify(stable(object));
  });
}

function stable(value: unknown): unknown {
  if (typeof value === 'string') return withStableObject(value);
  if (Array.isArray(value)) return value.map(stable);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value)
    .filter(([field]) => !volatile.has(field))
    .sort();
  return Object.fromEntries(fields.map(([field, inner]) => [field, stable(inner)]));
}

function listVersion(body: unknown): unknown {
  if (!isRecord(body) || !/(List|Table)$/.test(textAt(body, 'kind')) || !isRecord(body['metadata']))
    return body;
  const { resourceVersion: _, ...metadata } = body['metadata'];
  return { ...body, metadata };
}

function byName(items: readonly unknown[], name: string): Map<string, unknown> {
  return new Map(items.map((item) => [textAt(item, ...name.split('.')), item]));
}

/** Cuts a recorded list down to what the simulator serves too, in the simulator's order. */
function served(recorded: unknown, simulated: unknown, field: string, name: string): unknown {
  if (!isRecord(recorded)) return recorded;
  const known = byName(listAt(recorded, field), name);
  const common = [...byName(listAt(simulated, field), name)].map(
    ([key, mine]) => [known.get(key), mine] as const,
  );
  const nested: Record<string, [string, string]> = {
    items: ['versions', 'version'],
    groups: ['versions', 'version'],
    versions: ['resources', 'resource'],
    resources: ['subresources', 'subresource'],
  };
  const inner = nested[field];
  const cut = common.map(([theirs, mine]) =>
    inner !== undefined && isRecord(mine) && inner[0] in mine ? served(theirs, mine, ...inner) : theirs,
  );
  return { ...recorded, [field]: cut };
}

const discoveryLists: Readonly<Record<string, [string, string]>> = {
  APIGroupList: ['groups', 'name'],
  APIResourceList: ['resources', 'name'],
  APIGroupDiscoveryList: ['items', 'metadata.name'],
};

function comparable(recorded: unknown, simulated: unknown): unknown {
  const list = discoveryLists[textAt(recorded, 'kind')];
  return stable(listVersion(list === undefined ? recorded : served(recorded, simulated, ...list)));
}

function firstDifference(one: unknown, other: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  const both = (isRecord(one) && isRecord(other)) || (Array.isArray(one) && Array.isArray(other));
  if (!both) return `${path}: recorded ${JSON.stringify(one)}, simulated ${JSON.stringify(other)}`;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const fields = [...new Set([...left.keys(), ...right.keys()])];
  return fields
    .map((field) => firstDifference(left.get(field), right.get(field), `${path}/${field}`))
    .find(Boolean);
}

function warnings(headers: Exchange['response']['headers'] | Received['headers']): string {
  return [headers['warning'] ?? []].flat().join(', ');
}

/** The first respect in which an answer differs from the recorded one; nothing where they agree. */
export function disagreement(recorded: Exchange['response'], simulated: Received): string | undefined {
  if (recorded.status !== simulated.status) {
    return `status: recorded ${recorded.status}, simulated ${simulated.status} ${JSON.stringify(simulated.body).slice(0, 300)}`;
  }
  const headers = ([recorded, simulated] as const).map((answer) => ({
    warning: warnings(answer.headers),
    type: answer.headers['content-type'],
  }));
  return (
    firstDifference(headers[0], headers[1], 'headers') ??
    firstDifference(comparable(recorded.body, simulated.body), stable(listVersion(simulated.body)), '')
  );
}
