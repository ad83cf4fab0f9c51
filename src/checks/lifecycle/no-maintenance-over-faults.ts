import { defineCheck, type Problem } from '../../model/check.ts';
import type { OpenFinding } from '../../model/facts.ts';
import type { MaintenanceWindow } from '../../model/managed-cluster.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import { clusterRef } from './cluster-ref.ts';

/** How far ahead a window is looked for, in days. */
const soonDays = 7;

/** Findings that an upgrade cures, or that are about the move to another mesh and not about its health. */
const notInTheWay: readonly string[] = ['OSM9001', 'OSM9002', 'OSM9004', 'OSM9005', 'OSM9007', 'OSM9009'];

/** The configuration by which AKS upgrades Kubernetes itself; the others are for nodes and for AKS's own releases. */
const upgradeWindow = 'aksManagedAutoUpgradeSchedule';

export const noMaintenanceOverFaults = defineCheck({
  id: 'OSM9003',
  name: 'no-maintenance-over-faults',
  area: 'lifecycle',
  severity: 'warning',
  title: 'No maintenance is near while the mesh is faulty',
  failTitle: 'Maintenance is near while the mesh is faulty',
  why: 'Maintenance drains nodes and so makes pods anew, all of them. What a fault has not hurt yet because pods are old, it hurts then: a webhook without an answer, a certificate, a namespace half configured.',
  remedy:
    'Mend the critical and error findings first; or move the window (az aks maintenanceconfiguration update) until they are mended.',
  source:
    'learn.microsoft.com/azure/aks/planned-maintenance and the REST reference of maintenanceConfigurations',
  reads: ['maintenanceWindows', 'managedCluster', 'openFindings', 'run'],
  run({ maintenanceWindows, managedCluster, openFindings, run }, now) {
    const faults = openFindings.filter(isInTheWay);
    if (faults.length === 0) return [];
    const { upgradeChannel = 'none' } = managedCluster;
    const upgrades = upgradeChannel !== 'none';
    const windows = maintenanceWindows.filter(({ name }) => upgrades || name !== upgradeWindow);
    const on = clusterRef(run);
    const near = windows.flatMap((window) => judgeWindow(window, faults, now));
    const anyTime = upgrades && !windows.some(({ name }) => name === upgradeWindow);
    const problems = [...near, ...(anyTime ? [unplanned(upgradeChannel, faults, on)] : [])];
    const unread = windows.filter(({ opens }) => opens.length === 0).map(({ name }) => name);
    if (near.length > 0 || unread.length === 0) return problems;
    return {
      unknown: `When the maintenance window ${unread.join(' and ')} opens next can't be told from its schedule: look at az aks maintenanceconfiguration list.`,
    };
  },
});

function isInTheWay({ id, severity }: OpenFinding): boolean {
  const grave = severity === 'critical' || severity === 'error';
  return grave && !id.startsWith('OSM0') && !notInTheWay.includes(id);
}

function judgeWindow(
  { name, opens }: MaintenanceWindow,
  faults: readonly OpenFinding[],
  now: Date,
): Problem[] {
  const [next] = opens;
  if (next === undefined) return [];
  const days = (Date.parse(next) - now.getTime()) / 86_400_000;
  if (days > soonDays) return [];
  const minute = `${next.slice(0, 16).replace('T', ' ')} UTC`;
  const when = days <= 0 ? `is open since ${minute}` : `opens on ${minute}`;
  const says = `Maintenance window ${name} ${when}, with ${describe(faults)}.`;
  return [{ what: 'near', on: { kind: 'MaintenanceConfiguration', name }, says }];
}

function unplanned(channel: string, faults: readonly OpenFinding[], on: ObjectRef): Problem {
  const says = `The cluster upgrades itself (channel ${channel}) and has no window ${upgradeWindow}, so that may come on any day, with ${describe(faults)}.`;
  return { what: 'anyTime', on, severity: 'info', says };
}

function describe(faults: readonly OpenFinding[]): string {
  const ids = [...new Set(faults.map(({ id }) => id))];
  const named = ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and others` : ids.join(', ');
  return `${faults.length} critical or error ${faults.length === 1 ? 'finding' : 'findings'} open (${named})`;
}
