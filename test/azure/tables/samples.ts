import { randomBytes } from 'node:crypto';
import type { RunLine, SavedReport } from '../../../src/jobs/ports.ts';
import type { Round, RoundPart } from '../../../src/model/digest.ts';
import type { StorageSettings } from '../../../src/settings/settings.ts';

let count = 0;

/** The ARM id of a cluster that no other test uses. */
export function freshCluster(): string {
  count += 1;
  return `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/Rg-${count}/providers/Microsoft.ContainerService/managedClusters/aks`;
}

/** Settings for a connection string. */
export function settingsFor(connectionString: string): StorageSettings {
  return { by: 'connectionString', connectionString };
}

/** A saved report; `filling` is text within it. */
export function savedReport(
  jobId: string,
  takenAt: string,
  filling = 'The controller is not ready.',
): SavedReport {
  return {
    jobId,
    report: {
      cluster: { name: 'aks' },
      takenAt,
      durationMs: 1_234,
      state: 'degraded',
      coverage: { judged: 70, total: 72 },
      counts: { passed: 69, failed: 1, notApplicable: 4, unknown: 2, broken: 0 },
      reads: [],
      measurements: { pods: 12 },
      results: [
        {
          id: 'OSM1001',
          name: 'controller-ready',
          area: 'control-plane',
          severity: 'critical',
          title: 'Ready',
          failTitle: 'Not ready',
          outcome: { is: 'broken', error: filling },
        },
      ],
    },
  };
}

/** Text that does not become smaller than three quarters when it is compressed. */
export function noise(characters: number): string {
  return randomBytes((characters * 3) / 4).toString('base64');
}

/** A line about a run. */
export function runLine(cluster: string, jobId: string, at: string): RunLine {
  return { jobId, cluster, at, by: 'timer', state: 'healthy', measurements: { pods: 3 } };
}

/** A round of so many clusters, due at a time. */
export function round(id: string, clusters: number): Round {
  return {
    id,
    openedAt: id,
    deadline: id,
    channel: 'C0123456789',
    clusters: Array.from({ length: clusters }, (_, index) => ({
      name: `aks-${index}`,
      resourceId: freshCluster(),
    })),
    problems: [],
  };
}

/** What a cluster adds when it could not be read. */
export function unread(cluster: { name: string; resourceId: string }, says = 'It is stopped.'): RoundPart {
  return { cluster, is: 'unread', says, todo: 'Start it.' };
}

/** Numbers from zero. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}
