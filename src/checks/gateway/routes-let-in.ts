import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Pod, Service } from '../../model/kubernetes.ts';
import { nameOf, refTo } from '../../model/object-ref.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { Route, RouteBackend } from '../../model/routes.ts';
import { fullNameBeside, fullNameOf, podsByService, slicesByService } from '../../osm/identities.ts';
import { isIngressPod } from '../../osm/ingress.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { monitoredNames } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { numbersAt, valueAt } from '../mesh-config/spec-values.ts';
import { listIn } from './outside-addresses.ts';
import { type PodPorts, podPortsOf } from './pod-ports.ts';
import { countingBackends, lookAtPolicies } from './policies.ts';

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
    const live = podsWithSidecars(pods);
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
    const throughMesh = live.some(isIngressPod) || services.some((service) => isDoor(service, view));
    const shut = routes
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .flatMap((route) => route.backends.flatMap((backend) => shutPort(backend, route, view) ?? []));
    return [...Map.groupBy(shut, ({ service }) => service)].map(([service, ports]) =>
      notLetIn(service, ports, throughMesh),
    );
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

function backendsOf(policy: IngressBackend): { service: string; port: number }[] {
  return policy.backends.map(({ name, port }) => ({ service: fullNameBeside(policy, name), port }));
}

interface ShutPort {
  readonly service: Service;
  /** `bookstore/web:14001`. */
  readonly words: string;
  /** The route that leads there: `Ingress shop/web`. */
  readonly route: string;
}

/** One finding for a Service, however many routes lead to it: one IngressBackend opens it for all. */
function notLetIn(service: Service, shut: readonly ShutPort[], throughMesh: boolean): Problem {
  const { namespace } = service.metadata;
  const routes = [...new Set(shut.map(({ route }) => route))];
  const ports = listed(shut.map(({ words }) => words));
  const [lead, their] = routes.length === 1 ? ['leads', 'its'] : ['lead', 'their'];
  // Nobody can tell which controller serves which route.
  const unless = throughMesh ? ', unless an ingress controller with a sidecar serves them' : '';
  const does = `See what is opened in ${namespace}; write an IngressBackend for ${ports}, with the Service of the ingress controller, or where it is outside the cluster its address range, as the source`;
  return {
    what: 'notLetIn',
    ...(throughMesh ? { severity: 'info' } : {}),
    on: { apiVersion: 'v1', ...refTo('Service', service.metadata) },
    says: `${fewOf(routes)} ${lead} to ${ports}, whose pods have sidecars, and no IngressBackend opens it: ${their} requests are refused${unless}.`,
    mend: [lookAtPolicies('IngressBackend', service.metadata, does)],
  };
}

/** Where a route leads to a sidecar that nothing opens; undefined where it does not, or where it can't be told. */
function shutPort(
  { kind, namespace, name, port }: RouteBackend,
  route: Route,
  view: View,
): ShutPort | undefined {
  const fullName = fullNameOf({ ...(namespace === undefined ? route.metadata : { namespace }), name });
  const service = view.services.get(fullName);
  const pods = view.meshed.get(fullName) ?? [];
  if (kind !== 'Service' || service === undefined) return undefined;
  const asked = service.ports.filter(
    (of) => of.protocol === 'TCP' && (port === undefined || of.port === port || of.name === port),
  );
  const [only, another] = asked;
  // A port that the Service lacks leads nowhere; of several, nobody knows which is meant.
  if (only === undefined || another !== undefined) return undefined;
  const ports = view.portsOf(service);
  const target = ports.behind(only);
  if (isExcluded(target, pods, view) || isOpened(target, view.policies.get(fullName) ?? [], ports)) {
    return undefined;
  }
  const words = `${fullName}:${target ?? only.targetPort}`;
  return { service, words, route: nameOf(refTo(route.kind, route.metadata)) };
}

/**
 * Whether every sidecar lets a port pass, as also where there is none. A port that can't be told is taken for one of
 * those that are excluded, if there are any.
 */
function isExcluded(target: number | undefined, pods: readonly Pod[], { excluded }: View): boolean {
  if (target === undefined ? excluded.length > 0 : excluded.includes(target)) return true;
  return pods.every((pod) => {
    const list = exclusionsOf(pod);
    return target === undefined ? list.length > 0 : list.includes(String(target));
  });
}

/** Whether the world comes in past the sidecars of a Service's pods: so it must at an ingress controller that has one. */
function isDoor({ metadata, type }: Service, { meshed }: View): boolean {
  const pods = type === 'LoadBalancer' || type === 'NodePort' ? meshed.get(fullNameOf(metadata)) : undefined;
  return pods?.some((pod) => exclusionsOf(pod).length > 0) === true;
}

function exclusionsOf({ metadata }: Pod): string[] {
  return listIn(metadata.annotations[inboundExclusions]);
}

/** An IngressBackend with a port that no pod has is the finding of OSM8001: it is there, and wrong. */
function isOpened(
  target: number | undefined,
  policies: readonly { readonly port: number }[],
  { numbers }: PodPorts,
): boolean {
  return policies.some(({ port }) => target === undefined || port === target || !numbers.has(port));
}
