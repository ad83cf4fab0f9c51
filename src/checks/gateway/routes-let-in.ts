import { defineCheck, type Problem } from '../../model/check.ts';
import type { Pod, Service } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { Route, RouteBackend } from '../../model/routes.ts';
import { fullNameOf, podsByService } from '../../osm/identities.ts';
import { isIngressPod } from '../../osm/ingress.ts';
import { hasSidecar, isLive } from '../../osm/injection.ts';
import { numbersAt, valueAt } from '../mesh-config/spec-values.ts';
import { type PodPorts, podPortsOf, slicesByService } from './pod-ports.ts';
import { countingBackends, lookAtPolicies, monitoredNames } from './policies.ts';
import { listed } from './words.ts';

/** Ports of a pod that are reached without its sidecar (`pkg/constants/constants.go`, v0.11.1 to v1.2.4). */
const inboundExclusions = 'openservicemesh.io/inbound-port-exclusion-list';

export const routesLetIn = defineCheck({
  id: 'OSM8006',
  name: 'routes-let-in',
  area: 'gateway',
  severity: 'error',
  title: 'Routes into the mesh have an IngressBackend',
  failTitle: 'A route into the mesh has no IngressBackend',
  why: "A sidecar takes mTLS of the mesh alone. What an ingress controller outside the mesh sends is refused, unless an IngressBackend opens the Service's port to it.",
  remedy:
    "Write an IngressBackend for the Service and its targetPort, with the ingress controller's Service as the source.",
  source: 'pkg/catalog/ingress.go, v0.11.1 to v1.2.4; OSM docs (ingress)',
  accept:
    'Exclude the port on the pods by the annotation openservicemesh.io/inbound-port-exclusion-list: it is then reached without the sidecar, without mTLS and without policies.',
  reads: [
    'endpointSlices',
    'httpRoutes',
    'ingressBackends',
    'ingresses',
    'memberships',
    'meshConfig',
    'osmRelease',
    'pods',
    'services',
  ],
  itemwise: ['httpRoutes', 'ingresses'],
  ifInstalled: ['httpRoutes'],
  run(seen) {
    const { endpointSlices, ingressBackends, memberships, meshConfig, osmRelease, pods } = seen;
    const routes = [...seen.ingresses, ...seen.httpRoutes];
    const live = pods.filter((pod) => isLive(pod) && hasSidecar(pod));
    const slices = slicesByService(endpointSlices);
    const monitored = monitoredNames(memberships.filter(({ system }) => !system));
    const services = seen.services.filter(({ metadata }) => monitored.has(metadata.namespace ?? ''));
    const view: View = {
      services: new Map(services.map((service) => [fullNameOf(service.metadata), service])),
      portsOf: (service) => podPortsOf(service, slices.get(fullNameOf(service.metadata))),
      meshed: podsByService(endpointSlices, live),
      policies: Map.groupBy(
        countingBackends(ingressBackends, memberships).flatMap(backendsOf),
        ({ service }) => service,
      ),
      excluded: numbersAt(meshConfig, 'spec.traffic.inboundPortExclusionList'),
    };
    if (osmRelease.version.major === 0 && valueAt(meshConfig, flag) !== true) {
      return { notApplicable: `On v0.11.1, without ${flag}, OSM lets in by Ingress objects alone.` };
    }
    const throughMesh = live.some(isIngressPod);
    return routes
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .flatMap((route) => judge(route, view, throughMesh));
  },
});

const flag = 'spec.featureFlags.enableIngressBackendPolicy';

interface View {
  readonly services: ReadonlyMap<string, Service>;
  readonly portsOf: (service: Service) => PodPorts;
  /** Live pods with sidecars by the full name of their Service. */
  readonly meshed: ReadonlyMap<string, readonly Pod[]>;
  /** What IngressBackends open, by the full name of the Service. */
  readonly policies: ReadonlyMap<string, readonly { readonly port: number }[]>;
  /** Ports that no sidecar of the mesh takes. */
  readonly excluded: readonly number[];
}

function backendsOf({ metadata, backends }: IngressBackend): { service: string; port: number }[] {
  return backends.map(({ name, port }) => ({ service: fullNameOf({ ...metadata, name }), port }));
}

function judge(route: Route, view: View, throughMesh: boolean): Problem[] {
  const { kind, metadata } = route;
  const shut = route.backends.flatMap((backend) => shutPort(backend, route, view) ?? []);
  if (shut.length === 0) return [];
  const unless = throughMesh ? ', unless the ingress controller that has a sidecar here serves it' : '';
  const apiVersion = kind === 'Ingress' ? 'networking.k8s.io/v1' : 'gateway.networking.k8s.io/v1';
  const [first] = shut;
  const namespace = first?.service.metadata.namespace ?? '';
  const write = `See what is opened in ${namespace}; write an IngressBackend for ${listed(shut.map(({ words }) => words))}, with the Service of the ingress controller as the source`;
  return [
    {
      what: 'notLetIn',
      ...(throughMesh ? { severity: 'warning' as const } : {}),
      on: { apiVersion, ...refTo(kind, metadata) },
      says: `${kind} ${metadata.name} leads to ${listed(shut.map(({ words }) => words))}, whose pods have sidecars, and no IngressBackend opens it: its requests are refused${unless}.`,
      mend: [lookAtPolicies('IngressBackend', { namespace }, write)],
    },
  ];
}

interface ShutPort {
  readonly service: Service;
  /** `bookstore/web:14001`. */
  readonly words: string;
}

/** Where a route leads to a sidecar that nothing opens; undefined where it does not, or where it can't be told. */
function shutPort(
  { kind, namespace, name, port }: RouteBackend,
  route: Route,
  view: View,
): ShutPort | undefined {
  const fullName = fullNameOf({ namespace: namespace ?? route.metadata.namespace ?? '', name });
  const service = view.services.get(fullName);
  const pods = view.meshed.get(fullName) ?? [];
  if (kind !== 'Service' || service === undefined || pods.length === 0) return undefined;
  const asked = service.ports.filter((of) => port === undefined || of.port === port || of.name === port);
  const [only, another] = asked;
  // A port that the Service lacks leads nowhere; of several, nobody knows which is meant.
  if (only === undefined || another !== undefined) return undefined;
  const ports = view.portsOf(service);
  const target = ports.behind(only);
  if (isExcluded(target, pods, view) || isOpened(target, view.policies.get(fullName) ?? [], ports)) {
    return undefined;
  }
  return { service, words: `${fullName}:${target ?? only.targetPort}` };
}

/** A port that can't be told is taken for one of those that are excluded, if there are any. */
function isExcluded(target: number | undefined, pods: readonly Pod[], { excluded }: View): boolean {
  if (target === undefined ? excluded.length > 0 : excluded.includes(target)) return true;
  return pods.every(({ metadata }) => {
    const list = (metadata.annotations[inboundExclusions] ?? '').split(',').map((port) => port.trim());
    return target === undefined ? list.some((port) => port !== '') : list.includes(String(target));
  });
}

/** An IngressBackend with a port that no pod has is the finding of OSM8001: it is there, and wrong. */
function isOpened(
  target: number | undefined,
  policies: readonly { readonly port: number }[],
  { numbers }: PodPorts,
): boolean {
  return policies.some(({ port }) => target === undefined || port === target || !numbers.has(port));
}
