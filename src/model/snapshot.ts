import type { WebhookConfiguration } from './admission.ts';
import type { Tier } from './check.ts';
import type {
  FailedCreate,
  HorizontalPodAutoscaler,
  Job,
  PodDisruptionBudget,
  ReplicaSet,
} from './controllers.ts';
import type { CustomResourceDefinition, MeshConfig, NamedObject, ServedKind } from './custom-resources.ts';
import type { ControlPlaneAnswers, ProbedPod } from './deep.ts';
import type { Deployment, EndpointSlice, Namespace, Pod, Service } from './kubernetes.ts';

import type { MaintenanceWindow, ManagedCluster, MeshRevision } from './managed-cluster.ts';
import type {
  Egress,
  HttpRouteGroup,
  IngressBackend,
  MeshRootCertificate,
  Retry,
  TcpRoute,
  TrafficSplit,
  TrafficTarget,
  UpstreamTrafficSetting,
} from './policies.ts';
import type { ObjectRef } from './remedy.ts';
import type { Route } from './routes.ts';

/** Everything that can be read from a cluster, by name. Each is one list (in pages) or one small request. */
export interface Inputs {
  /** `GET /version`. */
  apiServer: { readonly gitVersion: string };
  /** The `Date` header of the same answer against our own clock; positive when the server is ahead. */
  clock: { readonly skewSeconds: number };
  /** OSM's and SMI's kinds, and those of autoscaling, policy and Gateway API, as discovery lists them. */
  servedKinds: readonly ServedKind[];
  /** Namespaces by metadata: labels and OSM's annotations. */
  namespaces: readonly Namespace[];
  /** Deployments labelled `app` = osm-controller, osm-injector or osm-bootstrap, in every namespace. */
  controlPlaneDeployments: readonly Deployment[];
  /** Their pods, by the same label. */
  controlPlanePods: readonly Pod[];
  /** Their Services, by the same label (osm-validator carries `app=osm-controller`). */
  controlPlaneServices: readonly Service[];
  /** EndpointSlices of the four Services of the control plane. */
  controlPlaneEndpoints: readonly EndpointSlice[];
  mutatingWebhooks: readonly WebhookConfiguration[];
  validatingWebhooks: readonly WebhookConfiguration[];
  /** OSM's and SMI's CustomResourceDefinitions: by label, and by name where the label is gone. */
  crds: readonly CustomResourceDefinition[];
  meshConfigs: readonly MeshConfig[];
  /** The MeshConfigs of the earlier snapshot that this run was asked to compare with (`--since`). */
  earlierMeshConfigs: readonly MeshConfig[];
  /** What the control plane's pods answered in that earlier snapshot. */
  earlierControlPlaneAnswers: readonly ControlPlaneAnswers[];
  /** Every Service. */
  services: readonly Service[];
  /** Every EndpointSlice. */
  endpointSlices: readonly EndpointSlice[];
  trafficTargets: readonly TrafficTarget[];
  httpRouteGroups: readonly HttpRouteGroup[];
  tcpRoutes: readonly TcpRoute[];
  trafficSplits: readonly TrafficSplit[];
  egresses: readonly Egress[];
  ingressBackends: readonly IngressBackend[];
  retries: readonly Retry[];
  upstreamTrafficSettings: readonly UpstreamTrafficSetting[];
  meshRootCertificates: readonly MeshRootCertificate[];
  /** Every pod. */
  pods: readonly Pod[];
  replicaSets: readonly ReplicaSet[];
  jobs: readonly Job[];
  /** Events of the reason FailedCreate. */
  failedCreates: readonly FailedCreate[];
  horizontalPodAutoscalers: readonly HorizontalPodAutoscaler[];
  podDisruptionBudgets: readonly PodDisruptionBudget[];
  /** Nodes by metadata: their operating system and zone are labels. */
  nodes: readonly NamedObject[];
  /** ServiceAccounts by metadata. */
  serviceAccounts: readonly NamedObject[];
  ingresses: readonly Route[];
  /** HTTPRoutes of Gateway API. */
  httpRoutes: readonly Route[];
  /** What ARM says of the cluster; asked where it was named. */
  managedCluster: ManagedCluster;
  /** Istio revisions that Azure offers in its region; asked where it was named. */
  meshRevisions: readonly MeshRevision[];
  /** Its planned maintenance; asked where it was named. */
  maintenanceWindows: readonly MaintenanceWindow[];
  /** The objects of a backup that this run was given (`--backup FILE`), by kind and name. */
  backup: readonly ObjectRef[];
  /** Health paths and metrics of the control plane's pods, through `pods/proxy` (`--deep`). */
  controlPlaneAnswers: readonly ControlPlaneAnswers[];
  /** What the API server answers to a pod that it need not keep (`--probe`). */
  probedPod: ProbedPod;
}

