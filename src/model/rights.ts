import type { InputName, RbacRule } from './snapshot.ts';

const list = ['list'] as const;

/**
 * The Kubernetes right that each input needs, as a Role would state it. The API server's version and discovery
 * are open to every signed-in identity (ClusterRole system:discovery), so they need none.
 */
export const rights: { readonly [K in InputName]: readonly RbacRule[] } = {
  apiServer: [],
  clock: [],
  servedKinds: [],
  namespaces: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list'] }],
  controlPlaneDeployments: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: list }],
  controlPlanePods: [{ apiGroups: [''], resources: ['pods'], verbs: list }],
  controlPlaneServices: [{ apiGroups: [''], resources: ['services'], verbs: list }],
  controlPlaneEndpoints: [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: list }],
  mutatingWebhooks: [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['mutatingwebhookconfigurations'],
      verbs: list,
    },
  ],
  validatingWebhooks: [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['validatingwebhookconfigurations'],
      verbs: list,
    },
  ],
  crds: [
    {
      apiGroups: ['apiextensions.k8s.io'],
      resources: ['customresourcedefinitions'],
      verbs: ['get', 'list'],
    },
  ],
  meshConfigs: [{ apiGroups: ['config.openservicemesh.io'], resources: ['meshconfigs'], verbs: list }],
  earlierMeshConfigs: [],
  services: [{ apiGroups: [''], resources: ['services'], verbs: list }],
  trafficTargets: [{ apiGroups: ['access.smi-spec.io'], resources: ['traffictargets'], verbs: list }],
  egresses: [{ apiGroups: ['policy.openservicemesh.io'], resources: ['egresses'], verbs: list }],
  ingressBackends: [
    { apiGroups: ['policy.openservicemesh.io'], resources: ['ingressbackends'], verbs: list },
  ],
  retries: [{ apiGroups: ['policy.openservicemesh.io'], resources: ['retries'], verbs: list }],
  pods: [{ apiGroups: [''], resources: ['pods'], verbs: list }],
};

/** `list deployments.apps`: a right in the words of `kubectl auth can-i`. */
export function showRule({ verbs, resources, apiGroups }: RbacRule): string {
  const group = apiGroups[0] ?? '';
  const names = resources.map((name) => (group === '' ? name : `${name}.${group}`));
  return `${verbs.join(' and ')} ${names.join(', ')}`;
}

/** `control plane pods` for `controlPlanePods`. */
export function wordsFor(input: InputName): string {
  return input.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
