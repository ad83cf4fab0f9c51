import { createHash } from 'node:crypto';
import type { Manners } from './cluster.ts';
import { groupVersion, type ServedKind } from './kinds.ts';

/** Tells clients whether two resources are stored alike. Source: k8s.io/apiserver pkg/endpoints/discovery/storageversionhash.go. */
function storageVersionHash(kind: ServedKind): string {
  const stored = `${kind.group}/${kind.storageVersion}/${kind.kind}`;
  return createHash('sha256').update(stored).digest().subarray(0, 8).toString('base64');
}

const statusVerbs = ['get', 'patch', 'update'];

function some<Value>(field: string, values: readonly Value[]): Record<string, readonly Value[]> {
  return values.length === 0 ? {} : { [field]: values };
}

function resourceEntries(kind: ServedKind, manners: Manners): object[] {
  const { resource: name, namespaced, verbs } = kind;
  const singularName = manners === '1.31' || kind.custom !== undefined ? kind.singular : '';
  const lists = { ...some('shortNames', kind.shortNames), ...some('categories', kind.categories) };
  const stored = verbs.includes('get') ? { storageVersionHash: storageVersionHash(kind) } : {};
  const entry = { name, singularName, namespaced, kind: kind.kind, verbs, ...lists, ...stored };
  const status = {
    name: `${name}/status`,
    singularName: '',
    namespaced,
    kind: kind.kind,
    verbs: statusVerbs,
  };
  return kind.statusSubresource ? [entry, status] : [entry];
}

/** The resources of one version of a group: `/api/v1`, `/apis/apps/v1`. */
export function resourceList(kinds: readonly ServedKind[], gv: string, manners: Manners): object {
  const resources = kinds.flatMap((kind) => resourceEntries(kind, manners));
  // The core group is older than the field.
  const apiVersion = gv === 'v1' ? {} : { apiVersion: 'v1' };
  return { kind: 'APIResourceList', ...apiVersion, groupVersion: gv, resources };
}

/** The versions of a group, the preferred one first. */
function groupEntry(group: string, kinds: readonly ServedKind[]): object {
  const names = [...new Set(kinds.filter((kind) => kind.group === group).map((kind) => kind.version))];
  const versions = names.map((version) => ({ groupVersion: groupVersion(group, version), version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

/** The groups that are served, the core group apart. */
export function groupsOf(kinds: readonly ServedKind[]): string[] {
  return [...new Set(kinds.map((kind) => kind.group))].filter((group) => group !== '');
}

/** `/apis`. */
export function groupList(kinds: readonly ServedKind[]): object {
  const groups = groupsOf(kinds).map((group) => groupEntry(group, kinds));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** `/apis/GROUP`. */
export function oneGroup(group: string, kinds: readonly ServedKind[]): object {
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group, kinds) };
}

/** `/api`. */
export function coreVersions(address: string): object {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }];
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs };
}
