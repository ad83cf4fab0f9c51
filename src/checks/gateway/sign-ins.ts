import type { Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { Egress } from '../../model/policies.ts';
import { fullNameOf, identityOf } from '../../osm/identities.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { numbersAt } from '../mesh-config/spec-values.ts';
import { byAddress, portsWith } from './egress-parts.ts';
import { exclusionsOf, rangeExclusions, textsAt } from './outside-addresses.ts';
import { lookAtPolicies } from './policies.ts';

/** The label by which Azure's workload identity finds its pods; they take their tokens from Microsoft Entra ID. */
const workloadIdentityLabel = 'azure.workload.identity/use';

const https = 443;

/**
 * Workloads that sign in at Microsoft Entra ID, whose addresses are public and change, while no Egress lets them out
 * on port 443. Where ranges go around the sidecar nobody can tell whether those are among them: no finding.
 */
export function signInsRefused(
  meshed: readonly Pod[],
  policies: readonly Egress[],
  meshConfig: MeshConfig,
): Problem[] {
  if (mayGoAround(meshConfig)) return [];
  const letOut = new Set(
    policies
      .filter((egress) => portsWith(egress, byAddress).includes(https))
      .flatMap(({ sources }) => sources.map(fullNameOf)),
  );
  const refused = meshed.filter(
    (pod) =>
      pod.metadata.labels[workloadIdentityLabel] === 'true' &&
      !letOut.has(identityOf(pod)) &&
      !isExcepted(pod),
  );
  return byWorkload(refused).map(signInRefused);
}

function mayGoAround(meshConfig: MeshConfig): boolean {
  const ranges = textsAt(meshConfig, rangeExclusions);
  return (
    ranges.some((range) => !range.endsWith('/32')) ||
    textsAt(meshConfig, 'spec.traffic.outboundIPRangeInclusionList').length > 0 ||
    numbersAt(meshConfig, 'spec.traffic.outboundPortExclusionList').includes(https)
  );
}

function isExcepted(pod: Pod): boolean {
  const { ranges, ports } = exclusionsOf(pod);
  const taken = pod.metadata.annotations['openservicemesh.io/outbound-ip-range-inclusion-list'] ?? '';
  return ranges.length > 0 || ports.includes(String(https)) || taken !== '';
}

function signInRefused(group: WorkloadPods): Problem {
  const { workload, pods } = group;
  const account = pods[0]?.serviceAccount ?? '';
  return {
    what: 'signInRefused',
    severity: 'error',
    on: workload,
    says: `${describePods(group)}: signs in by workload identity, but global egress is off and no Egress lets ServiceAccount ${account} out on port ${https}: it gets no token.`,
    mend: [
      lookAtPolicies(
        'Egress',
        { namespace: workload.namespace ?? '' },
        `See what Egress policies allow; write one for ServiceAccount ${account}: https on port ${https} to the host of Microsoft Entra ID, such as login.microsoftonline.com`,
      ),
    ],
  };
}
