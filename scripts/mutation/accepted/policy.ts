import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/policy`. */
export const policy: readonly Accepted[] = [];
