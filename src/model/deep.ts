import type { ComponentName } from './facts.ts';

/** What a pod of the control plane answers on port 9091 (`pods/proxy`), as far as it was asked. */
export interface ControlPlaneAnswers {
  readonly pod: string;
  readonly namespace: string;
  readonly component: ComponentName;
  /** Health paths that its probes use over plain HTTP, and what came: a status, or why there was none. */
  readonly health: readonly {
    readonly path: string;
    readonly status?: number;
    readonly problem?: string;
  }[];
  /** OSM's own metrics that checks look at: `osm_error_err_code_count`, `osm_proxy_connect_count` and others. */
  readonly metrics?: readonly Metric[];
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
