import { nameOf } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import { legible } from './legible.ts';

/**
 * Where a result stands. Its true place is an object of a cluster: the logical location. GitHub refuses a file in which
 * any result has no physical one (microsoft/PSRule and others met it), so there is one too: a path made of the object's
 * names, which is no file of any repository; `artifacts` of the run say so.
 */
export function placeOf(cluster: string, on?: ObjectRef): object {
  const uri = pathOf(cluster, on);
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
    logicalLocations: on === undefined ? [clusterPlace(cluster)] : objectPlaces(cluster, on),
  };
}

/** The path that stands for an object: `kubernetes/prod/checkout/Deployment/web`. */
export function pathOf(cluster: string, on?: ObjectRef): string {
  const names =
    on === undefined ? [] : [...(on.namespace === undefined ? [] : [on.namespace]), on.kind, on.name];
  return ['kubernetes', cluster, ...names].map(segment).join('/');
}

/** Dots alone would lead elsewhere, and nothing at all would be no segment. */
function segment(name: string): string {
  const written = encodeURIComponent(name.toWellFormed());
  return /^\.*$/.test(written) ? `_${written.replaceAll('.', '_')}` : written;
}

function clusterPlace(cluster: string): object {
  return { name: legible(cluster), fullyQualifiedName: legible(cluster), kind: 'cluster' };
}

function objectPlaces(cluster: string, on: ObjectRef): object[] {
  const { kind, namespace, name } = on;
  return [
    {
      name: legible(name),
      fullyQualifiedName: `${legible(cluster)}/${legible(nameOf(on))}`,
      kind: legible(kind),
    },
    ...(namespace === undefined
      ? []
      : [
          {
            name: legible(namespace),
            fullyQualifiedName: `${legible(cluster)}/Namespace ${legible(namespace)}`,
            kind: 'Namespace',
          },
        ]),
    clusterPlace(cluster),
  ];
}
