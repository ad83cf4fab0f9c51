import type { WebhookConfiguration, WebhookRule } from '../model/admission.ts';
import type { ComponentName, Mesh } from '../model/facts.ts';
import { refTo } from '../model/object-ref.ts';
import type { ObjectRef } from '../model/remedy.ts';

/** Kind of a webhook configuration. */
export type WebhookKind = WebhookConfiguration['kind'];

/** A call of the API server's that a webhook is asked about. */
export interface ApiCall {
  readonly operation: 'CREATE' | 'UPDATE';
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

const policyCalls: readonly ApiCall[] = ['ingressbackends', 'egresses'].flatMap((resource) =>
  (['CREATE', 'UPDATE'] as const).map((operation) => ({
    operation,
    group: 'policy.openservicemesh.io',
    version: 'v1alpha1',
    resource,
  })),
);

/** A webhook as the control plane writes it. */
export interface ExpectedWebhook {
  /** The program that writes the configuration at its start. */
  readonly component: ComponentName;
  readonly service: string;
  readonly path: string;
  readonly port: number;
  readonly timeoutSeconds: number;
  /** What it must be called for. TrafficTargets are not among it: a value of the chart decides about them. */
  readonly calledFor: readonly ApiCall[];
  /** Name of the configuration, without the mesh's name: upstream's, the add-on's and the Arc extension's. */
  readonly names: Readonly<Record<Mesh['origin'], string>>;
}

/** `pkg/injector/webhook.go` and `pkg/validator/patch.go`, the same in v0.11.1 to v1.2.4. */
export const expectedWebhooks: Readonly<Record<WebhookKind, ExpectedWebhook>> = {
  MutatingWebhookConfiguration: {
    component: 'osm-injector',
    service: 'osm-injector',
    path: '/mutate-pod-creation',
    port: 9090,
    timeoutSeconds: 20,
    calledFor: [{ operation: 'CREATE', group: '', version: 'v1', resource: 'pods' }],
    names: { upstream: 'osm-webhook', aks: 'aks-osm-webhook', arc: 'arc-osm-webhook' },
  },
  ValidatingWebhookConfiguration: {
    component: 'osm-controller',
    service: 'osm-validator',
    path: '/validate',
    port: 9093,
    timeoutSeconds: 10,
    calledFor: policyCalls,
    names: {
      upstream: 'osm-validator-mesh',
      aks: 'aks-osm-validator-mesh',
      arc: 'arc-osm-validator-mesh',
    },
  },
};

/** Whether a rule asks for this call on an object in a namespace, as the API server matches rules (its wildcards). */
export function covers(rule: WebhookRule, { operation, group, version, resource }: ApiCall): boolean {
  const has = (values: readonly string[], value: string) => values.includes('*') || values.includes(value);
  return (
    has(rule.operations, operation) &&
    has(rule.apiGroups, group) &&
    has(rule.apiVersions, version) &&
    rule.resources.some((of) => ['*', '*/*', resource, `${resource}/*`].includes(of)) &&
    rule.scope !== 'Cluster'
  );
}

/** The reference of a configuration that was found. */
export function configurationRef({ kind, metadata }: WebhookConfiguration): ObjectRef {
  return { apiVersion: 'admissionregistration.k8s.io/v1', ...refTo(kind, metadata) };
}

/** The configuration that the mesh should have; upstream and add-on name it differently. */
export function expectedConfigurationRef(kind: WebhookKind, mesh: Mesh): ObjectRef {
  const name = `${expectedWebhooks[kind].names[mesh.origin]}-${mesh.name}`;
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, name };
}
