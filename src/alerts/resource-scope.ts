import type { Alert } from '../model/alert.ts';

/** Where a resource stands, in small letters: ARM ids ignore case. */
export interface Scope {
  readonly subscription: string;
  readonly resourceGroup?: string;
  /** `microsoft.monitor/accounts` */
  readonly type?: string;
}

const pattern =
  /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+)(?:\/providers\/([^/]+\/[^/]+)\/[^/]+)?)?/;

/** Reads the beginning of an ARM id; undefined for anything else. */
export function scopeOf(id: string): Scope | undefined {
  const [, subscription, resourceGroup, type] = pattern.exec(id.toLowerCase()) ?? [];
  if (subscription === undefined) return undefined;
  return {
    subscription,
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    ...(type === undefined ? {} : { type }),
  };
}

/**
 * All ARM ids that an alert holds: its targets, and labels or dimensions such as `_ResourceId`,
 * `microsoft.resourceid` or Container Insights' `ClusterId`.
 */
export function idsOf(alert: Alert): string[] {
  const labels = Object.values(alert.labels).filter((value) => scopeOf(value) !== undefined);
  return [...new Set([...alert.targets, ...labels])];
}

/** Labels and dimensions whose value is the name of a cluster; compared without case. */
const clusterLabels: ReadonlySet<string> = new Set([
  // Managed Prometheus puts it on every series.
  'cluster',
  // Container Insights' tables and custom metrics.
  'clustername',
  // Prometheus rule groups with a cluster name: what the alert is filed under; see parse-alert.ts.
  'configurationitem',
]);

/** Names that labels and dimensions give to a cluster, in small letters. */
export function clusterNamesOf(alert: Alert): string[] {
  return Object.entries(alert.labels)
    .filter(([label]) => clusterLabels.has(label.toLowerCase()))
    .map(([, value]) => value.toLowerCase())
    .filter((value) => value !== '');
}
