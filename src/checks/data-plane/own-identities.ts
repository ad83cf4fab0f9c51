import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { EndpointSlice, Pod } from '../../model/kubernetes.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import { fullNameBeside, fullNameOf, identityOf } from '../../osm/identities.ts';
import { workloadOf } from '../../osm/workloads.ts';
import { podsInMesh } from './meshed-pods.ts';
import { enforcesPolicies } from './policies.ts';

export const ownIdentities = defineCheck({
  id: 'OSM6011',
  name: 'own-identities',
  area: 'data-plane',
  severity: 'warning',
  title: 'Workloads with sidecars have ServiceAccounts of their own',
  failTitle: 'Workloads with sidecars share a ServiceAccount',
  why: 'The ServiceAccount is the identity in the mesh: what a TrafficTarget allows to one of these workloads it allows to all of them. In permissive mode nobody asks for it, so there it is a note. Workloads behind one Service, as the versions of a canary, are one application and may well share.',
  remedy: 'Give each workload a ServiceAccount of its own and name these in the TrafficTargets.',
  source: 'pkg/identity and pkg/catalog/inbound_traffic_policies.go, v0.11.1 to v1.2.4',
  reads: ['memberships', 'pods', 'endpointSlices', 'meshConfig'],
  itemwise: ['pods'],
  run({ memberships, pods, endpointSlices, meshConfig }) {
    const severity = enforcesPolicies(meshConfig) ? 'warning' : 'info';
    const behind = servicesByPod(endpointSlices);
    const accounts = new Map<string, { pod: Pod; users: Map<string, User> }>();
    for (const pod of podsInMesh(pods, memberships)) {
      const workload = userOf(pod);
      if (workload === undefined) continue;
      const key = identityOf(pod);
      const account = accounts.get(key) ?? { pod, users: new Map() };
      accounts.set(key, account);
      const name = nameOf(workload);
      const user = account.users.get(name) ?? { workload, services: new Set() };
      account.users.set(name, user);
      for (const service of behind.get(fullNameOf(pod.metadata)) ?? []) user.services.add(service);
    }
    return [...accounts.values()].flatMap(({ pod, users }) => {
      if (areOneApplication([...users.values()])) return [];
      const workloads = [...users.values()].map(({ workload }) => workload);
      return [{ ...toProblem(pod, workloads), severity } as const];
    });
  },
});

/** A workload and the Services that its pods stand behind. */
interface User {
  readonly workload: ObjectRef;
  readonly services: Set<string>;
}

function servicesByPod(slices: readonly EndpointSlice[]): Map<string, string[]> {
  const behind = new Map<string, string[]>();
  for (const slice of slices) {
    for (const name of slice.pods) {
      const key = fullNameBeside(slice, name);
      const services = behind.get(key);
      if (services === undefined) behind.set(key, [slice.service]);
      else services.push(slice.service);
    }
  }
  return behind;
}

/** Whether one Service stands before all of them: versions of one application, between which a TrafficSplit divides. */
function areOneApplication(users: readonly User[]): boolean {
  const all = users.flatMap(({ services }) => [...services]);
  return users.length < 2 || all.some((service) => users.every(({ services }) => services.has(service)));
}

/**
 * What a pod belongs to in the eyes of a person: all Jobs of a CronJob are one, and all ReplicaSets of a rollout that
 * is not Kubernetes' own. A pod that stands for itself is no workload.
 */
function userOf(pod: Pod): ObjectRef | undefined {
  const workload = workloadOf(pod);
  if (workload.kind === 'Pod') return undefined;
  if (workload.kind !== 'Job' && workload.kind !== 'ReplicaSet') return workload;
  return { ...workload, name: workload.name.replace(/-[a-z0-9]+$/, '') };
}

function toProblem(pod: Pod, users: readonly ObjectRef[]): Problem {
  const { namespace = '' } = pod.metadata;
  const told = users.map(({ kind, name }) => `${kind} ${name}`);
  return {
    what: 'shared',
    on: { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: pod.serviceAccount },
    says: `${users.length} workloads in namespace ${namespace} are ServiceAccount ${pod.serviceAccount} to the mesh: ${fewOf(told)}.`,
    mend: [
      {
        do: 'look',
        does: 'See which pods use which ServiceAccount',
        args: [
          'get',
          'pods',
          '-n',
          namespace,
          '-o',
          'custom-columns=POD:.metadata.name,SERVICEACCOUNT:.spec.serviceAccountName',
        ],
      },
    ],
  };
}
