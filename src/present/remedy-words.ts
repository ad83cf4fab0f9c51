import type { Remedy } from '../model/remedy.ts';

/** How far a command reaches, to stand behind what it does; nothing for one that only reads. */
export const risks: { readonly [R in Remedy['risk']]: string } = {
  readOnly: '',
  changesCluster: ' (changes the cluster)',
  restartsPods: ' (restarts pods)',
  cutsTraffic: ' (cuts traffic)',
};

/** How it is known that the API server takes the command; undefined where there is nothing to prove. */
export function proofWords({ proof, risk }: Remedy): string | undefined {
  if (proof.by === 'none') return risk === 'readOnly' ? undefined : `Not proven: ${proof.because}`;
  const at = `${proof.at.slice(11, 16)} UTC`;
  return proof.by === 'dryRun'
    ? `Accepted by the API server in a dry run at ${at}.`
    : `Matches the cluster's own schema as read at ${at}. ${proof.because}`;
}
