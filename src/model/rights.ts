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

/** `{apiGroups: [""], resources: [pods], verbs: [list]}`: a rule of a Role on one line of YAML. */
export function ruleOnOneLine({ apiGroups, resources, verbs }: RbacRule): string {
  const list = (texts: readonly string[]) => `[${texts.map(yamlText).join(', ')}]`;
  return `{apiGroups: ${list(apiGroups)}, resources: ${list(resources)}, verbs: ${list(verbs)}}`;
}

/** Words that some reader of YAML takes for something else than text. */
const notText = /^(y|n|yes|no|on|off|true|false|null)$/;

/** In quotes where YAML needs them; JSON's texts are YAML. */
function yamlText(text: string): string {
  return /^[a-z][a-z0-9.-]*$/.test(text) && !notText.test(text) ? text : JSON.stringify(text);
}

/** `control plane pods` for `controlPlanePods`. */
export function wordsFor(input: InputName): string {
  return input.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
