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

/** What stands for the proof of all these where there are several changes and none is proven, for one reason. */
export function sharedDoubt(remedies: readonly Remedy[]): string | undefined {
  const mends = remedies.filter(isMend);
  const [reason, ...others] = new Set(
    mends.map(({ proof }) => (proof.by === 'none' ? proof.because : undefined)),
  );
  const several = new Set(mends.map(({ command }) => command)).size > 1;
  if (reason === undefined || others.length > 0 || !several) return undefined;
  return `Not proven, like every other change here: ${reason}`;
}

/** Whether a command changes something. */
export function isMend({ risk }: Pick<Remedy, 'risk'>): boolean {
  return risk !== 'readOnly';
}
