import type { Report } from '../../src/model/report.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import type { ClusterSnapshot } from '../../src/model/snapshot.ts';
import { seenIn } from '../checks/seen-in.ts';
import { findings, judge } from '../cli/judge-cluster.ts';

/** The ARM id of a cluster of the tests' fleet. */
export function idOf(name: string): string {
  return clusterId({ subscription: '11111111-2222-3333-4444-555555555555', resourceGroup: 'mesh', name });
}

/** A snapshot as if its cluster had been found in Azure under this name. */
export function inAzure(snapshot: ClusterSnapshot, name: string): ClusterSnapshot {
  return { ...snapshot, cluster: { ...snapshot.cluster, name, resourceId: idOf(name) } };
}

const judged = new Map<string, Report>();

/** What a report holds above notes: so many findings make news, so that no test has to count them. */
export function faultsIn(report: Report): ReturnType<typeof findings> {
  return findings(report).filter(({ severity }) => severity !== 'info');
}

/** The report of a file of test/clusters as a cluster of the fleet. */
export function reportOf(cluster: string, name = 'prod-cluster'): Report {
  const key = `${cluster} ${name}`;
  const report = judged.get(key) ?? judge(inAzure(seenIn({ name: '', cluster }), name));
  judged.set(key, report);
  return report;
}
