import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { pinnedKubectl } from '../../../sim/kubernetes/kubectl.ts';
import { loadCluster } from '../../../sim/kubernetes/load-cluster.ts';
import { listAt, textAt } from '../../../sim/kubernetes/record.ts';
import { type RunningCluster, startKubernetes } from '../../../sim/kubernetes/server.ts';
import { pinnedSkewSeconds } from '../../cli/pinned-clock.ts';
import { clusterFile } from '../../cli/run-cli.ts';

/** How a command ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A cluster with its controllers, and the real kubectl at it. */
export interface Playing {
  readonly cluster: RunningCluster;
  /** Words of kubectl, split at spaces; waits until the controllers have nothing left to do. */
  kubectl(words: string): Promise<Ran>;
  /** A line for a shell that knows kubectl, as a report suggests it. */
  shell(line: string): Promise<Ran>;
  /** A kubeconfig of the administrator. */
  readonly kubeconfig: string;
}

const home = mkdtempSync(join(tmpdir(), 'playing-'));
const running = new Set<RunningCluster>();
afterAll(async () => {
  await Promise.all([...running].map((cluster) => cluster.close()));
  rmSync(home, { recursive: true, force: true });
});

function run(program: string, words: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, words, { env: { HOME: home, ...env }, timeout: 20_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}

/** Starts a cluster of test/clusters with its controllers, twenty times as fast as in the playground. */
export async function play(name: string, pace = 0.05): Promise<Playing> {
  const cluster = await startKubernetes(loadCluster(clusterFile(name)), {
    controllers: { pace },
    clockSkewSeconds: pinnedSkewSeconds,
  });
  running.add(cluster);
  const kubeconfig = join(home, `${name}-${running.size}`);
  writeFileSync(kubeconfig, cluster.kubeconfig('admin'));
  const program = await pinnedKubectl();
  const settled = async (ran: Ran): Promise<Ran> => {
    await cluster.controllers?.settled();
    return ran;
  };
  const path = `${dirname(program)}:${process.env['PATH'] ?? ''}`;
  return {
    cluster,
    kubeconfig,
    kubectl: async (words) => settled(await run(program, words.split(' '), { KUBECONFIG: kubeconfig })),
    shell: async (line) => settled(await run('/bin/sh', ['-c', line], { PATH: path })),
  };
}

/** The pods of an app, oldest name first. */
export function podsOf({ cluster }: Playing, namespace: string, app: string): KubernetesObject[] {
  return cluster
    .all('Pod')
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.['app'] === app);
}

/** Their names. */
export function namesOf(objects: readonly KubernetesObject[]): string[] {
  return objects.map(({ metadata }) => metadata.name);
}

/** The containers of a pod with their images. */
export function imagesOf(pod: KubernetesObject | undefined): string[] {
  return ['initContainers', 'containers']
    .flatMap((field) => listAt(pod, 'spec', field))
    .map((container) => `${textAt(container, 'name')} ${textAt(container, 'image')}`);
}

/** `status` of a Deployment, with its conditions by type. */
export function statusOf(
  { cluster }: Playing,
  namespace: string,
  name: string,
): Readonly<Record<string, unknown>> {
  const status = cluster.find('Deployment', namespace, name)?.['status'];
  const conditions = listAt(status, 'conditions').map((condition) => [
    textAt(condition, 'type'),
    `${textAt(condition, 'status')} ${textAt(condition, 'reason')}`,
  ]);
  return { ...(status as object), conditions: Object.fromEntries(conditions) };
}
