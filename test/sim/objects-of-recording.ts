import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KubernetesObject, SimulatedCluster } from '../../sim/kubernetes/cluster.ts';
import { isRecord, listAt, textAt } from '../../sim/kubernetes/record.ts';
import { type Exchange, exchangesOf, type Recording } from './recording.ts';

function isObject(value: unknown): value is KubernetesObject {
  return isRecord(value) && textAt(value, 'metadata', 'name') !== '';
}

/** The items of a recorded list; built-in lists leave `kind` and `apiVersion` to the list. */
function itemsOf(list: unknown): KubernetesObject[] {
  const apiVersion = textAt(list, 'apiVersion');
  const kind = textAt(list, 'kind').replace(/List$/, '');
  return listAt(list, 'items')
    .filter(isRecord)
    .map((item) => ({ apiVersion, kind, ...item }))
    .filter(isObject);
}

function identityOf(object: KubernetesObject): string {
  return `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

const notStored = /^(APIGroup|APIResource|APIVersions|PartialObjectMetadata|Table|Status)/;

/** What the plain GETs of a recording show of the objects that the server held. */
function seen(exchanges: readonly Exchange[]): KubernetesObject[] {
  const bodies = exchanges
    .filter(({ request, response }) => request.method === 'GET' && response.status === 200)
    .map(({ response }) => response.body)
    .filter((body) => !notStored.test(textAt(body, 'kind')));
  return bodies.flatMap((body) => (isObject(body) ? [body] : itemsOf(body)));
}

/** The definitions as shipped, with the metadata that the server listed of them. */
function definitions(recording: Recording, exchanges: readonly Exchange[]): KubernetesObject[] {
  const folder = new URL(`../../sim/kubernetes/crds/${recording.release}/`, import.meta.url);
  const listed = exchanges
    .filter(({ note }) => note === 'crds, metadata only')
    .map(({ response }) => response.body);
  const metadata = new Map(
    listed.flatMap((body) => itemsOf(body)).map((item) => [item.metadata.name, item.metadata]),
  );
  return readdirSync(folder).map((file) => {
    // A real cluster reads YAML 1.1, where an unquoted `off` is false.
    const definition: KubernetesObject = parse(readFileSync(new URL(file, folder), 'utf8'), {
      version: '1.1',
    });
    return { ...definition, metadata: metadata.get(definition.metadata.name) ?? definition.metadata };
  });
}

/** Stand-ins for the two objects that were counted by the server but never shown. */
function notCaptured(exchanges: readonly Exchange[]): KubernetesObject[] {
  const pods = exchanges
    .flatMap(({ response }) => itemsOf(response.body))
    .filter((item) => item.kind === 'Pod');
  const injector = pods.find((pod) => pod.metadata.name.startsWith('osm-injector-'));
  const replicaSet = textAt(listAt(injector, 'metadata', 'ownerReferences')[0], 'name');
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'not-captured', namespace: 'outside' } },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: replicaSet, namespace: 'kube-system' } },
  ];
}

/** Rebuilds, from a recording alone, the cluster that it was made of. */
export function clusterOf(recording: Recording): SimulatedCluster {
  const exchanges = exchangesOf(recording);
  const all = [...notCaptured(exchanges), ...definitions(recording, exchanges), ...seen(exchanges)];
  const objects = [...new Map(all.map((object) => [identityOf(object), object])).values()];
  return {
    name: recording.file.replace('.json', ''),
    manners: recording.manners,
    takenAt: recording.takenAt,
    objects,
  };
}
