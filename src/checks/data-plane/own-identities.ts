import { defineCheck, type Problem } from '../../model/check.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
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
  why: 'The ServiceAccount is the identity in the mesh: what a TrafficTarget allows to one of these workloads it allows to all of them. In permissive mode nobody asks for it, so there it is a note.',
  remedy: 'Give each workload a ServiceAccount of its own and name these in the TrafficTargets.',
  source: 'pkg/identity and pkg/catalog/inbound_traffic_policies.go, v0.11.1 to v1.2.4',
  reads: ['memberships', 'pods', 'meshConfig'],
  itemwise: ['pods'],
  run({ memberships, pods, meshConfig }) {
    const severity = enforcesPolicies(meshConfig) ? 'warning' : 'info';
    const accounts = new Map<string, { pod: Pod; users: Map<string, ObjectRef> }>();
    for (const pod of podsInMesh(pods, memberships)) {
      const user = userOf(pod);
      if (user === undefined) continue;
      const key = `${pod.metadata.namespace}/${pod.serviceAccount}`;
      const account = accounts.get(key) ?? { pod, users: new Map() };
      accounts.set(key, account);
      account.users.set(nameOf(user), user);
    }
    return [...accounts.values()].flatMap(({ pod, users }) =>
      users.size < 2 ? [] : [{ ...toProblem(pod, [...users.values()]), severity } as const],
    );
  },
});

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
  const shown = users.slice(0, 3).map(({ kind, name }) => `${kind} ${name}`);
  const more = users.length > 3 ? ` and ${users.length - 3} more` : '';
  return {
    what: 'shared',
    on: { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: pod.serviceAccount },
    says: `${users.length} workloads in namespace ${namespace} are ServiceAccount ${pod.serviceAccount} to the mesh: ${shown.join(', ')}${more}.`,
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
