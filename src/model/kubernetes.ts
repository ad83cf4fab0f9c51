/**
 * The parts of Kubernetes objects that checks may look at. Reading keeps these fields and drops the rest
 * at once, so neither a check nor a saved snapshot can hold a Secret, a token or an environment value.
 */

/** Who made an object; only the managing (controller) owner is kept. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Metadata as kept for every kind. Which labels and annotations are kept depends on the kind. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly owner?: OwnerReference;
}

/** Container of a pod or pod template. `env` holds OSM's own image defaults (`OSM_DEFAULT_*`), nothing else. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `apps/v1` Deployment. */
export interface Deployment {
  readonly metadata: ObjectMeta;
  /** `metadata.generation`: counts the changes of the spec. */
  readonly generation?: number;
  /** The generation that the status is about; absent where no controller has written a status. */
  readonly observedGeneration?: number;
  /** `spec.replicas`; Kubernetes fills in 1 where it is left out. */
  readonly replicas: number;
  /** Of the new template and of the old. */
  readonly readyReplicas: number;
  /** Of the new template, ready or not; absent where no controller has written a status. */
  readonly updatedReplicas?: number;
  /** Of the new template and of the old, those that are not available. */
  readonly unavailableReplicas: number;
  /** Condition `Progressing`: how the newest rollout goes or went. */
  readonly progressing?: {
    readonly status: string;
    /** For example `NewReplicaSetAvailable` or `ProgressDeadlineExceeded`. */
    readonly reason?: string;
    readonly lastUpdateTime?: string;
  };
  readonly containers: readonly Container[];
}

/** State of one container of a pod. */
export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  /** `state.waiting.reason`, for example `CrashLoopBackOff`. */
  readonly waitingReason?: string;
  /** `lastState.terminated`, the end of the previous run. */
  readonly lastTermination?: {
    readonly reason?: string;
    readonly exitCode?: number;
    readonly finishedAt?: string;
  };
}

/** `v1` Pod. */
export interface Pod {
  readonly metadata: ObjectMeta;
  readonly phase: string;
  /** `status.reason`, for example `Evicted`. */
  readonly reason?: string;
  readonly hostNetwork: boolean;
  /** `spec.nodeSelector['kubernetes.io/os']`, which decides the injector's Windows path. */
  readonly os?: string;
  readonly serviceAccount: string;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly volumes: readonly string[];
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
}

/** Port of a `v1` Service. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** A number, or the name of a container's port; Kubernetes fills in `port` where it is left out. */
  readonly targetPort: number | string;
}

/** `v1` Service. */
export interface Service {
  readonly metadata: ObjectMeta;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
}

/** `discovery.k8s.io/v1` EndpointSlice, reduced to how many addresses are ready. */
export interface EndpointSlice {
  readonly metadata: ObjectMeta;
  /** Label `kubernetes.io/service-name`. */
  readonly service: string;
  /** Endpoints whose `conditions.ready` is not false (absent counts as ready, as Kubernetes defines it). */
  readonly ready: number;
  readonly notReady: number;
}

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

/** A Namespace, read by metadata alone. All its labels are kept: webhooks select namespaces by any of them. */
export interface Namespace {
  readonly metadata: ObjectMeta;
}
