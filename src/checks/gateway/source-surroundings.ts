import type { Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import { optional } from '../../model/json.ts';
import { refTo } from '../../model/object-ref.ts';
import type { IngressBackend, PolicySubject } from '../../model/policies.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { looksLikeIngress } from '../../osm/ingress.ts';
import { isLeaving, readInjection } from '../../osm/injection.ts';
import { describePods, lookAtTemplate, restartWorkload } from '../../osm/mend-workloads.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';
import { listed } from '../../osm/policy-words.ts';
import type { WorkloadPods } from '../../osm/workloads.ts';
import type { SourceView } from './source-services.ts';

/** Namespaces with source Services that are there, but which OSM does not look into: one finding for each. */
export function judgeNamespaces(
  policies: readonly IngressBackend[],
  sourcesOf: (policy: IngressBackend) => readonly PolicySubject[],
  { memberships, services }: SourceView,
  mesh: string,
): Problem[] {
  const users = new Map<Membership, Set<string>>();
  for (const policy of policies) {
    for (const source of sourcesOf(policy)) {
      const membership = memberships.get(source.namespace);
      if (membership === undefined || membership.monitored || !services.has(fullNameOf(source))) continue;
      users.set(membership, (users.get(membership) ?? new Set()).add(fullNameOf(policy.metadata)));
    }
  }
  return [...users].map(([membership, names]) => notMonitored(membership, names, mesh));
}

function notMonitored(membership: Membership, names: ReadonlySet<string>, mesh: string): Problem {
  const { name } = membership.namespace.metadata;
  return {
    what: 'notMonitored',
    on: namespaceRef(membership),
    says: `Namespace ${name} is not in the mesh ${mesh}, so OSM sees no endpoints of the source Service there: IngressBackend ${listed(names)} has no effect.`,
    mend: joinWithoutSidecars(membership, mesh),
  };
}

/**
 * Injection is switched off first, so that no pod of the ingress controller comes with a sidecar. Who wants
 * injection there, or belongs to another mesh, is asked; a namespace of the system is never touched.
 */
function joinWithoutSidecars(membership: Membership, mesh: string): RemedyIntent[] {
  const { namespace, injection, monitoredBy, system } = membership;
  const on = namespaceRef(membership);
  if (system || monitoredBy !== undefined || injection === 'enabled' || isLeaving(membership)) {
    const does =
      'See what runs there: OSM must watch the namespace of the source Service, without sidecars for its pods';
    return [{ do: 'look', does, args: ['get', 'pods', '-n', namespace.metadata.name, '-o', 'wide'] }];
  }
  const does = 'Then let OSM watch the namespace';
  const join: RemedyIntent = { do: 'label', on, key: monitoredByLabel, value: mesh, does };
  return injection === 'disabled' ? [join] : [disableInjection(membership), join];
}

function disableInjection(membership: Membership): RemedyIntent {
  return {
    do: 'annotate',
    on: namespaceRef(membership),
    key: injectionAnnotation,
    value: 'disabled',
    ...optional('was', membership.namespace.metadata.annotations[injectionAnnotation]),
    does: 'Keep sidecars away from the pods of the ingress controller',
    takesEffect: 'newPods',
  };
}

function namespaceRef({ namespace }: Membership): ObjectRef {
  return { apiVersion: 'v1', ...refTo('Namespace', namespace.metadata) };
}

/** Lists ports of the pod that are reached without the sidecar, which is how a controller can have one and work. */
const inboundExclusions = 'openservicemesh.io/inbound-port-exclusion-list';

/** Workloads behind source Services whose pods have sidecars; `shared` are namespaces where others have some too. */
export function judgeSidecars(
  groups: readonly WorkloadPods[],
  { memberships }: SourceView,
  shared: ReadonlySet<string | undefined>,
): Problem[] {
  return groups.map((group) => {
    const excludes = group.pods.every((pod) => (pod.metadata.annotations[inboundExclusions] ?? '') !== '');
    const membership = memberships.get(group.workload.namespace);
    return {
      what: 'sourceHasSidecar',
      // Somebody has thought about it.
      severity: excludes ? 'info' : 'error',
      on: group.workload,
      says: `${describePods(group)}: the source of an IngressBackend, and with a sidecar, which takes mTLS of the mesh alone: requests from outside do not pass it.`,
      mend: excludes
        ? [askTemplate(group.workload)]
        : takeSidecars(group, membership, shared.has(group.workload.namespace)),
    };
  });
}

function askTemplate(workload: ObjectRef): RemedyIntent {
  return lookAtTemplate(workload, 'if it is the ingress controller, write sidecar-injection=disabled');
}

/** Injection is switched off for a whole namespace only where nobody else there would lose a sidecar by it. */
function takeSidecars(
  group: WorkloadPods,
  membership: Membership | undefined,
  isShared: boolean,
): RemedyIntent[] {
  const { workload, pods } = group;
  const ask = askTemplate(workload);
  const asksItself = pods.some(
    ({ metadata }) => readInjection(metadata.annotations[injectionAnnotation]) === 'enabled',
  );
  if (membership === undefined || membership.system || asksItself) return [ask];
  if (membership.injection === 'disabled' || membership.monitoredBy === undefined)
    return [restartWorkload(workload)];
  if (isShared || !looksLikeIngress(membership.namespace)) return [ask];
  return [disableInjection(membership), restartWorkload(workload)];
}
