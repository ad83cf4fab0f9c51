import { defineCheck } from '../../model/check.ts';
import type { IngressBackend, PolicySubject } from '../../model/policies.ts';
import { fullNameOf, podsByService, slicesByService } from '../../osm/identities.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { countingBackends } from './policies.ts';
import { judgeSources, type SourceView } from './source-services.ts';
import { judgeNamespaces, judgeSidecars } from './source-surroundings.ts';

export const sourcesInMesh = defineCheck({
  id: 'OSM8002',
  name: 'sources-in-mesh',
  area: 'gateway',
  severity: 'error',
  title: 'OSM finds the ingress controller of every IngressBackend',
  failTitle: 'OSM does not find who may come in by an IngressBackend',
  why: 'OSM lets in the addresses of the source Service. Where it sees no endpoints of it, the whole IngressBackend has no effect; where the ingress controller has a sidecar, it speaks a protocol that the backend does not expect.',
  remedy:
    "Put the ingress controller's namespace into the mesh with injection disabled, and name its Service with its namespace.",
  source:
    'pkg/catalog/ingress.go, pkg/endpoint/providers/kube and OSM docs (ingress), v0.11.1 to v1.2.4: Endpoints of monitored namespaces alone are watched',
  accept:
    'An ingress controller that is meant to have a sidecar says so by the annotation openservicemesh.io/inbound-port-exclusion-list on its pods; it is then only noted.',
  explainedBy: ['OSM5001', 'OSM5003', 'OSM5015'],
  reads: ['endpointSlices', 'ingressBackends', 'memberships', 'mesh', 'pods', 'services'],
  itemwise: ['ingressBackends'],
  run({ endpointSlices, ingressBackends, memberships, mesh, pods, services }) {
    const policies = countingBackends(ingressBackends, memberships).filter(
      ({ backends }) => backends.length > 0,
    );
    const view: SourceView = {
      memberships: new Map(memberships.map((membership) => [membership.namespace.metadata.name, membership])),
      services: new Map(services.map((service) => [fullNameOf(service.metadata), service])),
      slices: slicesByService(endpointSlices),
    };
    const sources = new Set(policies.flatMap(sourceServices).map(fullNameOf));
    const meshed = podsWithSidecars(pods);
    const behind = podsByService(endpointSlices, meshed);
    const injected = new Set([...sources].flatMap((source) => behind.get(source) ?? []));
    const shared = new Set(
      meshed.filter((pod) => !injected.has(pod)).map(({ metadata }) => metadata.namespace),
    );
    return [
      ...judgeSources(policies, sourceServices, view),
      ...judgeNamespaces(policies, sourceServices, view, mesh.name),
      ...judgeSidecars(byWorkload([...injected]), view, shared),
    ];
  },
});

function sourceServices({ sources }: IngressBackend): PolicySubject[] {
  return sources.filter(({ kind }) => kind === 'Service');
}
