import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { hasSidecar, isLive } from '../../osm/injection.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.sidecar.maxDataPlaneConnections';

export const roomForSidecars = defineCheck({
  id: 'OSM4013',
  name: 'room-for-sidecars',
  area: 'mesh-config',
  severity: 'error',
  title: 'The controllers have room for one more sidecar',
  failTitle: 'The controllers have no room for one more sidecar',
  why: 'A sidecar that the controllers turn away gets no configuration: its pod serves and calls nothing, and new pods wait without end. In a rolling restart new pods come before old ones go.',
  remedy:
    'Set spec.sidecar.maxDataPlaneConnections to 0, which is no limit, or so high that it leaves room on every replica: sidecars do not spread evenly. It is a whole number, not a text.',
  source: 'pkg/envoy/ads/stream.go and pkg/configurator/methods.go, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['mesh', 'osmRelease', 'meshConfig', 'memberships', 'pods'],
  itemwise: ['pods'],
  run({ mesh, osmRelease: { version }, meshConfig, memberships, pods }) {
    return judgeKey(meshConfig, path, 'integer', (limit = 0) => {
      if (limit < 0) {
        if (compareVersions(version, { major: 1, minor: 2, patch: 0 }) >= 0) return [];
        const says = `maxDataPlaneConnections is ${limit}: OSM ${showVersion(version)} takes that as a limit that is always reached and refuses every sidecar.`;
        return [noRoom('refusesAll', says, meshConfig, 'critical')];
      }
      if (limit === 0) return [];
      const replicas = mesh.components['osm-controller']?.replicas ?? 0;
      if (replicas === 0) {
        return {
          notApplicable: 'There is no replica of osm-controller that sidecars could connect to (OSM1002).',
        };
      }
      const sidecars = pods.filter((pod) => isOfMesh(pod, memberships)).length;
      const room = limit * replicas;
      if (sidecars < room) return [];
      const beyond =
        sidecars > room ? `${sidecars - room} of them go without configuration` : 'one more gets none';
      const says = `${sidecars} pods have a sidecar, and maxDataPlaneConnections ${limit} times ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} of osm-controller has room for ${room}: ${beyond}.`;
      return [noRoom(sidecars > room ? 'tooMany' : 'full', says, meshConfig)];
    });
  },
});

/** All pods with a sidecar, but for those in namespaces of another mesh, whose controllers they ask. */
function isOfMesh(pod: Pod, memberships: readonly Membership[]): boolean {
  if (!isLive(pod) || !hasSidecar(pod)) return false;
  const home = memberships.find(({ namespace }) => namespace.metadata.name === pod.metadata.namespace);
  return home?.monitoredBy === undefined || home.monitored;
}

function noRoom(
  what: string,
  says: string,
  meshConfig: MeshConfig,
  severity: 'error' | 'critical' = 'error',
): Problem {
  const mend = [
    mendKey(meshConfig, path, 0, { does: 'Lift the limit; sidecars that were refused try again' }),
  ];
  return { what, on: meshConfigRef(meshConfig), severity, says, mend };
}
