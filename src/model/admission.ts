import type { ObjectMeta } from './kubernetes.ts';

/** A label selector requirement. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

/** What a webhook asks to be called for; `*` stands for all. */
export interface WebhookRule {
  readonly operations: readonly string[];
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  /** `pods`, or `pods/status` for a subresource. */
  readonly resources: readonly string[];
  /** `Cluster`, `Namespaced` or `*`. */
  readonly scope: string;
}

/** One webhook of a configuration. */
export interface Webhook {
  readonly name: string;
  readonly service?: {
    readonly namespace: string;
    readonly name: string;
    readonly path?: string;
    readonly port: number;
  };
  /** Base64 of PEM; empty when the API server trusts its system roots. */
  readonly caBundle: string;
  readonly failurePolicy: string;
  readonly timeoutSeconds: number;
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
  /** Without any the webhook is called for nothing. */
  readonly rules: readonly WebhookRule[];
  /** Names of its CEL conditions: the webhook is called only for what meets all of them. */
  readonly matchConditions: readonly string[];
}

/** `admissionregistration.k8s.io/v1` Mutating- or ValidatingWebhookConfiguration. */
export interface WebhookConfiguration {
  readonly kind: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';
  readonly metadata: ObjectMeta;
  readonly webhooks: readonly Webhook[];
}
