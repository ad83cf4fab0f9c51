import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import type { KnownProtocol, PortProtocol } from '../../osm/port-protocol.ts';
import { protocolOf } from '../../osm/port-protocol.ts';
import { isExcluded, type MeshedPort, meshedPorts } from './meshed-ports.ts';
import { lookAtPorts, namePort, nameProtocols, serviceRef } from './name-protocol.ts';
import { enforcesPolicies } from './policies.ts';

export const protocolsAgree = defineCheck({
  id: 'OSM6015',
  name: 'protocols-agree',
  area: 'data-plane',
  severity: 'warning',
  title: 'Services of one pod agree on the protocol of its port',
  failTitle: 'Services of one pod disagree on the protocol of its port',
  why: 'One port speaks one protocol. Whoever calls by the Service that says the other is misunderstood: HTTP policies do not count for tcp, and what is not HTTP breaks where it is taken for it.',
  remedy: 'Give the ports of all Services that lead to it the same appProtocol.',
  source:
    'pkg/catalog/inbound_traffic_policies.go GetInboundMeshTrafficMatches: one filter chain for each Service and port, v0.11.1 to v1.2.4',
  explainedBy: ['OSM6010'],
  reads: ['memberships', 'services', 'endpointSlices', 'pods', 'osmRelease', 'meshConfig'],
  itemwise: ['services', 'endpointSlices', 'pods'],
  run({ memberships, services, endpointSlices, pods, osmRelease: { version }, meshConfig }) {
    const read = meshedPorts({ memberships, services, endpointSlices, pods }).flatMap((of): Read[] => {
      const protocol = protocolOf(of.port, version);
      return protocol.is === 'unknown' || isExcluded(of, meshConfig) ? [] : [{ of, ...protocol }];
    });
    const enforced = enforcesPolicies(meshConfig);
    return disagreements(read).map((sharing) => toProblem(sharing, enforced));
  },
});

type Read = Extract<PortProtocol, { is: 'known' }> & { readonly of: MeshedPort };

/** Ports that lead to the same port of a pod. */
type Sharing = readonly [Read, ...Read[]];

/** grpc is HTTP to OSM, and who speaks first is no matter of the protocol. */
function isHttp({ protocol }: { readonly protocol: KnownProtocol }): boolean {
  return protocol === 'http' || protocol === 'grpc';
}

/** The ports of Services that lead to the same port of a pod and differ; the same Services once, not for each pod. */
function disagreements(ports: readonly Read[]): Sharing[] {
  const byPodPort = new Map<string, [Read, ...Read[]]>();
  // Most pods speak HTTP alone.
  const others = new Set(ports.filter((read) => !isHttp(read)).flatMap(({ of }) => of.pods));
  for (const read of ports) {
    for (const pod of read.of.pods) {
      if (!others.has(pod)) continue;
      const { metadata } = pod;
      const key = `${metadata.namespace}/${metadata.name} ${read.of.podPort}`;
      const sharing = byPodPort.get(key);
      if (sharing === undefined) byPodPort.set(key, [read]);
      else sharing.push(read);
    }
  }
  const differing = [...byPodPort.values()].filter((sharing) => new Set(sharing.map(isHttp)).size > 1);
  return [...new Map(differing.map((sharing) => [sharing.map(keyOf).join(), sharing])).values()];
}

function keyOf({ of: { service, index } }: Read): string {
  return `${service.metadata.namespace}/${service.metadata.name}[${index}]`;
}

/** Stands on the Service that says nothing, where the others say something. */
function toProblem(sharing: Sharing, enforced: boolean): Problem {
  const silent = sharing.filter(({ by }) => by === 'default');
  const on = silent[0] ?? sharing[0];
  const said = sharing.map(({ of, protocol, by }) => {
    const silence = by === 'default' ? ' for want of appProtocol' : '';
    return `Service ${of.service.metadata.name} ${namePort(of)} is ${protocol}${silence}`;
  });
  return {
    what: 'differ',
    on: serviceRef(on.of),
    says: `Port ${on.of.podPort} of the same pods in namespace ${on.of.service.metadata.namespace}: ${fewOf(said, 4)}.`,
    mend: mend(sharing, silent, enforced),
  };
}

/** Where all that say something say the same, the others should; else somebody must know what the pods speak. */
function mend(sharing: readonly Read[], silent: readonly Read[], enforced: boolean): RemedyIntent[] {
  const said = new Set(sharing.filter(({ by }) => by !== 'default').map(({ protocol }) => protocol));
  const [word] = said.size === 1 ? said : [];
  if (word !== undefined) {
    const services = [...new Set(silent.map(({ of }) => of.service))];
    return services.flatMap((service) =>
      nameProtocols(
        silent.filter(({ of }) => of.service === service).map(({ of }) => ({ of, protocol: word })),
        { enforced },
      ),
    );
  }
  const services = new Map(sharing.map(({ of }) => [of.service, of]));
  return [...services.values()].map((of) =>
    lookAtPorts(of, `See what Service ${of.service.metadata.name} says; one must change`),
  );
}
