import type { Sources } from '../model/check.ts';

/** Which Kubernetes a cluster runs, as far as support goes. */
export interface KubernetesRelease {
  /** As it was said: `1.31.3` by Azure, `v1.31.3` by the API server. */
  readonly version: string;
  /** `31` of 1.31.3. */
  readonly minor: number;
  /** Whether it is on AKS for sure: Azure said so, or the version is one that AKS alone builds. */
  readonly onAks: boolean;
  /** Whether it has the plan AKSLongTermSupport; undefined where nobody asked Azure. */
  readonly longTerm?: boolean;
  /** Of a build of somebody else's, its mark: `k3s1`, `gke.1200`. AKS has none but `akslts`. */
  readonly otherBuild?: string;
}

/** From what Azure says, where it was asked, else from the API server; undefined when that is no version 1. */
export function kubernetesRelease({
  apiServer,
  azure,
}: Pick<Sources, 'apiServer' | 'azure'>): KubernetesRelease | undefined {
  const version = azure.cluster?.kubernetesVersion ?? apiServer.gitVersion;
  const [, minor, mark] = /^v?1\.(\d+)(?:\.\d+)?(?:[-+](.+))?$/.exec(version) ?? [];
  if (minor === undefined) return undefined;
  const found = { version, minor: Number(minor) };
  if (azure.cluster !== undefined) {
    return { ...found, onAks: true, longTerm: azure.cluster.supportPlan === 'AKSLongTermSupport' };
  }
  // Builds of long-term support carry their name.
  if (mark?.startsWith('akslts') === true) return { ...found, onAks: true, longTerm: true };
  return { ...found, onAks: false, ...(mark === undefined ? {} : { otherBuild: mark }) };
}
