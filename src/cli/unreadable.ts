import type { ClusterRef, ReadProblem } from '../model/snapshot.ts';
import { isPlain, plain } from '../present/plain-text.ts';
import { commandLine } from '../remedies/quote.ts';

/** What to tell when the API server gave no usable answer: which cluster, what happened, what to try. */
export function unreadable({ name, context, kubeconfig }: ClusterRef, { detail }: ReadProblem): string {
  const command = commandLine([
    'kubectl',
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
    'version',
  ]);
  const lines = [
    plain(`${name} could not be read, so nothing is known of its mesh.`),
    plain(detail),
    ...(isPlain(command) ? [`Try: ${command}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
