import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { Membership, Mesh } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { providerOf, usesRootCertificates } from '../../osm/certificate-provider.ts';
import { hasSidecar, isLive } from '../../osm/injection.ts';
import { describePods, restartWorkload } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { withMeshCa } from './mesh-ca.ts';

/** Clocks of nodes and of the API server may differ so much, and a CA is older than what it was written down by. */
const toleranceMs = 5 * 60_000;

export const sidecarsTrustCa = defineCheck({
  id: 'OSM3005',
  name: 'sidecars-trust-ca',
  area: 'certificates',
  severity: 'error',
  title: "All sidecars are younger than the mesh's CA",
  failTitle: "Sidecars are older than the mesh's CA",
  why: 'A sidecar is given the CA when its pod is made and keeps it. After the CA was replaced it refuses the controller and every newer sidecar, and they refuse it: no new routes, no new certificates, no traffic between them.',
  remedy:
    'Restart these workloads, all of them in one go: those restarted and those not yet cannot talk to each other, so plan an interruption. Restarting containers does not help, the pods must be new.',
  source:
    'pkg/injector/bootstrap.go and pkg/certificate/providers/tresor/ca.go, v1.1.0 to v1.2.4; openservicemesh/osm#4236, #4398',
  explainedBy: ['OSM2003'],
  reads: ['mesh', 'osmRelease', 'meshWebhooks', 'memberships', 'pods'],
  itemwise: ['pods'],
  run({ mesh, osmRelease, meshWebhooks, memberships, pods }, now): Verdict {
    return withMeshCa(osmRelease, meshWebhooks, (certificates) => {
      // Where there are several, one takes over from another, and sidecars of the older one are still trusted.
      const since = Math.min(...certificates.map(({ certificate }) => certificate.notBefore.getTime()));
      if (since > now.getTime() + toleranceMs) {
        return {
          unknown: "The mesh's CA is not valid yet (OSM3002), so its age tells nothing about sidecars.",
        };
      }
      const foreign = namespacesOfOthers(memberships);
      const old = pods.filter(
        (pod) =>
          isOlder(pod, since) && isLive(pod) && hasSidecar(pod) && !foreign.has(pod.metadata.namespace),
      );
      const renewer = renewedBy(mesh);
      if (old.length > 0 && renewer !== undefined) {
        return {
          unknown: `${old.length} pods with a sidecar are older than the mesh's CA, but ${renewer} may have renewed it under the same key, which they trust: compare the CA by its own means.`,
        };
      }
      return byWorkload(old).map((group) => toProblem(group, new Date(since), mesh));
    });
  },
});

/** Tresor makes a CA once and never renews it; others renew theirs, and whoever trusts the key trusts it still. */
function renewedBy(mesh: Mesh): string | undefined {
  if (usesRootCertificates(mesh, 'osm-controller')) return 'the provider of a MeshRootCertificate';
  const provider = providerOf(mesh, 'osm-controller');
  return provider === 'tresor' ? undefined : provider;
}

/** When the container started does not matter: it reads the Secret that was made with the pod. */
function isOlder({ metadata: { creationTimestamp } }: Pod, since: number): boolean {
  return creationTimestamp !== undefined && Date.parse(creationTimestamp) < since - toleranceMs;
}

/** Of a namespace that left the mesh the sidecars are still this mesh's; of one that another mesh has they are not. */
function namespacesOfOthers(memberships: readonly Membership[]): ReadonlySet<string | undefined> {
  return new Set(
    memberships
      .filter(({ monitored, monitoredBy }) => !monitored && monitoredBy !== undefined)
      .map(({ namespace }) => namespace.metadata.name),
  );
}

function toProblem(group: WorkloadPods, since: Date, { namespace }: Mesh): Problem {
  const made = since.toISOString().replace('.000', '');
  return {
    what: 'olderThanCa',
    on: group.workload,
    says: `${describePods(group)}: made before the mesh's CA, which is of ${made}, so the sidecar trusts another one.`,
    mend: [
      {
        do: 'look',
        does: 'See whether the CA was replaced: osm-ca-bundle is then as young',
        args: ['get', 'secret', 'osm-ca-bundle', '-n', namespace],
      },
      restartWorkload(group.workload, { cutsTraffic: true }),
    ],
  };
}