/** Name of something that can be read. */
export type InputName = keyof Inputs;

/**
 * Inputs that do not come from the API server's lists: whoever has them (an earlier snapshot, Azure, a file) puts
 * them into the snapshot. Where nobody does, nobody asked for them.
 */
export const outsideInputs = [
  'earlierMeshConfigs',
  'earlierControlPlaneAnswers',
  'managedCluster',
  'meshRevisions',
  'maintenanceWindows',
  'backup',
] as const satisfies readonly InputName[];

/** Name of such an input. */
export type OutsideInput = (typeof outsideInputs)[number];

/** Inputs that are read only where a run asks for their tier. */
export const inputsOfTiers = {
  deep: ['controlPlaneAnswers'],
  probe: ['probedPod'],
} as const satisfies Record<Tier, readonly InputName[]>;

/** A Kubernetes RBAC rule, exactly as it would stand in a Role. */
export interface RbacRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Why something could not be read, or not wholly. */
export interface ReadProblem {
  /**
   * `forbidden`: the identity lacks `rule`. `notInstalled`: discovery doesn't list the kind. `timedOut`: the
   * budget ran out. `unreachable`: no usable answer. `incomplete`: some pages came, others did not.
   * `notAsked`: nobody asked for it in this run.
   */
  readonly reason: 'forbidden' | 'notInstalled' | 'timedOut' | 'unreachable' | 'incomplete' | 'notAsked';
  /** A sentence for a person. */
  readonly detail: string;
  /** The rule that is missing, when `forbidden`. */
  readonly rule?: RbacRule;
}

/** A value that was read, or why it was not. `partial` holds what did come of an incomplete list. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ReadProblem; readonly partial?: T };

/** What one read cost and how it ended. */
export interface ReadRecord {
  readonly input: InputName;
  readonly requests: number;
  /** Bytes of response bodies after decompression. */
  readonly bytes: number;
  readonly ms: number;
  readonly items: number;
  readonly ok: boolean;
  readonly problem?: ReadProblem;
}

/** Which cluster this is. Identity is the ARM id where known, else the UID of its kube-system namespace. */
export interface ClusterRef {
  readonly name: string;
  readonly resourceId?: string;
  readonly uid?: string;
  readonly server?: string;
  /** kubeconfig context, so that commands can name it. */
  readonly context?: string;
  /** kubeconfig file, where one was named: commands must name it too. Never saved in a snapshot. */
  readonly kubeconfig?: string;
}

/** One cluster as it was seen once: immutable, and enough to judge it again offline. */
export interface ClusterSnapshot {
  readonly cluster: ClusterRef;
  /** RFC 3339; checks judge at this moment. */
  readonly takenAt: string;
  readonly durationMs: number;
  readonly asked: {
    /** The one namespace that was asked for, if one was. */
    readonly namespace?: string;
    readonly budgetMs: number;
  };
  readonly inputs: { readonly [K in InputName]: Reading<Inputs[K]> };
  readonly reads: readonly ReadRecord[];
}
