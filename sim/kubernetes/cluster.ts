/** One Kubernetes object, as JSON: what a real API server would store. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** The Kubernetes release whose answers the simulator imitates, each held against a recording. */
export type Manners = '1.21' | '1.31';

/** Everything a simulated API server needs to know before it starts. */
export interface SimulatedCluster {
  readonly name: string;
  readonly manners: Manners;
  /** The moment at which the objects were "read": tests judge at this time. RFC 3339. */
  readonly takenAt: string;
  readonly objects: KubernetesObject[];
}
