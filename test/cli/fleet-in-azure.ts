import { afterAll } from '@jest/globals';
import type { ClusterDeclaration } from '../../sim/azure/managed-cluster.ts';
import { type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { pinnedClock } from './pinned-clock.ts';
import { type CliRun, clusterFile, runCli } from './run-cli.ts';

const running = new Set<RunningAzure>();
afterAll(async () => {
  await Promise.all([...running].map((azure) => azure.close()));
});

/** A simulated Azure with these clusters, each serving a cluster of test/clusters; it stops with the test file. */
export async function azureWith(
  ...clusters: (Omit<ClusterDeclaration, 'cluster'> & { readonly serves?: string })[]
): Promise<RunningAzure> {
  const azure = await startAzure({
    now: pinnedClock,
    clusters: clusters.map(({ serves, ...declared }) => ({
      ...declared,
      ...(serves === undefined ? {} : { cluster: loadCluster(clusterFile(serves)) }),
    })),
  });
  running.add(azure);
  return azure;
}

/** Runs the built program in this Azure. */
export function runIn(
  azure: RunningAzure,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  return runCli(words, { ...azure.env(), ...settings });
}
