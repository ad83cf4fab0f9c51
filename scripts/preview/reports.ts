import { checks } from '../../src/checks/index.ts';
import { remedyBuilder } from '../../src/commands/remedy-builder.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { Report } from '../../src/model/report.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import type { ClusterSnapshot } from '../../src/model/snapshot.ts';
import type { SmallCluster } from '../../test/checks/check-cases.ts';
import { seenIn } from '../../test/checks/seen-in.ts';

/** The ARM id of a cluster of the previews. */
export function idOf(name: string): string {
  return clusterId({ subscription: '11111111-2222-3333-4444-555555555555', resourceGroup: 'mesh', name });
}

/** What is seen of a small cluster, as if it had been found in Azure under this name. */
export function snapshotOf(small: Omit<SmallCluster, 'name'>, name = 'prod-cluster'): ClusterSnapshot {
  const seen = seenIn({ name: '', ...small });
  return { ...seen, durationMs: 1_240, cluster: { ...seen.cluster, name, resourceId: idOf(name) } };
}

const judged = new Map<string, Report>();

/** The report of a file of test/clusters as a cluster of the fleet; judged once, however often it is asked for. */
export function reportOf(file: string, name = 'prod-cluster'): Report {
  const key = `${file} ${name}`;
  const report = judged.get(key) ?? judge(snapshotOf({ cluster: file }, name));
  judged.set(key, report);
  return report;
}

/** Judges a snapshot with the whole catalogue. */
export function judge(snapshot: ClusterSnapshot): Report {
  return { ...runChecks(snapshot, checks, remedyBuilder(snapshot)), durationMs: snapshot.durationMs };
}
