import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Egress } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf, identityOf } from '../../osm/identities.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { judgeKey } from '../mesh-config/judge-key.ts';
import { meshConfigRef, setKey } from '../mesh-config/spec-values.ts';
import { isEgressPolicyOn } from './egress-parts.ts';
import {
  allows,
  instanceMetadata,
  isLeftAlone,
  isLeftAloneBy,
  type OutsideAddress,
  outsideAddresses,
  rangeExclusions,
  textsAt,
} from './outside-addresses.ts';
import { signInsRefused } from './sign-ins.ts';

/** The label by which AAD pod identity finds its pods: they take their tokens from the metadata address. */
const podIdentityLabel = 'aadpodidbinding';

export const azureAddressesReachable = defineCheck({
  id: 'OSM8008',
  name: 'azure-addresses-reachable',
  area: 'gateway',
  severity: 'warning',
  title: "Meshed pods reach Azure's own addresses",
  failTitle: "Meshed pods do not reach some of Azure's own addresses",
  why: 'With global egress off a sidecar refuses every address that no policy allows: the metadata service that gives identities, Azure DNS and the API server among them. Whoever calls them fails from one moment to the next.',
  remedy:
    'Put the addresses into outboundIPRangeExclusionList and restart the workloads that need them; or allow them by an Egress where only a few do.',
  source:
    'AKS documentation of the OSM add-on (limits), pkg/injector/iptables.go and pkg/catalog/egress.go, v0.11.1 to v1.2.4. TCP alone goes through the sidecar. That workload identity asks Microsoft Entra ID is from the documentation of Azure',
  accept:
    'Allow each address that is needed by an Egress, or exclude it in outboundIPRangeExclusionList: addresses that one of them covers are not named.',
  reads: ['egresses', 'memberships', 'mesh', 'meshConfig', 'pods', 'services'],
  run({ egresses, memberships, mesh, meshConfig, pods, services }) {
    const isAks = mesh.origin === 'aks';
    const policies = isEgressPolicyOn(meshConfig) ? watchedPolicies(egresses, memberships) : [];
    const meshed = podsWithSidecars(pods);
    const notEntra = outsideAddresses(services);
    const shut = notEntra.filter((address) => !isLeftAlone(address, meshConfig));
    if (!isAks) return { notApplicable: `The mesh ${mesh.name} is not the AKS add-on.` };
    return judgeKey(meshConfig, 'spec.traffic.enableEgress', 'boolean', (on = false) => {
      if (on || meshed.length === 0) return [];
      const needy = shut.includes(instanceMetadata) ? withoutIdentity(meshed, policies) : [];
      const notAllowed = shut.filter(
        (address) => !(address === instanceMetadata && needy.length > 0) && !policies.some(allowing(address)),
      );
      // Both commands write the same list, so that the second does not undo the first.
      const wanted = [...(needy.length === 0 ? [] : [instanceMetadata]), ...notAllowed];
      const mend = [exclude(wanted, meshConfig)];
      return [
        ...(needy.length === 0 ? [] : [identityRefused(needy, meshConfig, mend)]),
        ...signInsRefused(meshed, policies, { meshConfig, notEntra }),
        ...(notAllowed.length === 0 ? [] : [addressesRefused(notAllowed, meshConfig, mend)]),
      ];
    });
  },
});

function allowing(address: OutsideAddress): (egress: Egress) => boolean {
  return (egress) => allows(egress, address);
}

/** Pods of which it is known that they call the metadata address, and that nothing lets them. */
function withoutIdentity(meshed: readonly Pod[], policies: readonly Egress[]): Pod[] {
  const allowed = new Set(
    policies.filter(allowing(instanceMetadata)).flatMap(({ sources }) => sources.map(fullNameOf)),
  );
  return meshed.filter(
    (pod) =>
      (pod.metadata.labels[podIdentityLabel] ?? '') !== '' &&
      !allowed.has(identityOf(pod)) &&
      !isLeftAloneBy(pod, instanceMetadata),
  );
}

function identityRefused(
  pods: readonly Pod[],
  meshConfig: MeshConfig,
  mend: readonly RemedyIntent[],
): Problem {
  const workloads = byWorkload(pods).map(({ workload }) => nameOf(workload));
  return {
    what: 'identityRefused',
    severity: 'error',
    on: meshConfigRef(meshConfig),
    says: `Global egress is off, and nothing allows ${instanceMetadata.address}, from which ${listed(workloads)} (pods with the label ${podIdentityLabel}: ${pods.length}) take their identity: they get no token.`,
    mend,
  };
}

function addressesRefused(
  addresses: readonly OutsideAddress[],
  meshConfig: MeshConfig,
  mend: readonly RemedyIntent[],
): Problem {
  const words = addresses.map(({ what, address, port }) => `${what} (${address}, port ${port})`).join(', ');
  return {
    what: 'addressesRefused',
    on: meshConfigRef(meshConfig),
    says: `Global egress is off, and neither an exclusion nor an Egress allows ${words}: a meshed pod that calls there by TCP is refused. Which pods do can't be seen.`,
    mend,
  };
}

/** A merge patch replaces the list, so it holds what was there too. */
function exclude(addresses: readonly OutsideAddress[], meshConfig: MeshConfig): RemedyIntent {
  const ranges = addresses.map(({ address }) => `${address}/32`);
  const value = [...new Set([...textsAt(meshConfig, rangeExclusions), ...ranges])];
  const does = `Let ${listed(ranges)} go around the sidecars; running pods keep the old list until they restart`;
  return setKey(meshConfig, rangeExclusions, value, { does, takesEffect: 'newPods' });
}
