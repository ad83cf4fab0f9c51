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

/** A probe of a container: which one and how it asks. */
export interface Probe {
  readonly is: 'liveness' | 'readiness' | 'startup';
  readonly by: 'httpGet' | 'tcpSocket' | 'exec' | 'grpc';
  /** A number, or the name of a container's port; absent for exec. */
  readonly port?: number | string;
  /** `httpGet.path` where the injector wrote it (it begins with `/osm-`); others are not kept. */
  readonly osmPath?: string;
}

/** Container of a pod or pod template. `env` holds OSM's own image defaults (`OSM_DEFAULT_*`), nothing else, and only of the control plane. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the containers named `osm-controller`, `osm-injector` and `osm-bootstrap`: words of `command` and `args` that decide about the mesh's certificate provider. */
  readonly args: readonly string[];
  /** `ports[].containerPort`. */
  readonly ports: readonly number[];
  readonly probes: readonly Probe[];
  /** `securityContext.runAsUser`. */
  readonly runAsUser?: number;
  /** `securityContext.runAsNonRoot`. */
  readonly runAsNonRoot?: boolean;
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
  /** `state.running.startedAt`. */
  readonly startedAt?: string;
  /** `state.terminated`: it ran and has ended for now. */
  readonly terminated?: {
    readonly reason?: string;
    readonly exitCode?: number;
    readonly finishedAt?: string;
  };
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
  /** `spec.nodeName`; absent until it is scheduled. */
  readonly node?: string;
  /** `status.startTime`. */
  readonly startTime?: string;
  /** `spec.securityContext.runAsNonRoot`. */
  readonly runAsNonRoot?: boolean;
  /** `spec.securityContext.runAsUser`. */
  readonly runAsUser?: number;
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
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  readonly appProtocol?: string;
}

/** `v1` Service. */
export interface Service {
  readonly metadata: ObjectMeta;
  /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
  readonly type: string;
  readonly selector: Readonly<Record<string, string>>;
  /** `spec.clusterIP`; of a headless Service `None`. */
  readonly clusterIp?: string;
  readonly ports: readonly ServicePort[];
}

/** `discovery.k8s.io/v1` EndpointSlice, reduced to ports, pods and how many addresses are ready. */
export interface EndpointSlice {
  readonly metadata: ObjectMeta;
  /** Label `kubernetes.io/service-name`. */
  readonly service: string;
  /** Endpoints whose `conditions.ready` is not false (absent counts as ready, as Kubernetes defines it). */
  readonly ready: number;
  readonly notReady: number;
  /** Numbers of its ports: the ports of the pods, which a Service calls its targetPorts. */
  readonly ports: readonly number[];
  /** Names of the pods that its endpoints point at, ready or not. */
  readonly pods: readonly string[];
}

/** A Namespace, read by metadata alone. All its labels are kept: webhooks select namespaces by any of them. */
export interface Namespace {
  readonly metadata: ObjectMeta;
}
