import { expectedWebhooks, type WebhookKind } from '../../../src/osm/webhooks.ts';
import type { KubernetesObject } from '../cluster.ts';
import { optionOf, type PlayedMesh } from './mesh.ts';
import type { World } from './world.ts';

const names: Readonly<Record<WebhookKind, { readonly webhook: string; readonly option: string }>> = {
  MutatingWebhookConfiguration: { webhook: 'osm-inject.k8s.io', option: '--webhook-config-name' },
  ValidatingWebhookConfiguration: { webhook: 'osm-validator.k8s.io', option: '--validator-webhook-config' },
};

function selectorOf({ mesh }: PlayedMesh): object {
  const azure = { key: 'kubernetes.azure.com/managedby', operator: 'NotIn', values: ['aks'] };
  return {
    matchLabels: { 'openservicemesh.io/monitored-by': mesh.name },
    matchExpressions: [
      { key: 'openservicemesh.io/ignore', operator: 'DoesNotExist' },
      { key: 'name', operator: 'NotIn', values: [mesh.namespace] },
      { key: 'control-plane', operator: 'DoesNotExist' },
      // The platform's admissions enforcer adds this to every webhook.
      ...(mesh.origin === 'aks' ? [azure] : []),
    ],
  };
}

function rulesOf(kind: WebhookKind): object[] {
  if (kind === 'MutatingWebhookConfiguration')
    return [
      { apiGroups: ['*'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: '*' },
    ];
  const operations = ['CREATE', 'UPDATE'];
  return [
    {
      apiGroups: ['policy.openservicemesh.io'],
      apiVersions: ['v1alpha1'],
      operations,
      resources: ['ingressbackends', 'egresses'],
      scope: '*',
    },
    {
      apiGroups: ['access.smi-spec.io'],
      apiVersions: ['v1alpha3'],
      operations,
      resources: ['traffictargets'],
      scope: '*',
    },
  ];
}

/** A webhook configuration as the mesh's program writes it. Source: pkg/injector/webhook.go, pkg/validator/patch.go. */
function written(played: PlayedMesh, kind: WebhookKind, name: string, caBundle: string): KubernetesObject {
  const { component, service, path, port, timeoutSeconds } = expectedWebhooks[kind];
  const { mesh, release } = played;
  const { major, minor, patch } = release.version;
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: {
      name,
      generation: 1,
      labels: {
        app: component,
        'app.kubernetes.io/instance': mesh.name,
        'app.kubernetes.io/name': 'openservicemesh.io',
        'app.kubernetes.io/version': `v${major}.${minor}.${patch}`,
        'openservicemesh.io/reconcile': 'true',
      },
    },
    webhooks: [
      {
        name: names[kind].webhook,
        admissionReviewVersions: ['v1'],
        clientConfig: { service: { namespace: mesh.namespace, name: service, path, port }, caBundle },
        failurePolicy: 'Fail',
        matchPolicy: 'Exact',
        namespaceSelector: selectorOf(played),
        objectSelector: {},
        ...(kind === 'MutatingWebhookConfiguration' ? { reinvocationPolicy: 'Never' } : {}),
        rules: rulesOf(kind),
        sideEffects: 'NoneOnDryRun',
        timeoutSeconds,
      },
    ],
  };
}

/** Creates the configuration, or writes it anew: 1.2 keeps the metadata that it finds, earlier releases the name alone. */
export function writeConfiguration(
  world: World,
  played: PlayedMesh,
  kind: WebhookKind,
  caBundle: string,
): void {
  const { component, names: byOrigin } = expectedWebhooks[kind];
  const usual = `${byOrigin[played.mesh.origin]}-${played.mesh.name}`;
  const program = component === 'osm-injector' ? 'osm-injector' : 'osm-controller';
  const name = optionOf(world, played, program, names[kind].option) ?? usual;
  const fresh = written(played, kind, name, caBundle);
  const before = world.find(kind, undefined, name);
  const { major, minor } = played.release.version;
  const kept = major === 1 && minor >= 2;
  const labels = kept ? before?.metadata.labels : fresh.metadata.labels;
  const metadata = before === undefined ? fresh.metadata : { ...before.metadata, labels: labels ?? {} };
  world.save({ ...fresh, metadata });
}
