import { baseRules } from '../../src/model/role.ts';
import type { Manners } from './cluster.ts';

/** A PolicyRule of RBAC. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** A rule about paths that are no resources, such as discovery. */
interface PathRule {
  readonly verbs: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** Rules that an identity holds through one binding: in one namespace, or everywhere. */
export interface Grant {
  readonly namespace?: string;
  /** What an access review gives as the reason; the superuser's rights come without one. */
  readonly reason?: string;
  readonly rules: readonly PolicyRule[];
  readonly paths?: readonly PathRule[];
}

const look = ['get', 'list', 'watch'];

const readerRules: readonly PolicyRule[] = [
  {
    verbs: look,
    apiGroups: [''],
    resources: [
      'namespaces',
      'pods',
      'pods/log',
      'services',
      'endpoints',
      'configmaps',
      'events',
      'nodes',
      'serviceaccounts',
    ],
  },
  {
    verbs: look,
    apiGroups: ['apps'],
    resources: ['deployments', 'replicasets', 'daemonsets', 'statefulsets'],
  },
  { verbs: look, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  {
    verbs: look,
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
  },
  { verbs: look, apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'] },
  {
    verbs: look,
    apiGroups: [
      'config.openservicemesh.io',
      'policy.openservicemesh.io',
      'access.smi-spec.io',
      'specs.smi-spec.io',
      'split.smi-spec.io',
    ],
    resources: ['*'],
  },
];

function reason(role: string, group: string): string {
  return `RBAC: allowed by ClusterRoleBinding "${role}" of ClusterRole "${role}" to Group "${group}"`;
}

function paths(...nonResourceURLs: string[]): PathRule {
  return { verbs: ['get'], nonResourceURLs };
}

const everywhere = paths('/healthz', '/livez', '/readyz', '/version', '/version/');
const discovery = paths(
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
);
const issuer = paths('/.well-known', '/.well-known/*');

/** What anybody may do, signed in or not: the role `system:public-info-viewer`. */
const publicGrants: readonly Grant[] = [
  { reason: reason('system:public-info-viewer', 'system:unauthenticated'), rules: [], paths: [everywhere] },
];

const ownReviews: PolicyRule = {
  verbs: ['create'],
  apiGroups: ['authorization.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
};
const ownIdentity: PolicyRule = {
  verbs: ['create'],
  apiGroups: ['authentication.k8s.io'],
  resources: ['selfsubjectreviews'],
};

/** What everybody who is signed in may do: discovery, and asking about themselves. Orders as recorded. */
function signedInGrants(manners: Manners): readonly Grant[] {
  const basic = reason('system:basic-user', 'system:authenticated');
  return manners === '1.31'
    ? [{ reason: basic, rules: [ownReviews, ownIdentity], paths: [discovery, everywhere, issuer] }]
    : [{ reason: basic, rules: [ownReviews], paths: [everywhere, discovery] }];
}

/** The recorded reader: looks at everything that the doctor needs, but at no secrets, and changes nothing. */
const readerGrants: readonly Grant[] = [{ reason: reason('readers', 'readers'), rules: readerRules }];

/** Who holds the base role that osm-doctor asks for, and nothing else. */
const doctorGrants: readonly Grant[] = [{ reason: reason('osm-doctor', 'osm-doctor'), rules: baseRules() }];

/** `system:masters`: everything. */
const adminGrants: readonly Grant[] = [
  {
    rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    paths: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  },
];

const ownGrants: Readonly<Record<string, readonly Grant[]>> = {
  admin: adminGrants,
  reader: readerGrants,
  doctor: doctorGrants,
};

/** The rights with which an identity starts. On 1.21 a user's own rules come after those of all users. */
export function initialGrants(user: string, manners: Manners): readonly Grant[] {
  const own = ownGrants[user] ?? [];
  if (user === 'system:anonymous') return publicGrants;
  const shared = signedInGrants(manners);
  return manners === '1.31' ? [...own, ...shared] : [...shared, ...own];
}
