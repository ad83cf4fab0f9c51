import { UsageError } from './usage-error.ts';

/**
 * Dry runs need the rights to patch, which the identity of the Azure sign-in has not got; a person's context may.
 * Throws UsageError when a cluster was named.
 */
export function refuseDryRunOf(clusterName: string | undefined): void {
  if (clusterName === undefined) return;
  throw new UsageError(
    `--dry-run goes with a context of your kubeconfig, not with a cluster by name.\nGet one with az aks get-credentials, then use --context in place of ${clusterName}.`,
  );
}
