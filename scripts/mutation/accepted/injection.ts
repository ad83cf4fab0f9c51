import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/injection`. */
export const injection: readonly Accepted[] = [];
