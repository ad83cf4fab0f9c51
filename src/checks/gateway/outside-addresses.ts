import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Pod, Service } from '../../model/kubernetes.ts';
import type { Egress } from '../../model/policies.ts';
import { numbersAt, valueAt } from '../mesh-config/spec-values.ts';
import { holds, isAddress } from './address-range.ts';
import { byAddress, portsWith } from './egress-parts.ts';

/** An address outside the mesh that workloads on AKS call, though nobody thinks of it as traffic. */
export interface OutsideAddress {
  readonly what: string;
  readonly address: string;
  readonly port: number;
}

/** Where Azure tells a machine who it is; pod identities come from there too. */
export const instanceMetadata: OutsideAddress = {
  what: 'the instance metadata service',
  address: '169.254.169.254',
  port: 80,
};

const azureDns: OutsideAddress = { what: 'Azure DNS', address: '168.63.129.16', port: 53 };

/** What the AKS documents name; of the API server, the address by which pods know it. */
export function outsideAddresses(services: readonly Service[]): OutsideAddress[] {
  const kubernetes = services.find(
    ({ metadata }) => metadata.namespace === 'default' && metadata.name === 'kubernetes',
  );
  const { clusterIp = 'None' } = kubernetes ?? {};
  const apiServer = { what: 'the API server', address: clusterIp, port: 443 };
  return [instanceMetadata, azureDns, ...(isAddress(clusterIp) ? [apiServer] : [])];
}

/** The texts of a list of MeshConfig; nothing else of it. */
export function textsAt(meshConfig: MeshConfig, path: string): string[] {
  const value = valueAt(meshConfig, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Ranges that go around the sidecar, for the whole mesh. */
export const rangeExclusions = 'spec.traffic.outboundIPRangeExclusionList';

/** Whether the sidecars of the whole mesh leave an address alone: by its range, by its port, or since others alone are taken. */
export function isLeftAlone({ address, port }: OutsideAddress, meshConfig: MeshConfig): boolean {
  const taken = textsAt(meshConfig, 'spec.traffic.outboundIPRangeInclusionList');
  return (
    textsAt(meshConfig, rangeExclusions).some((range) => holds(range, address)) ||
    numbersAt(meshConfig, 'spec.traffic.outboundPortExclusionList').includes(port) ||
    (taken.length > 0 && !taken.some((range) => holds(range, address)))
  );
}

/** The same for one pod: what its annotations exclude (`pkg/injector/iptables.go`, v0.11.1 to v1.2.4). */
export function isLeftAloneBy(pod: Pod, { address, port }: OutsideAddress): boolean {
  const { ranges, ports } = exclusionsOf(pod);
  return ranges.some((range) => holds(range, address)) || ports.includes(String(port));
}

/** Ranges and ports that the annotations of a pod take out of its sidecar's way, as they are written. */
export function exclusionsOf({ metadata }: Pod): { readonly ranges: string[]; readonly ports: string[] } {
  return {
    ranges: listIn(metadata.annotations['openservicemesh.io/outbound-ip-range-exclusion-list']),
    ports: listIn(metadata.annotations['openservicemesh.io/outbound-port-exclusion-list']),
  };
}

/** The items of an annotation that lists some; none where it is absent. */
export function listIn(annotation = ''): string[] {
  const items = annotation.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '');
}

/** Whether an Egress allows an address: as a host, by its range, or since it limits the port by nothing. */
export function allows(egress: Egress, { address, port }: OutsideAddress): boolean {
  const { hosts, ipAddresses } = egress;
  if (portsWith(egress, ['http']).includes(port) && hosts.includes(address)) return true;
  const named = portsWith(egress, ['https']).includes(port) && hosts.length === 0;
  const plain = portsWith(egress, byAddress.slice(1)).includes(port);
  return (named || plain) && (ipAddresses.length === 0 || ipAddresses.some((range) => holds(range, address)));
}
