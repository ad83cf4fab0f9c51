import type { Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { Egress } from '../../model/policies.ts';
import { fullNameOf, identityOf } from '../../osm/identities.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { listed } from '../../osm/policy-words.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { numbersAt } from '../mesh-config/spec-values.ts';
import { readRange } from './address-range.ts';
import { byAddress, portsWith } from './egress-parts.ts';
import { exclusionsOf, type OutsideAddress, rangeExclusions, textsAt } from './outside-addresses.ts';
import { lookAtPolicies } from './policies.ts';

/** The label by which Azure's workload identity finds its pods; they take their tokens from Microsoft Entra ID. */
const workloadIdentityLabel = 'azure.workload.identity/use';

const https = 443;

/** Ports of proxies for HTTP and SOCKS, by which clusters with closed egress often reach the world. */
const proxies: readonly number[] = [1080, 3128, 8080, 8081, 8118, 8443, 8888, 9400];

/**
 * Workloads that sign in at Microsoft Entra ID, whose addresses are public and change, while no Egress lets them out
 * on port 443 or to what may be a proxy. Where ranges go around the sidecar nobody can tell whether those are among
 * them: no finding.
 */
export function signInsRefused(
  meshed: readonly Pod[],
  policies: readonly Egress[],
  { meshConfig, notEntra }: Around,
): Problem[] {
  if (mayGoAround({ meshConfig, notEntra })) return [];
  const letOut = new Set(
    policies
      .filter((egress) => portsWith(egress, byAddress).includes(https) || leadsToProxy(egress))
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

interface Around {
  readonly meshConfig: MeshConfig;
  /** Addresses of which it is known that they are no sign-in and no proxy. */
  readonly notEntra: readonly OutsideAddress[];
}

function leadsToProxy(egress: Egress): boolean {
  return portsWith(egress, ['tcp', 'tcp-server-first']).some((port) => proxies.includes(port));
}

/** What is no range lets nobody around: osm-init fails by it (OSM4018). */
function isRange(text: string): boolean {
  return readRange(text) !== undefined;
}

function mayGoAround({ meshConfig, notEntra }: Around): boolean {
  const known = notEntra.map(({ address }) => `${address}/32`);
  const ports = numbersAt(meshConfig, 'spec.traffic.outboundPortExclusionList');
  return (
    textsAt(meshConfig, rangeExclusions).some((range) => isRange(range) && !known.includes(range)) ||
    textsAt(meshConfig, 'spec.traffic.outboundIPRangeInclusionList').length > 0 ||
    ports.some((port) => port === https || proxies.includes(port))
  );
}

function isExcepted(pod: Pod): boolean {
  const { ranges, ports } = exclusionsOf(pod);
  const taken = pod.metadata.annotations['openservicemesh.io/outbound-ip-range-inclusion-list'] ?? '';
  return (
    ranges.length > 0 || [https, ...proxies].some((port) => ports.includes(String(port))) || taken !== ''
  );
}

function signInRefused(group: WorkloadPods): Problem {
  const { workload, pods } = group;
  const accounts = listed(pods.map(({ serviceAccount }) => serviceAccount));
  return {
    what: 'signInRefused',
    severity: 'error',
    on: workload,
    says: `${describePods(group)}: signs in by workload identity, but global egress is off and no Egress lets ServiceAccount ${accounts} out on port ${https}: it gets no token.`,
    mend: [
      lookAtPolicies(
        'Egress',
        workload,
        `See what Egress policies allow; write one for ServiceAccount ${accounts}: https on port ${https} to the host of Microsoft Entra ID, such as login.microsoftonline.com`,
      ),
    ],
  };
}
