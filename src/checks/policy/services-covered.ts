import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { object } from '../../model/json.ts';
import { refTo } from '../../model/object-ref.ts';
import {
  fullNameBeside,
  fullNameOf,
  identitiesByService,
  identityOf,
  podsByService,
} from '../../osm/identities.ts';
import { hasSidecar, isLive } from '../../osm/injection.ts';
import { monitoredNames, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { servicesFromOutside } from './from-outside.ts';
import { type Calls, knownCallers } from './known-callers.ts';
import { isOpenOnlyPastSidecar, portExclusion } from './past-sidecar.ts';
import { count, isPermissive, lookAtKinds, namespaceOf } from './policies.ts';

export const servicesCovered = defineCheck({
  id: 'OSM7006',
  name: 'services-covered',
  area: 'policy',
  severity: 'error',
  title: 'Every Service that the mesh may call has a TrafficTarget',
  failTitle: 'A Service of the mesh has no TrafficTarget',
  why: 'With permissive mode off OSM refuses every call that no TrafficTarget allows. A Service whose pods nobody may call answers nobody in the mesh.',
  remedy:
    'Write a TrafficTarget whose destination is the ServiceAccount of the pods, with the callers as its sources. For calls from outside write an IngressBackend.',
  source:
    'pkg/catalog/inbound_traffic_policies.go and pkg/catalog/outbound_traffic_policies.go, v0.11.1 to v1.2.4',
  accept:
    'It passes over whoever is itself a source of a TrafficTarget or an Egress, and over Services of an IngressBackend, Ingress or HTTPRoute, of type LoadBalancer or NodePort, with ports for metrics alone (by their names), or behind excluded ports alone.',
  explainedBy: ['OSM7001', 'OSM7004', 'OSM7013'],
  reads: [
    'meshConfig',
    'memberships',
    'services',
    'endpointSlices',
    'pods',
    'trafficTargets',
    'trafficSplits',
    'ingressBackends',
    'egresses',
    'retries',
    'ingresses',
    'httpRoutes',
  ],
  ifInstalled: ['retries', 'httpRoutes'],
  run(seen) {
    const { meshConfig, memberships, services, endpointSlices } = seen;
    if (isPermissive(meshConfig))
      return { notApplicable: 'In permissive mode no call needs a TrafficTarget.' };
    const targets = watchedPolicies(seen.trafficTargets, memberships);
    const live = seen.pods.filter(isLive);
    const behind = podsByService(endpointSlices, live);
    const calls: Calls = knownCallers({
      ...seen,
      targets,
      identities: identitiesByService(endpointSlices, live),
    });
    const outside = servicesFromOutside(seen);
    const isExcluded = portExclusion(meshConfig);
    const slicesOf = Map.groupBy(endpointSlices, (slice) => fullNameBeside(slice, slice.service));
    const monitored = monitoredNames(memberships);
    const uncovered = services.flatMap((service) => {
      const name = fullNameOf(service.metadata);
      const pods = (behind.get(name) ?? []).filter(hasSidecar);
      if (!monitored.has(namespaceOf(service)) || outside.has(name)) return [];
      if (isOpenOnlyPastSidecar(service, { slices: slicesOf.get(name) ?? [], pods, isExcluded })) return [];
      const identities = [...new Set(pods.map(identityOf))];
      if (identities.some((identity) => calls.named.has(identity))) return [];
      return identities.slice(0, 1).map((identity) => ({ identity, service: name }));
    });
    if (targets.length === 0 && uncovered.length > 0) return [withoutTargets(uncovered, calls, meshConfig)];
    const mayCallOut = isWayOut(meshConfig);
    return [...Map.groupBy(uncovered, ({ identity }) => identity)].map(([identity, found]) => {
      const names = found.map(({ service }) => service);
      return problemOf({ identity, services: names, calls, mayCallOut });
    });
  },
});

/** Whether the world outside is open to all, or some of it without the sidecar: whoever calls it needs no policy. */
function isWayOut({ spec }: MeshConfig): boolean {
  const traffic = object(spec['traffic']);
  const around = [
    'outboundIPRangeExclusionList',
    'outboundPortExclusionList',
    'outboundIPRangeInclusionList',
  ];
  const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
  return traffic['enableEgress'] === true || around.some((key) => isFilled(traffic[key]));
}

interface Uncovered {
  readonly identity: string;
  readonly service: string;
}

/** One finding where nobody wrote a TrafficTarget at all: the mode is then what a person would change. */
function withoutTargets(uncovered: readonly Uncovered[], calls: Calls, meshConfig: MeshConfig): Problem {
  const services = uncovered.map(({ service }) => service);
  const isCalled = services.some((service) => calls.services.has(service));
  return {
    what: 'noTargets',
    on: { apiVersion: meshConfig.apiVersion, ...refTo('MeshConfig', meshConfig.metadata) },
    ...(isCalled ? { severity: 'critical' } : {}),
    says: `Permissive mode is off and the mesh has no TrafficTarget: ${count(services.length, 'Service')} (${listed(services)}) get no calls from the mesh.`,
    mend: [
      {
        do: 'look',
        does: 'See the Services: each that the mesh calls needs a TrafficTarget, unless permissive mode is meant',
        args: ['get', 'services', '-A'],
      },
    ],
  };
}

interface Closed {
  readonly identity: string;
  readonly services: readonly string[];
  readonly calls: Calls;
  /** Egress is open for all, so it may be somebody who only calls the world outside, which no policy shows. */
  readonly mayCallOut: boolean;
}

function problemOf({ identity, services, calls, mayCallOut }: Closed): Problem {
  const [namespace = '', name = ''] = identity.split('/');
  const called = services.find((service) => calls.services.has(service));
  const verb = services.length === 1 ? 'refuses' : 'refuse';
  const caller = called === undefined ? '' : `; ${shown(called)} is called: ${calls.services.get(called)}`;
  const doubt = mayCallOut && called === undefined ? ' That is no fault if it only calls others.' : '';
  return {
    what: 'notCovered',
    on: { apiVersion: 'v1', ...refTo('ServiceAccount', { namespace, name }) },
    severity: called !== undefined ? 'critical' : mayCallOut ? 'warning' : 'error',
    says: `No TrafficTarget opens ServiceAccount ${identity}: ${listed(services)} ${verb} every call from the mesh${caller}.${doubt}`,
    mend: [
      lookAtKinds(
        ['traffictargets.access.smi-spec.io'],
        namespace,
        `See which TrafficTargets ${namespace} has: one is missing with ServiceAccount ${name} as its destination`,
      ),
    ],
  };
}
