import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { EndpointSlice, Service } from '../../model/kubernetes.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf, slicesByService } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { type PodPorts, podPortsOf } from './pod-ports.ts';
import { countingBackends, patchBackends } from './policies.ts';

export const backendsReachPods = defineCheck({
  id: 'OSM8001',
  name: 'backends-reach-pods',
  area: 'gateway',
  severity: 'error',
  title: 'Every IngressBackend leads to a Service and its pods',
  failTitle: 'An IngressBackend leads to no Service or port',
  why: 'OSM compares the port with the targetPort of the Service, the port of its pods. Where nothing fits it opens nothing and writes no status: the ingress answers 502 or 503.',
  remedy: 'Name a Service of the same namespace, and as the port the one on which its pods listen.',
  source: 'pkg/catalog/ingress.go and pkg/policy/client.go GetIngressBackendPolicy, v0.11.1 to v1.2.4',
  reads: ['endpointSlices', 'ingressBackends', 'memberships', 'services'],
  itemwise: ['ingressBackends'],
  run({ endpointSlices, ingressBackends, memberships, services }) {
    const policies = countingBackends(ingressBackends, memberships);
    const byName = new Map(services.map((service) => [fullNameOf(service.metadata), service]));
    const slices = slicesByService(endpointSlices);
    return conclude(policies.map((policy) => look(policy, byName, slices)));
  },
});

type Backend = IngressBackend['backends'][number];

interface Looked {
  readonly policy: IngressBackend;
  readonly missing: readonly Backend[];
  readonly astray: readonly Astray[];
}

/** A backend with a port that is none of those that are known of its Service. */
interface Astray {
  readonly backend: Backend;
  readonly service: Service;
  readonly ports: PodPorts;
}

function look(
  policy: IngressBackend,
  services: ReadonlyMap<string, Service>,
  slices: ReadonlyMap<string, readonly EndpointSlice[]>,
): Looked {
  const serviceOf = ({ name }: Backend) => fullNameOf({ ...policy.metadata, name });
  const astray = policy.backends.flatMap((backend) => {
    const service = services.get(serviceOf(backend));
    if (service === undefined) return [];
    const ports = podPortsOf(service, slices.get(serviceOf(backend)));
    return ports.numbers.has(backend.port) ? [] : [{ backend, service, ports }];
  });
  return {
    policy,
    missing: policy.backends.filter((backend) => !services.has(serviceOf(backend))),
    astray,
  };
}

function conclude(looked: readonly Looked[]): Verdict {
  const problems = looked.flatMap((of) => [...missingServices(of), ...wrongPorts(of)]);
  // Where nothing is wrong, the answer lies in ports that no endpoint shows.
  const notTold = looked.flatMap(({ policy, astray }) =>
    astray.map(({ backend: { name, port } }) => `${policy.metadata.namespace}/${name}:${port}`),
  );
  if (problems.length > 0 || notTold.length === 0) return problems;
  return {
    unknown: `Whether the port is right can't be told for ${listed(notTold)}: the Service gives its targetPort by name, and it has no endpoints that show the number.`,
  };
}

function missingServices({ policy: { metadata }, missing }: Looked): Problem[] {
  if (missing.length === 0) return [];
  const { name, namespace = '' } = metadata;
  return [
    {
      what: 'serviceMissing',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${name} opens Service ${listed(missing.map((backend) => backend.name))}, which does not exist in namespace ${namespace}: it opens nothing there.`,
      mend: [
        { do: 'look', does: 'See which Services are there', args: ['get', 'services', '-n', namespace] },
        lookAtPolicy('IngressBackend', metadata, 'See its backends; name a Service of its own namespace'),
      ],
    },
  ];
}

function wrongPorts({ policy, astray }: Looked): Problem[] {
  const { metadata } = policy;
  const wrong = astray.filter(({ ports }) => ports.areKnown);
  if (wrong.length === 0) return [];
  const words = wrong.map(({ backend, ports }) => {
    const right =
      ports.numbers.size === 0 ? 'which has no port' : `whose targetPort is ${listed(ports.numbers)}`;
    return `port ${backend.port} of Service ${shown(backend.name)}, ${right}`;
  });
  return [
    {
      what: 'wrongPort',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} opens ${fewOf(words)}: OSM compares with the targetPort, so it opens nothing there.`,
      mend: mendPorts(policy, wrong),
    },
  ];
}

/** The whole list in one patch, where it is certain what is meant; two backends are never made one. */
function mendPorts(policy: IngressBackend, wrong: readonly Astray[]): RemedyIntent[] {
  const { metadata, backends } = policy;
  const right = new Map(
    wrong.flatMap(({ backend, service, ports }) => {
      const port = meantPort(backend, service, ports);
      return port === undefined ? [] : [[backend, port] as const];
    }),
  );
  const after = backends.map((backend) => ({ ...backend, port: right.get(backend) ?? backend.port }));
  const isUnique = new Set(after.map(({ name, port }) => `${name}:${port}`)).size === after.length;
  const isWhole = right.size === wrong.length;
  const does = 'See its backends; write the port on which the pods listen';
  const lookAtIt = lookAtPolicy('IngressBackend', metadata, does);
  if (right.size === 0 || !isUnique) return [lookAtIt];
  const patch = patchBackends(policy, after, {
    does: `Open the port on which the pods listen: ${listed(right.values())}`,
  });
  return isWhole ? [patch] : [patch, lookAtIt];
}

/** What leads to the Service's port of that number is meant; else the one port that there is. */
function meantPort({ port }: Backend, service: Service, { numbers, behind }: PodPorts): number | undefined {
  const asService = service.ports.find((of) => of.port === port);
  const target = asService === undefined ? undefined : behind(asService);
  const listening = [...numbers];
  return listening.find((number) => number === target) ?? (numbers.size === 1 ? listening[0] : undefined);
}
