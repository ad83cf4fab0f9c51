import { diff } from '../../remedies/diff.ts';
import type { JsonObject } from '../../remedies/json.ts';
import type { OpenConfig } from './open-config.ts';
import type { Proposal, Proposed } from './propose.ts';

/** What a dry run came to: what the API server would store, or why there is no answer. */
export type DryRunAnswer =
  | { readonly is: 'answered'; readonly spec: JsonObject }
  | { readonly is: 'failed'; readonly because: string };

/**
 * Puts the answer of a dry run into the proof. It counts only when the API server would store exactly what is
 * meant; an answer that differs takes the proposal back, however politely it was given.
 */
export function proveByDryRun(
  proposal: Proposal,
  answer: DryRunAnswer,
  { config, takenAt }: OpenConfig,
): Proposed {
  const { remedy, changed } = proposal;
  if (answer.is === 'failed') {
    const because = `The dry run failed: ${answer.because}`;
    return { ...proposal, remedy: { ...remedy, proof: { by: 'liveSchema', at: takenAt, changed, because } } };
  }
  const would = diff({ spec: config.spec }, { spec: answer.spec });
  if (diff(changed, would).length === 0) {
    return { ...proposal, remedy: { ...remedy, proof: { by: 'dryRun', at: takenAt, changed } } };
  }
  const paths = would.map(({ path }) => path).join(', ');
  const instead = would.length === 0 ? 'would change nothing' : `would change ${paths} otherwise than meant`;
  return { is: 'refused', says: `The API server took the change in a dry run, but ${instead}.` };
}
