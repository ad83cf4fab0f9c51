import type { KubernetesObject } from './cluster.ts';
import { customColumns } from './custom-columns.ts';
import type { CustomVersion, ServedKind } from './kinds.ts';
import { isRecord, type JsonRecord, listAt, textAt, textsAt, valueAt } from './record.ts';

const customVerbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

function versionsOf(definition: KubernetesObject): JsonRecord[] {
  return listAt(definition, 'spec', 'versions').filter(isRecord);
}

/** The version that objects are stored in, or the first one if none is marked. */
export function storageVersionOf(definition: KubernetesObject): string {
  const versions = versionsOf(definition);
  return textAt(versions.find((version) => version['storage'] === true) ?? versions[0], 'name');
}

function customVersion(definition: KubernetesObject, version: JsonRecord): CustomVersion {
  const schema = valueAt(version, 'schema', 'openAPIV3Schema');
  const named = `${textAt(definition, 'spec', 'group')}/${textAt(version, 'name')} ${textAt(definition, 'spec', 'names', 'kind')}`;
  const said = textAt(version, 'deprecationWarning') || `${named} is deprecated`;
  return {
    schema: isRecord(schema) ? schema : undefined,
    deprecation: version['deprecated'] === true ? said : undefined,
    columns: customColumns(version),
  };
}

function servedVersion(definition: KubernetesObject, version: JsonRecord): ServedKind {
  const names = valueAt(definition, 'spec', 'names');
  const kind = textAt(names, 'kind');
  return {
    group: textAt(definition, 'spec', 'group'),
    version: textAt(version, 'name'),
    storageVersion: storageVersionOf(definition),
    resource: textAt(names, 'plural'),
    singular: textAt(names, 'singular') || kind.toLowerCase(),
    kind,
    listKind: textAt(names, 'listKind') || `${kind}List`,
    namespaced: textAt(definition, 'spec', 'scope') !== 'Cluster',
    verbs: customVerbs,
    shortNames: textsAt(names, 'shortNames'),
    categories: textsAt(names, 'categories'),
    statusSubresource: isRecord(valueAt(version, 'subresources', 'status')),
    counted: true,
    custom: customVersion(definition, version),
  };
}

/** Sorts `v1beta2` style versions as discovery prefers them: stable first, then beta, then alpha, newest first. */
function byVersionPriority(one: string, other: string): number {
  const weight = (version: string): [number, number, number] => {
    const found = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
    if (found === null) return [0, 0, 0];
    const stage = found[2] === undefined ? 3 : found[2] === 'beta' ? 2 : 1;
    return [stage, Number(found[1]), Number(found[3] ?? 0)];
  };
  const [a, b] = [weight(one), weight(other)];
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || one.localeCompare(other);
}

/** The kinds that a CustomResourceDefinition makes the server answer for: one for each served version. */
export function customKinds(definition: KubernetesObject): ServedKind[] {
  return versionsOf(definition)
    .filter((version) => version['served'] === true)
    .map((version) => servedVersion(definition, version))
    .sort((one, other) => byVersionPriority(one.version, other.version));
}
