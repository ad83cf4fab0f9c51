import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/gateway`. */
export const gateway: readonly Accepted[] = [];
