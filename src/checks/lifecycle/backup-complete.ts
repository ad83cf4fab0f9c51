import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Namespace, ObjectMeta } from '../../model/kubernetes.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { crdRef } from '../../osm/crds.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { clusterRef } from './cluster-ref.ts';
import { backupOf, meshObjectKinds, objectsOf } from './mesh-objects.ts';

const ofKinds = [
  'meshConfigs',
  'meshRootCertificates',
  'trafficTargets',
  'httpRouteGroups',
  'tcpRoutes',
  'trafficSplits',
  'egresses',
  'ingressBackends',
  'retries',
  'upstreamTrafficSettings',
] as const;

export const backupComplete = defineCheck({
  id: 'OSM9009',
  name: 'backup-complete',
  area: 'lifecycle',
  severity: 'error',
  title: 'The backup holds every object of the mesh',
  failTitle: 'The backup lacks objects of the mesh',
  why: 'The last step of the move deletes the CRDs, and with them every object of theirs. The migration guide saves four kinds of SMI; MeshConfig, the kinds of OSM and the marks on namespaces are left out.',
  remedy:
    'Make the backup with the one command that a finding gives, write what it prints to a file, and have it checked: osm-doctor check --backup FILE. Only that each object is in it is looked at, not what it says.',
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-istio-migration-guidance, 2026-05; cmd/osm-bootstrap/crds, v0.11.1 to v1.2.4',
  reads: ['backup', 'namespaces', 'servedKinds', 'run', ...ofKinds],
  itemwise: ['namespaces', ...ofKinds],
  ifInstalled: ofKinds,
  run(seen) {
    const { backup, namespaces, servedKinds, run } = seen;
    const saved = new Set(backup.flatMap(keysOf));
    const crds = servedKinds.map(({ resource, group }) => `${resource}.${group}`);
    const whole: RemedyIntent = {
      do: 'look',
      does: 'Make a complete backup: write what this prints to a file',
      args: backupOf(crds),
    };
    const lacks = (kind: string, group: string, objects: readonly WithMetadata[]): ObjectMeta[] =>
      objects
        .map(({ metadata }) => metadata)
        .filter(({ deletionTimestamp }) => deletionTimestamp === undefined)
        .filter(({ namespace = '', name }) => !saved.has(keyOf({ kind, namespace, name }, group)));
    const ofMesh = meshObjectKinds.flatMap((kind) => {
      const group = kind.crd.slice(kind.crd.indexOf('.') + 1);
      return problemOf(kind.kind, lacks(kind.kind, group, objectsOf(kind, seen)), crdRef(kind.crd), whole);
    });
    const monitored = lacks('Namespace', '', namespaces.filter(isMonitored));
    return [...ofMesh, ...problemOf('Namespace', monitored, clusterRef(run), whole)];
  },
});

interface WithMetadata {
  readonly metadata: ObjectMeta;
}

function isMonitored({ metadata }: Namespace): boolean {
  return monitoredByLabel in metadata.labels;
}

function keyOf({ kind, namespace = '', name }: ObjectRef, group: string): string {
  return [group, kind, namespace, name].join('/');
}

/** Other programs have kinds of the same names; a backup that tells no group is taken at its word. */
function keysOf(ref: ObjectRef): string[] {
  const { apiVersion } = ref;
  if (apiVersion !== undefined) {
    return [keyOf(ref, apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '')];
  }
  return [keyOf(ref, ''), ...meshObjectKinds.map(({ crd }) => keyOf(ref, crd.slice(crd.indexOf('.') + 1)))];
}

function problemOf(
  kind: string,
  missing: readonly ObjectMeta[],
  on: ObjectRef,
  whole: RemedyIntent,
): Problem[] {
  if (missing.length === 0) return [];
  const names = missing.map(({ namespace, name }) =>
    namespace === undefined ? name : `${namespace}/${name}`,
  );
  const count = missing.length;
  const one = kind === 'Namespace' ? '1 monitored namespace' : `1 ${kind}`;
  const many =
    kind === 'Namespace' ? `${count} monitored namespaces` : `${count} objects of the kind ${kind}`;
  const says = `The backup lacks ${count === 1 ? one : many}: ${fewOf(names, 10)}.`;
  return [{ what: kind === 'Namespace' ? 'namespacesMissing' : 'missing', on, says, mend: [whole] }];
}
