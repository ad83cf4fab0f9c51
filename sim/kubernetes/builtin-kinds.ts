import type { Manners } from './cluster.ts';
import { type ServedKind, splitGroupVersion } from './kinds.ts';

/**
 * What is particular about a kind: `all` and `extension` are categories of discovery, `status` is a
 * subresource, `counted` kinds have a generation, `one by one` ones cannot be deleted as a collection.
 */
type Trait =
  | 'cluster-wide'
  | 'all'
  | 'extension'
  | 'status'
  | 'counted'
  | 'one by one'
  | 'create only'
  | 'stored as v2'
  | 'stored as v1'
  | 'only 1.21'
  | 'only 1.31';

type Row = readonly [apiVersion: string, resource: string, kind: string, short: string, ...traits: Trait[]];

const scale = ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', 'hpa', 'all', 'status'] as const;
const role = 'rbac.authorization.k8s.io/v1';
const hook = 'admissionregistration.k8s.io/v1';
const hookTraits = ['cluster-wide', 'extension', 'counted'] as const;
const may = 'authorization.k8s.io/v1';
const who = 'authentication.k8s.io/v1';
const definitions = ['customresourcedefinitions', 'CustomResourceDefinition', 'crd crds'] as const;
const nets = 'networking.k8s.io/v1';

/** Facts as both recordings' discovery gives them; kinds that nobody asks for are left out. */
const rows: readonly Row[] = [
  ['v1', 'configmaps', 'ConfigMap', 'cm'],
  ['v1', 'endpoints', 'Endpoints', 'ep'],
  ['v1', 'events', 'Event', 'ev'],
  ['v1', 'namespaces', 'Namespace', 'ns', 'cluster-wide', 'status', 'one by one'],
  ['v1', 'nodes', 'Node', 'no', 'cluster-wide', 'status'],
  ['v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', 'pvc', 'status'],
  ['v1', 'pods', 'Pod', 'po', 'all', 'status'],
  ['v1', 'secrets', 'Secret', ''],
  ['v1', 'serviceaccounts', 'ServiceAccount', 'sa'],
  ['v1', 'services', 'Service', 'svc', 'all', 'status', 'only 1.31'],
  ['v1', 'services', 'Service', 'svc', 'all', 'status', 'only 1.21', 'one by one'],
  ['apps/v1', 'daemonsets', 'DaemonSet', 'ds', 'all', 'status', 'counted'],
  ['apps/v1', 'deployments', 'Deployment', 'deploy', 'all', 'status', 'counted'],
  ['apps/v1', 'replicasets', 'ReplicaSet', 'rs', 'all', 'status', 'counted'],
  ['apps/v1', 'statefulsets', 'StatefulSet', 'sts', 'all', 'status', 'counted'],
  [who, 'selfsubjectreviews', 'SelfSubjectReview', '', 'cluster-wide', 'create only', 'only 1.31'],
  [may, 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', '', 'cluster-wide', 'create only'],
  [may, 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', '', 'cluster-wide', 'create only'],
  ['autoscaling/v2', ...scale, 'stored as v2', 'only 1.31'],
  ['autoscaling/v1', ...scale, 'stored as v2', 'only 1.31'],
  ['autoscaling/v1', ...scale, 'stored as v1', 'only 1.21'],
  ['autoscaling/v2beta1', ...scale, 'stored as v1', 'only 1.21'],
  ['autoscaling/v2beta2', ...scale, 'stored as v1', 'only 1.21'],
  ['batch/v1', 'jobs', 'Job', '', 'all', 'status', 'counted'],
  [nets, 'ingresses', 'Ingress', 'ing', 'status', 'counted'],
  [nets, 'networkpolicies', 'NetworkPolicy', 'netpol', 'counted'],
  ['policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', 'pdb', 'status', 'counted'],
  [role, 'clusterrolebindings', 'ClusterRoleBinding', '', 'cluster-wide'],
  [role, 'clusterroles', 'ClusterRole', '', 'cluster-wide'],
  [role, 'rolebindings', 'RoleBinding', ''],
  [role, 'roles', 'Role', ''],
  [hook, 'mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', '', ...hookTraits],
  [hook, 'validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', '', ...hookTraits],
  ['apiextensions.k8s.io/v1', ...definitions, 'cluster-wide', 'extension', 'status', 'counted'],
  ['coordination.k8s.io/v1', 'leases', 'Lease', ''],
  ['discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', '', 'counted'],
];

const everyVerb = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function verbsOf(traits: readonly Trait[]): string[] {
  if (traits.includes('create only')) return ['create'];
  return traits.includes('one by one') ? everyVerb.filter((verb) => verb !== 'deletecollection') : everyVerb;
}

function categoriesOf(traits: readonly Trait[], manners: Manners): string[] {
  // The category `api-extensions` came after 1.21.
  const extension = traits.includes('extension') && manners === '1.31' ? ['api-extensions'] : [];
  return traits.includes('all') ? ['all'] : extension;
}

function storageVersionOf(traits: readonly Trait[], version: string): string {
  const stored = traits.find((trait) => trait.startsWith('stored as '));
  return stored?.replace('stored as ', '') ?? version;
}

function served([apiVersion, resource, kind, short, ...traits]: Row, manners: Manners): ServedKind {
  const { group, version } = splitGroupVersion(apiVersion);
  return {
    group,
    version,
    storageVersion: storageVersionOf(traits, version),
    resource,
    singular: kind.toLowerCase(),
    kind,
    listKind: `${kind}List`,
    namespaced: !traits.includes('cluster-wide'),
    verbs: verbsOf(traits),
    shortNames: short.split(' ').filter((name) => name !== ''),
    categories: categoriesOf(traits, manners),
    statusSubresource: traits.includes('status'),
    counted: traits.includes('counted'),
    custom: undefined,
  };
}

/** The kinds that a Kubernetes release serves by itself, in the order of discovery. */
export function builtinKinds(manners: Manners): ServedKind[] {
  const elsewhere: Trait = manners === '1.31' ? 'only 1.21' : 'only 1.31';
  const own = rows.filter(([, , , , ...traits]) => !traits.includes(elsewhere));
  return own.map((row) => served(row, manners));
}
