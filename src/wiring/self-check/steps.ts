import type { SelfCheckArea, SelfCheckStep } from '../../model/self-check.ts';

/** A step that was not tried, for what comes before it. */
export function notTried(area: SelfCheckArea, of: string, because: string): SelfCheckStep {
  return { area, of, outcome: 'unknown', says: `Not tried: ${because}` };
}

/**
 * A step that failed for rights or ways that somebody else than the app lacks: that says nothing about the app, which may
 * have them. What would grant them to whoever asks is not offered.
 */
export function seenFromElsewhere({ command: _, manifest: __, ...step }: SelfCheckStep): SelfCheckStep {
  return {
    ...step,
    outcome: 'unknown',
    says: `${step.says} Seen from here, as whoever runs this: of the app it says nothing.`,
    todo: 'Ask the app itself: GET /api/status?doctor with a function key.',
  };
}

/** Words of an error of ours, which are sentences without secrets; anybody else's are not repeated. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TookTooLong') return `There was ${error.message}.`;
  const known = ['StorageError', 'SignInError'];
  if (error instanceof Error && known.includes(error.name)) return error.message;
  return `It ended with ${error instanceof Error ? error.name : 'something that is no error'}.`;
}
