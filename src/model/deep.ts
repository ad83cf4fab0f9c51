import type { ComponentName } from './facts.ts';

/** What a running pod of the control plane answers when it is asked itself (`pods/proxy`). */
export interface ControlPlaneAnswers {
  readonly pod: string;
  readonly namespace: string;
  readonly component: ComponentName;
  /** Its health paths, as the probes of its release ask them. */
  readonly health: readonly HealthAnswer[];
  /** OSM's own metrics that checks look at; absent where none came. */
  readonly metrics?: readonly Metric[];
  /** Why no metrics came: one sentence. */
  readonly noMetrics?: string;
}

/** What came of asking for one health path. */
export interface HealthAnswer {
  readonly path: string;
  /** HTTP status that the program gave. */
  readonly status?: number;
  /** Nothing listens on the port: the connection was refused. */
  readonly refused?: true;
  /** What the program said with a status above 299, or why no answer of its came; at most 200 characters. */
  readonly says?: string;
}

/** One sample of a metric. */
export interface Metric {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** How the API server answered a dry run of making a pod in a monitored namespace. */
export interface ProbedPod {
  readonly namespace: string;
  /** `created`: it would be, with or without a sidecar. `refused`: with the API server's words, cut to 600 characters. */
  readonly answer:
    | { readonly is: 'created'; readonly withSidecar: boolean }
    | { readonly is: 'refused'; readonly status: number; readonly message: string };
}
