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
