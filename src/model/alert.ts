import type { AccessProblem, FleetCluster } from './fleet.ts';
import type { Finding, Report, Result } from './report.ts';

/**
 * An alert of Azure Monitor, reduced to what the answer needs. Every text in it came from outside.
 * Source: common alert schema, learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema.
 */
export interface Alert {
  readonly id: string;
  readonly rule: string;
  readonly severity: 'Sev0' | 'Sev1' | 'Sev2' | 'Sev3' | 'Sev4';
  readonly condition: 'Fired' | 'Resolved';
  /** `Platform`, `Log Analytics`, `Prometheus`, `Resource Health`, `Activity Log - Administrative` and others. */
  readonly service: string;
  /** `Metric`, `Log`, `Activity Log` … */
  readonly signal: string;
  /** RFC 3339. */
  readonly firedAt: string;
  readonly resolvedAt?: string;
  readonly description?: string;
  /** ARM ids of the resources it is about. */
  readonly targets: readonly string[];
  /** What it measured, in a few lines: the condition, the value, the health's cause. */
  readonly measured: readonly string[];
  /** Labels and dimensions: `namespace`, `pod`, `cluster`, `Computer` … */
  readonly labels: Readonly<Record<string, string>>;
}

/** A finding that fits an alert. */
export interface ExplainingFinding {
  readonly finding: Finding;
  readonly result: Pick<Result, 'id' | 'failTitle'>;
  /** `object`: the alert names it. `namespace`: the alert is about its namespace. `area`: only the subject is the same. */
  readonly by: 'object' | 'namespace' | 'area';
  /** One sentence. */
  readonly because: string;
}

/** What a report says about an alert. */
export interface Explained {
  /** The best first. */
  readonly explaining: readonly ExplainingFinding[];
  /** Findings that do not fit; notes (`info`) are not counted. */
  readonly others: number;
  /** One sentence: whether anything explains the alert. */
  readonly says: string;
  /** One sentence about what could not be looked at, where the cause may stand. */
  readonly unseen?: string;
}

/** What became of one cluster that an alert is about. */
export type AlertAnswer =
  | { readonly cluster: FleetCluster; readonly report: Report; readonly explained: Explained }
  | { readonly cluster: FleetCluster; readonly problem: AccessProblem };
