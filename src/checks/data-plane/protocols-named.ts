import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { protocolOf, protocolsOf } from '../../osm/port-protocol.ts';
import { showVersion } from '../../osm/versions.ts';
import { isExcluded, type MeshedPort, meshedPorts } from './meshed-ports.ts';
import { lookAtPorts, namePort, nameProtocols, serviceRef } from './name-protocol.ts';
import { enforcesPolicies } from './policies.ts';
import { knownFor, type WellKnown } from './well-known-ports.ts';

export const protocolsNamed = defineCheck({
  id: 'OSM6010',
  name: 'protocols-named',
  area: 'data-plane',
  severity: 'warning',
  title: 'Ports of meshed Services name a protocol that fits',
  failTitle: 'Ports of meshed Services name no protocol that fits',
  why: 'OSM takes a port for HTTP unless told otherwise: databases and queues then get answers of Envoy instead of their peer. A word that OSM does not know leaves the port without any way in.',
  remedy:
    'Set appProtocol of the port: http, grpc, tcp, or from v1.0 on tcp-server-first where the server speaks first. From v1.2 on a prefix of the port name such as tcp- counts too.',
  source:
    'pkg/k8s/client.go ServiceToMeshServices, pkg/envoy/lds/inmesh.go and builder.go, v0.11.1 to v1.2.4; openservicemesh/osm#5322',
  accept:
    'appProtocol: http on the port says that it is HTTP, whatever its number; an inbound port exclusion takes it out of the mesh.',
  reads: ['memberships', 'services', 'endpointSlices', 'pods', 'osmRelease', 'meshConfig'],
  itemwise: ['services', 'endpointSlices', 'pods'],
  run({ memberships, services, endpointSlices, pods, osmRelease: { version }, meshConfig }) {
    const ports = meshedPorts({ memberships, services, endpointSlices, pods });
    const misjudged = ports.flatMap((of) => {
      const found = judgePort(of, version);
      return found === undefined || isExcluded(of, meshConfig) ? [] : [found];
    });
    const enforced = enforcesPolicies(meshConfig);
    return byServiceAndKind(misjudged).map((group) => toProblem(group, version, enforced));
  },
});

const kinds = ['unknownProtocol', 'notHttp', 'serverFirst'] as const;
type Kind = (typeof kinds)[number];

/** A port that OSM takes for something else than it is; `protocol` is the word for it, where there is one. */
interface Misjudged {
  readonly what: Kind;
  readonly of: MeshedPort;
  readonly says: string;
  readonly protocol: string | undefined;
}

function judgePort(of: MeshedPort, version: OsmVersion): Misjudged | undefined {
  const judged = protocolOf(of.port, version);
  const known = knownFor(of.port, of.podPort);
  if (judged.is === 'unknown') {
    const says = `${namePort(of)} has appProtocol ${JSON.stringify(judged.appProtocol)}, which OSM ${showVersion(version)} does not know, so no sidecar takes its connections`;
    return { what: 'unknownProtocol', of, says, protocol: wordFor(judged.appProtocol, known, version) };
  }
  if (known === undefined) return undefined;
  const protocol = wordOf(known, version);
  if (judged.by === 'default') {
    const says = `${namePort(of)} is ${known.speaks}'s and has no appProtocol, so OSM takes it for HTTP`;
    return { what: 'notHttp', of, says, protocol };
  }
  if (judged.protocol !== 'tcp' || !known.serverFirst || protocol === undefined) return undefined;
  const says = `${namePort(of)} is ${known.speaks}'s, where the server speaks first, but is taken for tcp, so each connection waits for the client's first bytes`;
  return { what: 'serverFirst', of, says, protocol };
}

function wordOf({ serverFirst }: WellKnown, version: OsmVersion): string | undefined {
  return inRelease(serverFirst ? 'tcp-server-first' : 'tcp', version);
}

function inRelease(word: string, version: OsmVersion): string | undefined {
  return protocolsOf(version).find((protocol) => protocol === word);
}

/** Words of Kubernetes, Istio and Gateway API that people bring along, and what OSM calls the same. */
const wordsOfOthers: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/ws', 'http'],
  ['ws', 'http'],
  ['http2', 'http'],
  ['h2c', 'http'],
  ['kubernetes.io/h2c', 'http'],
  ['grpc-web', 'http'],
  ['https', 'tcp'],
  ['tls', 'tcp'],
  ['wss', 'tcp'],
  ['kubernetes.io/wss', 'tcp'],
  ['mongo', 'tcp'],
  ['mongodb', 'tcp'],
  ['redis', 'tcp'],
  ['kafka', 'tcp'],
  ['postgres', 'tcp'],
  ['postgresql', 'tcp'],
  ['amqp', 'tcp'],
  ['mysql', 'tcp-server-first'],
  ['smtp', 'tcp-server-first'],
]);

function wordFor(appProtocol: string, known: WellKnown | undefined, version: OsmVersion): string | undefined {
  const meant = wordsOfOthers.get(appProtocol.toLowerCase());
  if (meant !== undefined) return inRelease(meant, version);
  return known === undefined ? undefined : wordOf(known, version);
}

function byServiceAndKind(misjudged: readonly Misjudged[]): (readonly [Misjudged, ...Misjudged[]])[] {
  const groups = new Map<string, [Misjudged, ...Misjudged[]]>();
  for (const found of misjudged) {
    const { name, namespace } = found.of.service.metadata;
    const key = `${kinds.indexOf(found.what)} ${namespace}/${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [found]);
    else group.push(found);
  }
  return [...groups.values()];
}

function toProblem(
  group: readonly [Misjudged, ...Misjudged[]],
  version: OsmVersion,
  enforced: boolean,
): Problem {
  const [{ what, of }] = group;
  const { name, namespace } = of.service.metadata;
  const said = group.map(({ says }) => says).join('; ');
  return {
    what,
    on: serviceRef(of),
    ...(what === 'unknownProtocol' ? { severity: 'error' } : {}),
    says: `Service ${name} in namespace ${namespace}: ${said}.`,
    mend: mendAll(group, version, enforced),
  };
}

function mendAll(
  group: readonly [Misjudged, ...Misjudged[]],
  version: OsmVersion,
  enforced: boolean,
): RemedyIntent[] {
  const named = group.flatMap(({ of, protocol }) => (protocol === undefined ? [] : [{ of, protocol }]));
  const words = protocolsOf(version).join(', ');
  const rest =
    named.length === group.length
      ? []
      : [
          lookAtPorts(
            group[0].of,
            `See what the ports speak: ${words} are what this OSM knows; exclude any other from the mesh`,
          ),
        ];
  return [...nameProtocols(named, { enforced }), ...rest];
}
