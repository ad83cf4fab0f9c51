import type { Line } from '../model/message.ts';
import type { Report } from '../model/report.ts';
import { parseClusterId } from '../model/resource-id.ts';

/**
 * How kubectl is pointed at a cluster that was found in Azure: its commands name no context, so typed as they are they
 * would go to whatever cluster somebody worked on before. Nothing for a cluster that was reached by a context.
 */
export function credentialsFor({
  cluster,
}: Pick<Report, 'cluster'>): readonly (Line | { readonly type: string })[] {
  const id = cluster.resourceId === undefined ? undefined : parseClusterId(cluster.resourceId);
  if (id === undefined || cluster.context !== undefined) return [];
  const words = ['--subscription', id.subscription, '--resource-group', id.resourceGroup, '--name', id.name];
  return [
    ['The commands go to whatever cluster kubectl points at. Point it at this one first:'],
    { type: `az aks get-credentials ${words.map(quoted).join(' ')}` },
  ];
}

/** One word for a shell. In single quotes sh and PowerShell give no character a meaning but the quote itself. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
