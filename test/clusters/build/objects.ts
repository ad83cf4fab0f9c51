import { createHash } from 'node:crypto';
import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';

/** Text that is the same in every run and looks random. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A uid that is always the same for the same object. */
export function uidOf(kind: string, namespace: string | undefined, name: string): string {
  const hex = hashOf(`${kind}/${namespace ?? ''}/${name}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** When an object is made that nobody dates: long before the clusters are looked at. */
export const longAgo = '2024-03-04T08:00:00Z';

/** A part of an object's metadata beyond its name; `created` is the creationTimestamp. */
export interface Marks {
  readonly created?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly [field: string]: unknown;
}

/** An object with the identity that an API server would have given it; `fields` are spec, status and the like. */
export function objectOf(
  apiVersion: string,
  kind: string,
  [namespace, name]: readonly [namespace: string | undefined, name: string],
  fields: object = {},
  { created = longAgo, ...marks }: Marks = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: uidOf(kind, namespace, name),
      creationTimestamp: created,
      ...marks,
    },
    ...fields,
  };
}

/** As a managing owner stands in `ownerReferences`. */
export function ownedBy({ apiVersion, kind, metadata: { name, uid } }: KubernetesObject): object[] {
  return [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }];
}

/** A Namespace; `injection` as annotation, `monitoredBy` as label. */
export function namespaceNamed(
  name: string,
  { monitoredBy, injection, labels = {}, annotations = {}, ...rest }: NamespaceMarks = {},
): KubernetesObject {
  const { phase = 'Active', ...marks } = rest;
  return objectOf(
    'v1',
    'Namespace',
    [undefined, name],
    { spec: { finalizers: ['kubernetes'] }, status: { phase } },
    {
      ...marks,
      labels: {
        'kubernetes.io/metadata.name': name,
        ...(monitoredBy === undefined ? {} : { 'openservicemesh.io/monitored-by': monitoredBy }),
        ...labels,
      },
      annotations: {
        ...(injection === undefined ? {} : { 'openservicemesh.io/sidecar-injection': injection }),
        ...annotations,
      },
    },
  );
}

/** What marks a Namespace. */
export interface NamespaceMarks extends Marks {
  readonly monitoredBy?: string;
  readonly injection?: string;
  readonly phase?: 'Active' | 'Terminating';
}

/** A namespace of the mesh `osm` whose new pods get sidecars. */
export function meshed(name: string, marks: NamespaceMarks = {}): KubernetesObject {
  return namespaceNamed(name, { monitoredBy: 'osm', injection: 'enabled', ...marks });
}

/** A FailedCreate event, as a controller that cannot make a pod leaves it behind. */
export function failedCreate(
  on: KubernetesObject,
  message: string,
  { count = 17, last = '2026-11-22T11:58:00Z' } = {},
): KubernetesObject {
  const { apiVersion, kind, metadata } = on;
  const { namespace, name, uid } = metadata;
  const type = { type: 'Warning', reason: 'FailedCreate', message, count, lastTimestamp: last };
  return objectOf(
    'v1',
    'Event',
    [namespace, `${name}.${hashOf(name).slice(0, 16)}`],
    { involvedObject: { apiVersion, kind, namespace, name, uid }, ...type, firstTimestamp: last },
    { created: last },
  );
}
