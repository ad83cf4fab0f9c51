import type { Edit } from '../check-cases.ts';
import { caBundle as bundleOf } from '../pem.ts';

export const mutating = 'MutatingWebhookConfiguration aks-osm-webhook-osm';
export const validating = 'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm';

/** Fields of a webhook to set otherwise than the healthy add-on has them. */
export interface WebhookChange {
  readonly service?: object | null;
  readonly caBundle?: string;
  readonly failurePolicy?: string;
  readonly timeoutSeconds?: number;
  readonly namespaceSelector?: object;
  readonly objectSelector?: object;
  readonly rules?: readonly object[];
  readonly matchConditions?: readonly object[];
}

/** The healthy add-on's expressions. */
export const expressions = [
  { key: 'openservicemesh.io/ignore', operator: 'DoesNotExist' },
  { key: 'name', operator: 'NotIn', values: ['kube-system'] },
  { key: 'control-plane', operator: 'DoesNotExist' },
  { key: 'kubernetes.azure.com/managedby', operator: 'NotIn', values: ['aks'] },
] as const;
export const monitoredByOsm = { 'openservicemesh.io/monitored-by': 'osm' } as const;

const services = {
  mutating: { namespace: 'kube-system', name: 'osm-injector', path: '/mutate-pod-creation', port: 9090 },
  validating: { namespace: 'kube-system', name: 'osm-validator', path: '/validate', port: 9093 },
} as const;

/** The healthy add-on's rules. */
export const rules = {
  mutating: [{ apiGroups: ['*'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
  validating: [
    {
      apiGroups: ['policy.openservicemesh.io'],
      apiVersions: ['v1alpha1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['ingressbackends', 'egresses'],
    },
    {
      apiGroups: ['access.smi-spec.io'],
      apiVersions: ['v1alpha3'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['traffictargets'],
    },
  ],
} as const;

/** A second configuration with this webhook of the healthy add-on in it. */
export function copyOf(
  of: 'mutating' | 'validating',
  name: string,
  metadata: object = {},
  change: WebhookChange = {},
): Edit {
  const app = of === 'mutating' ? 'osm-injector' : 'osm-controller';
  const labels = { app, 'app.kubernetes.io/instance': 'osm' };
  const usual = { timeoutSeconds: of === 'mutating' ? 20 : 10, rules: rules[of] };
  const webhook = webhookWith({ ...usual, ...change }, services[of]);
  return {
    add: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: of === 'mutating' ? 'MutatingWebhookConfiguration' : 'ValidatingWebhookConfiguration',
      metadata: { name, labels, ...metadata },
      webhooks: [{ name: of === 'mutating' ? 'osm-inject.k8s.io' : 'osm-validator.k8s.io', ...webhook }],
    },
  };
}

/** The mutating webhook of a healthy add-on, changed. */
export function mutatingWith(change: WebhookChange, configuration = mutating): Edit {
  const webhook = webhookWith({ timeoutSeconds: 20, rules: rules.mutating, ...change }, services.mutating);
  return { patch: configuration, with: { webhooks: [{ name: 'osm-inject.k8s.io', ...webhook }] } };
}

/** The validating webhook of a healthy add-on, changed. */
export function validatingWith(change: WebhookChange, configuration = validating): Edit {
  const webhook = webhookWith(
    { timeoutSeconds: 10, rules: rules.validating, ...change },
    services.validating,
  );
  return { patch: configuration, with: { webhooks: [{ name: 'osm-validator.k8s.io', ...webhook }] } };
}

function webhookWith({ service, caBundle, ...change }: WebhookChange, usual: object): object {
  return {
    failurePolicy: 'Fail',
    namespaceSelector: { matchLabels: monitoredByOsm, matchExpressions: expressions },
    objectSelector: {},
    ...change,
    clientConfig: {
      ...(service === null ? { url: 'https://webhooks.contoso.com' } : { service: { ...usual, ...service } }),
      caBundle: caBundle ?? bundleOf('root'),
    },
  };
}
