import { readFileSync } from 'node:fs';
import { parseAlert } from '../../src/alerts/parse-alert.ts';
import type { Alert } from '../../src/model/alert.ts';

/** The payloads of test/alerts/payloads, built after Microsoft's samples: articles/azure-monitor/alerts/alerts-payload-samples.md. */
export type PayloadName =
  | 'metric'
  | 'log-search'
  | 'prometheus'
  | 'resource-health'
  | 'activity-log'
  | 'resolved';

/** The subscription of every payload. */
export const subscription = '11111111-2222-3333-4444-555555555555';

/** The managed cluster that the payloads are about. */
export const clusterId = `/subscriptions/${subscription}/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters/aks-prod`;

/** The text of a payload. */
export function payload(name: PayloadName): string {
  return readFileSync(new URL(`./payloads/${name}.json`, import.meta.url), 'utf8');
}

/** A payload after some essentials were replaced; `undefined` takes one away. */
export function payloadWith(name: PayloadName, essentials: Readonly<Record<string, unknown>>): string {
  const parsed = JSON.parse(payload(name));
  return JSON.stringify({
    ...parsed,
    data: { ...parsed.data, essentials: { ...parsed.data.essentials, ...essentials } },
  });
}

/** A payload as an alert, with changes. */
export function alertOf(name: PayloadName, changes: Partial<Alert> = {}): Alert {
  const parsed = parseAlert(payload(name));
  if (parsed.is === 'refused') throw new Error(parsed.says);
  return { ...parsed.alert, ...changes };
}
