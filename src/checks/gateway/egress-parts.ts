import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Egress } from '../../model/policies.ts';
import { shown } from '../../osm/policy-words.ts';
import { valueAt } from '../mesh-config/spec-values.ts';
import { readRange } from './address-range.ts';

/** The protocols of an Egress port, as the listener compares them: in lower case (`pkg/envoy/lds/egress.go`, v0.11.1 to v1.2.4). */
type EgressProtocol = 'http' | 'https' | 'tcp' | 'tcp-server-first';

/** All of them. */
export const egressProtocols: readonly string[] = ['http', 'https', 'tcp', 'tcp-server-first'];

/** The protocols that are passed on as they are, chosen by address. */
export const byAddress: readonly EgressProtocol[] = ['https', 'tcp', 'tcp-server-first'];

/** Ports of the given protocols; those that OSM leaves out for their spelling are not among them. */
export function portsWith({ ports }: Egress, protocols: readonly EgressProtocol[]): number[] {
  return ports
    .filter(({ protocol }) => protocols.some((known) => known === protocol))
    .map(({ number }) => number);
}

/** What OSM takes a match for: a group of routes, an UpstreamTrafficSetting (from 1.1 on), or nothing that it knows. */
export function matchIs(
  { apiGroup, kind }: Egress['matches'][number],
  hasSettings: boolean,
): 'routes' | 'setting' | 'unknown' {
  if (apiGroup === 'specs.smi-spec.io/v1alpha4' && kind === 'HTTPRouteGroup') return 'routes';
  const isSetting = apiGroup === 'policy.openservicemesh.io/v1alpha1' && kind === 'UpstreamTrafficSetting';
  return hasSettings && isSetting ? 'setting' : 'unknown';
}

/** A match in words: `HTTPRouteGroup all of specs.smi-spec.io/v1alpha3`. */
export function matchInWords({ apiGroup = '', kind, name }: Egress['matches'][number]): string {
  return `${shown(kind)} ${shown(name)} of ${shown(apiGroup)}`;
}

/** The ranges that OSM can't read and leaves out (E2002). */
export function unreadableRanges({ ipAddresses }: Egress): string[] {
  return ipAddresses.filter((range) => readRange(range) === undefined);
}

/** Whether OSM looks at Egress policies at all; where it does not, OSM4017 says so. */
export function isEgressPolicyOn(meshConfig: MeshConfig): boolean {
  return valueAt(meshConfig, 'spec.featureFlags.enableEgressPolicy') === true;
}

/** Why nothing about Egress policies applies while they are switched off. */
export const egressPolicyOff = {
  notApplicable: 'Egress policies are switched off in MeshConfig: OSM ignores them all (OSM4017).',
} as const;

/** Whether every address outside may be called anyway. */
export function isEgressGlobal(meshConfig: MeshConfig): boolean {
  return valueAt(meshConfig, 'spec.traffic.enableEgress') === true;
}
