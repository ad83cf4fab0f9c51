import { defineCheck, type Problem } from '../../model/check.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { TrafficSplit } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { compareVersions } from '../../osm/versions.ts';
import { lookAtKinds, namespaceOf, wordsFor } from './policies.ts';
import { rootOf } from './splits.ts';

export const splitBackendsAnswer = defineCheck({
  id: 'OSM7010',
  name: 'split-backends-answer',
  area: 'policy',
  severity: 'error',
  title: 'Every backend of a TrafficSplit can take its share',
  failTitle: 'A backend of a TrafficSplit cannot take its share',
  why: "OSM passes over a backend that does not exist or lacks the root Service's port: the others get its share. A backend without ready pods keeps its share and answers it with 503.",
  remedy:
    "Create the backend Service in the split's namespace with the port of the root, make its pods ready, or give it no weight.",
  source:
    'pkg/catalog/outbound_traffic_policies.go and GetTargetPortForServicePort in pkg/k8s, v0.11.1 to v1.2.4',
  accept: 'A backend without weight is passed over, so a canary at rest may have no pods.',
  explainedBy: ['OSM1003', 'OSM2001', 'OSM2004', 'OSM5002'],
  reads: ['trafficSplits', 'services', 'endpointSlices', 'memberships', 'osmRelease'],
  itemwise: ['trafficSplits'],
  run({ trafficSplits, services, endpointSlices, memberships, osmRelease }) {
    const byName = new Map(services.map((service) => [fullNameOf(service.metadata), service]));
    const ready = new Set(
      endpointSlices.filter((slice) => slice.ready > 0).map((slice) => fullNameBeside(slice, slice.service)),
    );
    const needsPort = compareVersions(osmRelease.version, { major: 1, minor: 1, patch: 0 }) >= 0;
    return watchedPolicies(trafficSplits, memberships).flatMap((split) => {
      const backends = backendsOf(split, byName);
      const root = byName.get(fullNameBeside(split, rootOf(split)));
      return [
        ...judgeMissing(split, backends),
        ...(root !== undefined && needsPort ? judgePorts(split, root, backends) : []),
        ...judgeReady(split, backends, ready),
      ];
    });
  },
});

interface Backend {
  readonly name: string;
  readonly service: Service | undefined;
}

/** Those with a share; OSM takes their names as they stand, in the split's namespace. */
function backendsOf(split: TrafficSplit, byName: ReadonlyMap<string, Service>): Backend[] {
  return split.backends
    .filter(({ weight }) => weight > 0)
    .map(({ service }) => ({ name: service, service: byName.get(fullNameBeside(split, service)) }));
}

function problem(what: string, split: TrafficSplit, backends: readonly Backend[], says: string): Problem {
  const namespace = namespaceOf(split);
  const names = listed(backends.map(({ name }) => name));
  return {
    what,
    on: policyRef('TrafficSplit', split.metadata),
    says: `${wordsFor('TrafficSplit', split)}: backend ${names} ${says}.`,
    mend: [
      what === 'notReady'
        ? lookAtKinds(['endpointslices', 'pods'], namespace, 'See which pods stand behind the backends')
        : lookAtKinds(['services'], namespace, `See which Services ${namespace} has, and on which ports`),
      lookAtPolicy('TrafficSplit', split.metadata, 'See its backends and their weights'),
    ],
  };
}

function judgeMissing(split: TrafficSplit, backends: readonly Backend[]): Problem[] {
  const missing = backends.filter(({ service }) => service === undefined);
  const says = `is no Service of namespace ${namespaceOf(split)}, so it gets no calls`;
  return missing.length === 0 ? [] : [problem('missing', split, missing, says)];
}

/** Up to 1.0 OSM divides by names alone. */
function judgePorts(split: TrafficSplit, root: Service, backends: readonly Backend[]): Problem[] {
  const wanted = tcpPorts(root);
  const lacking = backends.flatMap(({ name, service }) =>
    service !== undefined && lacksPort(service, wanted) ? [{ name, service }] : [],
  );
  if (lacking.length === 0) return [];
  const says = `lacks a port of root Service ${root.metadata.name} (${listed(wanted.map(String))}), so it gets no calls to that port`;
  const isUseless = lacking.some(({ service }) => sharesNone(service, wanted));
  // A port that it has, it answers; the others may be those of metrics, which nobody divides.
  return [{ ...problem('portMissing', split, lacking, says), severity: isUseless ? 'error' : 'warning' }];
}

function sharesNone(service: Service, wanted: readonly number[]): boolean {
  const own = new Set(tcpPorts(service));
  return wanted.every((port) => !own.has(port));
}

/** OSM looks a missing port up by the empty name, and so finds one that has no name, whatever its number. */
function lacksPort(service: Service, wanted: readonly number[]): boolean {
  const own = new Set(tcpPorts(service));
  const hasUnnamed = service.ports.some(({ name = '' }) => name === '');
  return !hasUnnamed && wanted.some((port) => !own.has(port));
}

function tcpPorts({ ports }: Service): number[] {
  return ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port);
}

function judgeReady(
  split: TrafficSplit,
  backends: readonly Backend[],
  ready: ReadonlySet<string>,
): Problem[] {
  const down = backends.filter(
    ({ name, service }) => service !== undefined && !ready.has(fullNameBeside(split, name)),
  );
  const says = 'has no ready pods: its share of the calls is answered with 503';
  return down.length === 0 ? [] : [problem('notReady', split, down, says)];
}
