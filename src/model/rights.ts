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
  controlPlaneDeployments: toList('apps', 'deployments'),
  controlPlanePods: toList('', 'pods'),
  controlPlaneServices: toList('', 'services'),
  controlPlaneEndpoints: toList('discovery.k8s.io', 'endpointslices'),
  mutatingWebhooks: toList('admissionregistration.k8s.io', 'mutatingwebhookconfigurations'),
  validatingWebhooks: toList('admissionregistration.k8s.io', 'validatingwebhookconfigurations'),
  crds: [
    {
      apiGroups: ['apiextensions.k8s.io'],
      resources: ['customresourcedefinitions'],
      verbs: ['get', 'list'],
    },
  ],
  meshConfigs: toList('config.openservicemesh.io', 'meshconfigs'),
  earlierMeshConfigs: [],
  earlierControlPlaneAnswers: [],
  services: toList('', 'services'),
  endpointSlices: toList('discovery.k8s.io', 'endpointslices'),
  trafficTargets: toList('access.smi-spec.io', 'traffictargets'),
  httpRouteGroups: toList('specs.smi-spec.io', 'httproutegroups'),
  tcpRoutes: toList('specs.smi-spec.io', 'tcproutes'),
  trafficSplits: toList('split.smi-spec.io', 'trafficsplits'),
  egresses: toList('policy.openservicemesh.io', 'egresses'),
  ingressBackends: toList('policy.openservicemesh.io', 'ingressbackends'),
  retries: toList('policy.openservicemesh.io', 'retries'),
  upstreamTrafficSettings: toList('policy.openservicemesh.io', 'upstreamtrafficsettings'),
  meshRootCertificates: toList('config.openservicemesh.io', 'meshrootcertificates'),
  pods: toList('', 'pods'),
  replicaSets: toList('apps', 'replicasets'),
  jobs: toList('batch', 'jobs'),
  failedCreates: toList('', 'events'),
  horizontalPodAutoscalers: toList('autoscaling', 'horizontalpodautoscalers'),
  podDisruptionBudgets: toList('policy', 'poddisruptionbudgets'),
  nodes: toList('', 'nodes'),
  serviceAccounts: toList('', 'serviceaccounts'),
  ingresses: toList('networking.k8s.io', 'ingresses'),
  httpRoutes: toList('gateway.networking.k8s.io', 'httproutes'),
  managedCluster: [],
  meshRevisions: [],
  maintenanceWindows: [],
  backup: [],
  controlPlaneAnswers: [{ apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] }],
  probedPod: [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }],
};

function toList(group: string, resource: string): RbacRule[] {
  return [{ apiGroups: [group], resources: [resource], verbs: list }];
}

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
