import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/lifecycle`. */
export const lifecycle: readonly Accepted[] = [];
