import type { Problem, Severity } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Egress } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { byAddress, egressProtocols, portsWith, unreadableRanges } from './egress-parts.ts';
import { patchList } from './policies.ts';

interface Weight {
  readonly notAllowed: Severity;
}

/** Protocols that the listener leaves out: it compares in lower case, though the catalogue does not. */
export function judgeProtocols(egress: Egress, { notAllowed }: Weight): Problem[] {
  const { metadata, ports } = egress;
  const unknown = ports.filter(({ protocol }) => !egressProtocols.includes(protocol));
  if (ports.length === 0) return [withoutPorts(egress)];
  if (unknown.length === 0) return [];
  const inCapitals = unknown.every(({ protocol }) => egressProtocols.includes(protocol.toLowerCase()));
  const words = fewOf(unknown.map(({ number, protocol }) => `${number} as ${shown(protocol)}`));
  return [
    {
      what: inCapitals ? 'upperCase' : 'unknownProtocol',
      severity: notAllowed,
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name} lists port ${words}: OSM knows ${egressProtocols.join(', ')}, in lower case, and leaves it out.`,
      mend: mendProtocols(egress, inCapitals),
    },
  ];
}

function withoutPorts({ metadata }: Egress): Problem {
  return {
    what: 'noPorts',
    severity: 'warning',
    on: policyRef('Egress', metadata),
    says: `Egress ${metadata.name} lists no port: it allows nothing.`,
    mend: [lookAtPolicy('Egress', metadata, 'See it; list the ports that may be called')],
  };
}

/** A port that counts for the first time must neither stop nor open more than the policy says. */
function mendProtocols(egress: Egress, inCapitals: boolean): RemedyIntent[] {
  const { metadata, ports, hosts, ipAddresses } = egress;
  const after = ports.map(({ number, protocol }) => ({ number, protocol: protocol.toLowerCase() }));
  const mended = { ...egress, ports: after };
  const stops = hosts.length === 0 && portsWith(mended, ['http']).length > 0;
  const isUnlimited = hosts.length > 0 && ipAddresses.length === 0;
  const opens = isUnlimited && portsWith(mended, ['tcp', 'tcp-server-first']).length > 0;
  if (!inCapitals || stops || opens || unreadableRanges(egress).length > 0) {
    return [
      lookAtPolicy(
        'Egress',
        metadata,
        'See it; write protocols in lower case, hosts and ranges that fit them',
      ),
    ];
  }
  const change = { field: 'ports', before: ports, after };
  return [patchList('Egress', metadata, change, { does: 'Write the protocols in lower case' })];
}

/** An http port takes all requests of the port and knows no host to send them to, whatever global egress says. */
export function judgeHosts(egress: Egress): Problem[] {
  const { metadata, hosts } = egress;
  const plain = portsWith(egress, ['http']);
  if (plain.length === 0 || hosts.length > 0) return [];
  return [
    {
      what: 'noHosts',
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name} lists port ${listed(plain)} as http and no hosts: none of its requests is sent anywhere.`,
      mend: [lookAtPolicy('Egress', metadata, 'See it; name the hosts, or write tcp with ipAddresses')],
    },
  ];
}

/** Where no range is left, the port is open to every address: OSM8011. */
export function judgeRanges(egress: Egress, { notAllowed }: Weight): Problem[] {
  const { metadata, ipAddresses } = egress;
  const unreadable = unreadableRanges(egress);
  if (unreadable.length === 0 || unreadable.length === ipAddresses.length) return [];
  if (portsWith(egress, byAddress).length === 0) return [];
  return [
    {
      what: 'rangeIgnored',
      severity: notAllowed,
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name}: OSM can't read ${listed(unreadable)} as a range and leaves it out: what is there is not allowed.`,
      mend: [lookAtPolicy('Egress', metadata, 'See its ipAddresses; write ranges such as 10.0.0.0/16')],
    },
  ];
}
