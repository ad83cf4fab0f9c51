import type { WebhookConfiguration } from './admission.ts';
import type { Severity } from './check.ts';
import type { MeshConfig } from './custom-resources.ts';
import type { Deployment, Namespace } from './kubernetes.ts';
import type { ManagedCluster } from './managed-cluster.ts';
import type { ReadProblem, ReadRecord } from './snapshot.ts';

/** An OSM release: `v1.2.4` is `{ major: 1, minor: 2, patch: 4 }`. */
export interface OsmVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The three programs of OSM's control plane; each is a Deployment and the value of the label `app`. */
export type ComponentName = 'osm-controller' | 'osm-injector' | 'osm-bootstrap';

/** The mesh that a run judges. */
export interface Mesh {
  /** Mesh name, the value that namespaces carry in `openservicemesh.io/monitored-by`. */
  readonly name: string;
  /** Namespace of the control plane. */
  readonly namespace: string;
  /** AKS add-on (kube-system), Azure Arc extension (arc-osm-system) or installed by hand. */
  readonly origin: 'aks' | 'arc' | 'upstream';
  readonly components: { readonly [C in ComponentName]?: Deployment };
}

/** A CRD that a release needs. */
export interface ExpectedCrd {
  /** `plural.group`. */
  readonly name: string;
  /** The version that OSM's own clients use and that therefore must be served. */
  readonly servedVersion: string;
}

/** A Service of the control plane as a release installs it. */
export interface ExpectedService {
  readonly name: string;
  readonly component: ComponentName;
  readonly ports: readonly number[];
}

/** What the installed release means for the objects around it. */
export interface OsmRelease {
  readonly version: OsmVersion;
  readonly services: readonly ExpectedService[];
  readonly crds: readonly ExpectedCrd[];
  /** CRDs that this release itself sets to conversion `Webhook`; on every other CRD it is a leftover. */
  readonly convertedByWebhook: readonly string[];
  /** From 1.1 on the webhooks' caBundle is the mesh's CA; before, it is each webhook's own certificate. */
  readonly bundleIsMeshCa: boolean;
  /** 0.11.1 injects pods of the host network too. */
  readonly injectsHostNetwork: boolean;
}

/** The webhook configurations that belong to the mesh, found by label. */
export interface MeshWebhooks {
  readonly mutating: readonly WebhookConfiguration[];
  readonly validating: readonly WebhookConfiguration[];
}

/** What `openservicemesh.io/sidecar-injection` says. */
export type InjectionSetting = 'enabled' | 'disabled' | 'absent' | 'invalid';

/** How a namespace stands towards the mesh. */
export interface Membership {
  readonly namespace: Namespace;
  /** Value of the label `openservicemesh.io/monitored-by`. */
  readonly monitoredBy?: string;
  /** Labelled for this mesh. */
  readonly monitored: boolean;
  /** The control plane was not read: nobody knows whether the mesh that the label names exists. */
  readonly byLabelAlone: boolean;
  /** Carries the label `openservicemesh.io/ignore`: both webhooks pass it over. */
  readonly ignored: boolean;
  readonly injection: InjectionSetting;
  /** kube-system, kube-public or the control plane's own: never injected. */
  readonly system: boolean;
}

/** The sidecar image that a new pod would get, and where that is decided. */
export interface SidecarImage {
  readonly image: string;
  readonly from: 'meshConfig' | 'injector';
}

/** A schema as the cluster's own CRD states it. */
export interface MeshConfigSchema {
  /** Such as `v1alpha2`. */
  readonly version: string;
  /** OpenAPI v3, not yet read. */
  readonly schema: unknown;
}

/** Which inputs the selected checks asked for and how each read ended. */
export interface Run {
  readonly reads: readonly ReadRecord[];
  readonly problems: readonly ReadProblem[];
  readonly budgetMs: number;
  readonly clusterName: string;
  /** The one namespace that was asked for, if one was. */
  readonly namespace?: string;
}

/** How often the control plane counted an error code. */
export interface CountedCode {
  /** Such as `E4001`. */
  readonly code: string;
  /** Since the earlier snapshot, or since the programs started. */
  readonly times: number;
  readonly components: readonly ComponentName[];
}

/** The error codes that the control plane counted; the most frequent first. */
export interface CountedErrors {
  /** `snapshot`: after the earlier snapshot was taken. `start`: since each program started, there being no earlier one. */
  readonly since: 'snapshot' | 'start';
  readonly codes: readonly CountedCode[];
  /** Pods that gave no metrics. */
  readonly unread: readonly { readonly pod: string; readonly because: string }[];
}

/** A finding of another check in the same run. */
export interface OpenFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly says: string;
}

/** What is computed once from the inputs and shared by checks. */
export interface Facts {
  run: Run;
  /** What the other checks of this run found; checks that read it are judged after all others. */
  openFindings: readonly OpenFinding[];
  /** What Azure says of the cluster; empty where nobody asked Azure. */
  azure: { readonly cluster?: ManagedCluster };
  mesh: Mesh;
  osmRelease: OsmRelease;
  meshWebhooks: MeshWebhooks;
  memberships: readonly Membership[];
  countedErrors: CountedErrors;
  /** The one `osm-mesh-config` that OSM reads. */
  meshConfig: MeshConfig;
  /** The CRD's schema for the version in which that MeshConfig was read. */
  meshConfigSchema: MeshConfigSchema;
  sidecarImage: SidecarImage;
}

/** Name of a fact. */
export type FactName = keyof Facts;
