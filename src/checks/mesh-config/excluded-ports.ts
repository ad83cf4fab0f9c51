import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Service, ServicePort } from '../../model/kubernetes.ts';
import { nameOf, refTo } from '../../model/object-ref.ts';
import { sidecarVolume } from '../../osm/names.ts';
import { judgeKey } from './judge-key.ts';
import { meshConfigRef, numbersAt, placeOf, setKey } from './spec-values.ts';
import { together } from './together.ts';

const inbound = 'spec.traffic.inboundPortExclusionList';
const outbound = 'spec.traffic.outboundPortExclusionList';

export const excludedPorts = defineCheck({
  id: 'OSM4014',
  name: 'excluded-ports',
  area: 'mesh-config',
  severity: 'warning',
  title: 'No port of a meshed Service is excluded from the mesh',
  failTitle: 'Ports of meshed Services are excluded from the mesh',
  why: 'Traffic of an excluded port goes around the sidecars of the whole mesh: without mTLS, without policies and without metrics.',
  remedy:
    'Take the port out of the list and restart the meshed workloads; where one workload needs it, exclude it there, by an annotation on its pods.',
  source: 'pkg/injector/iptables.go and pkg/configurator, v0.11.1 to v1.2.4',
  reads: ['memberships', 'meshConfig', 'pods', 'services'],
  itemwise: ['pods', 'services'],
  run({ memberships, meshConfig, pods, services }) {
    const withSidecars = new Set(
      pods.filter(({ volumes }) => volumes.includes(sidecarVolume)).map(({ metadata }) => metadata.namespace),
    );
    const meshed = memberships.filter(({ monitored, injection, ignored, system, namespace }) => {
      const injects = injection === 'enabled' && !ignored && !system;
      return monitored && (injects || withSidecars.has(namespace.metadata.name));
    });
    const names = new Set<string | undefined>(meshed.map(({ namespace }) => namespace.metadata.name));
    const inMesh = services.filter(({ metadata }) => names.has(metadata.namespace));
    const problems = [
      ...problemsOf(
        meshConfig,
        'inboundPort',
        inbound,
        usersOf(inMesh, ({ targetPort }) => targetPort),
      ),
      ...problemsOf(
        meshConfig,
        'outboundPort',
        outbound,
        usersOf(inMesh, ({ port }) => port),
      ),
    ];
    const lists = ([inbound, outbound] as const).map((path) =>
      judgeKey(meshConfig, path, 'integers', () => []),
    );
    return together([problems, ...lists, judgeNamed(meshConfig, inMesh)]);
  },
});

function judgeNamed(meshConfig: MeshConfig, inMesh: readonly Service[]): Verdict {
  const named = numbersAt(meshConfig, inbound).length === 0 ? undefined : inMesh.find(hasNamedTarget);
  if (named === undefined) return [];
  return {
    unknown: `${nameOf(refTo('Service', named.metadata))} gives its targetPort by name: whether its pods mean one of the excluded ports ${numbersAt(meshConfig, inbound).join(', ')} by it was not looked up.`,
  };
}

function hasNamedTarget({ ports }: Service): boolean {
  return ports.some(({ targetPort }) => typeof targetPort === 'string');
}

/** The Services that use each port. */
function usersOf(
  services: readonly Service[],
  pick: (port: ServicePort) => number | string,
): Map<number | string, string[]> {
  const users = new Map<number | string, string[]>();
  for (const service of services) {
    for (const port of new Set(service.ports.map(pick))) {
      const known = users.get(port);
      if (known === undefined) users.set(port, [placeOf(service)]);
      else known.push(placeOf(service));
    }
  }
  return users;
}

function problemsOf(
  meshConfig: MeshConfig,
  what: string,
  path: string,
  users: ReadonlyMap<number | string, readonly string[]>,
): Problem[] {
  const list = numbersAt(meshConfig, path);
  const used = [...new Set(list)].flatMap((port) => {
    const names = users.get(port);
    return names === undefined ? [] : [{ port, names }];
  });
  if (used.length === 0) return [];
  const whose = used.map(({ port, names }) => `${port} of Service ${fewOf(names)}`);
  const taken = used.map(({ port }) => port).join(', ');
  const kept = list.filter((port) => !users.has(port));
  return [
    {
      what,
      on: meshConfigRef(meshConfig),
      says: `${path} holds ${fewOf(whose)}: that traffic goes around the sidecar, without mTLS and policies.`,
      mend: [
        setKey(meshConfig, path, kept, {
          does: `Take ${taken} out of the list; pods that start after it send this traffic through the sidecar`,
          takesEffect: 'newPods',
        }),
      ],
    },
  ];
}
