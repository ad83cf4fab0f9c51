import type { ServedKind } from '../model/custom-resources.ts';
import { type Json, object, objects, text } from '../model/json.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { meshApiGroups } from '../osm/names.ts';
import { accept, type Client, getJson, type Meter, type Missed } from './client.ts';

/**
 * OSM's and SMI's kinds, and those of a few groups beside them, as the API server serves them now. One request where discovery is aggregated (from
 * Kubernetes 1.26); before that one more for each version of the groups that are there.
 */
export async function readServedKinds(client: Client, meter: Meter): Promise<Reading<ServedKind[]>> {
  const got = await getJson(client, { path: '/apis', accept: accept.discovery }, meter);
  if (got.is !== 'json') return { ok: false, problem: problemOf(got) };
  if (text(got.json['kind']) === 'APIGroupDiscoveryList') {
    return { ok: true, value: objects(got.json['items']).flatMap(kindsOfGroup) };
  }
  if (text(got.json['kind']) !== 'APIGroupList') return { ok: false, problem: noDiscovery };
  return readGroups(client, got.json, meter);
}

/** Groups of Kubernetes and its neighbours whose versions differ from release to release, or that may not be there. */
const otherGroups: readonly string[] = ['autoscaling', 'policy', 'gateway.networking.k8s.io'];

const isOurs = (group: string): boolean =>
  meshApiGroups.some((name) => name === group) || otherGroups.includes(group);

function kindsOfGroup(item: Json): ServedKind[] {
  const group = text(object(item['metadata'])['name']) ?? '';
  if (!isOurs(group)) return [];
  return objects(item['versions']).flatMap((entry) => {
    const version = text(entry['version']) ?? '';
    return objects(entry['resources']).map((resource) => ({
      group,
      version,
      resource: text(resource['resource']) ?? '',
    }));
  });
}

async function readGroups(client: Client, list: Json, meter: Meter): Promise<Reading<ServedKind[]>> {
  const versions = objects(list['groups'])
    .filter((group) => isOurs(text(group['name']) ?? ''))
    .flatMap((group) => objects(group['versions']))
    .map((version) => text(version['groupVersion']) ?? '');
  const parts = await Promise.all(versions.map((groupVersion) => readGroup(client, groupVersion, meter)));
  const failed = parts.find((part) => !part.ok);
  return failed ?? { ok: true, value: parts.flatMap((part) => (part.ok ? part.value : [])) };
}

async function readGroup(client: Client, groupVersion: string, meter: Meter): Promise<Reading<ServedKind[]>> {
  const got = await getJson(client, { path: `/apis/${groupVersion}` }, meter);
  if (got.is !== 'json') return { ok: false, problem: problemOf(got) };
  const [group = '', version = ''] = groupVersion.split('/');
  const names = objects(got.json['resources']).map((resource) => text(resource['name']) ?? '');
  return {
    ok: true,
    value: names.filter((name) => !name.includes('/')).map((resource) => ({ group, version, resource })),
  };
}

function problemOf(got: Missed): ReadProblem {
  if (got.is === 'problem') return got.problem;
  return noDiscovery;
}

const noDiscovery: ReadProblem = {
  reason: 'unreachable',
  detail: 'The API server does not answer discovery (/apis) as Kubernetes does.',
};

/** The best served version of a kind: v1 before v1beta1 before v1alpha2 before v1alpha1. */
export function bestVersion(
  kinds: readonly ServedKind[],
  group: string,
  resource: string,
): string | undefined {
  const versions = kinds
    .filter((kind) => kind.group === group && kind.resource === resource)
    .map(({ version }) => version);
  const [best] = versions.sort((a, b) => maturity(b) - maturity(a));
  return best;
}

/** Kubernetes' order of API versions: stable, beta, alpha; the higher number first. */
function maturity(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return -1;
  const stage = { alpha: 0, beta: 1 }[match[2] ?? ''] ?? 2;
  return stage * 1_000_000 + Number(match[1]) * 1_000 + Number(match[3] ?? 0);
}
