import { defineCheck } from '../../model/check.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { hasSidecar } from '../../osm/injection.ts';
import { describePods, lookAtManifest, restartWorkload } from '../../osm/mend-workloads.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { appContainers, meshedPods } from './meshed-pods.ts';
import { probePorts } from './probe-ports.ts';

export const tcpProbesReachApp = defineCheck({
  id: 'OSM5019',
  name: 'tcp-probes-reach-app',
  area: 'injection',
  severity: 'warning',
  title: 'Every tcpSocket probe asks the workload, not the sidecar',
  failTitle: 'tcpSocket probes ask the sidecar, not the workload',
  why: 'Up to 1.0 the injector leads tcpSocket probes to a port of Envoy, which takes every connection: the probe succeeds though the workload is dead, so it is neither restarted nor taken out of its Service.',
  remedy: 'Use httpGet or exec probes, or upgrade OSM: from 1.1 on osm-healthcheck asks the workload.',
  source: 'pkg/injector/health_probes.go, v0.11.1 and v1.0.0; openservicemesh/osm#4434',
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease: { version, injectsHostNetwork } }) {
    const fixed = compareVersions(version, { major: 1, minor: 1, patch: 0 }) >= 0;
    const fooled = meshedPods(pods, memberships, injectsHostNetwork).filter(
      (pod) => hasSidecar(pod) && typesOf(pod).length > 0,
    );
    return byWorkload(fooled).map((group) => ({
      what: fixed ? 'olderThanRelease' : 'alwaysGreen',
      on: group.workload,
      says: `${describePods(group)}: ${tell(group)} reaches envoy and always succeeds${fixed ? `; OSM ${showVersion(version)} no longer writes it so` : ''}.`,
      mend: [fixed ? restartWorkload(group.workload) : askAnotherWay(group)],
    }));
  },
});

function typesOf(pod: Pod): string[] {
  return appContainers(pod).flatMap(({ name, probes }) =>
    probes
      .filter(({ by, is, port }) => by === 'tcpSocket' && port === probePorts[is])
      .map(({ is }) => `the ${is} probe of ${name}`),
  );
}

function tell({ pods }: WorkloadPods): string {
  return [...new Set(pods.flatMap(typesOf))].join(', ');
}

function askAnotherWay({ workload }: WorkloadPods): RemedyIntent {
  return lookAtManifest(workload, 'make its tcpSocket probes httpGet or exec');
}
