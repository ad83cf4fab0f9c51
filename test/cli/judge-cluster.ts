import type { Identity, RunningCluster } from '../../sim/kubernetes/server.ts';
import { checks } from '../../src/checks/index.ts';
import { remedyBuilder } from '../../src/commands/remedy-builder.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { type GatherOptions, gather } from '../../src/kubernetes/gather.ts';
import { connectByKubeconfig } from '../../src/kubernetes/kubeconfig.ts';
import type { Check } from '../../src/model/check.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import type { ClusterSnapshot } from '../../src/model/snapshot.ts';
import { pinnedClock, pinnedNow } from './pinned-clock.ts';
import { scratchFile } from './run-cli.ts';

/** Reads a simulated cluster over the wire; the snapshot says that it was the pinned time. */
export async function read(
  cluster: RunningCluster,
  as: Identity,
  options: Partial<GatherOptions> & { readonly checks?: readonly Check[] } = {},
): Promise<ClusterSnapshot> {
  const kubeconfig = scratchFile(cluster.kubeconfig(as));
  const connection = await connectByKubeconfig({ kubeconfig, env: {} }, 10_000);
  try {
    const snapshot = await gather(connection, {
      inputs: neededInputs(options.checks ?? checks),
      budgetMs: 20_000,
      now: pinnedClock,
      ...options,
    });
    return { ...snapshot, takenAt: pinnedNow.toISOString() };
  } finally {
    connection.close();
  }
}

/** Judges a snapshot with the whole catalogue. */
export function judge(snapshot: ClusterSnapshot, selected: readonly Check[] = checks): Report {
  return runChecks(snapshot, selected, remedyBuilder(snapshot));
}

/** All findings of a report. */
export function findings(report: Report): (Finding & { readonly id: string })[] {
  return report.results.flatMap(({ id, outcome }) =>
    outcome.is === 'failed' ? outcome.findings.map((finding) => ({ id, ...finding })) : [],
  );
}
