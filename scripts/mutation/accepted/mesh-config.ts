import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/mesh-config`. */
export const meshConfig: readonly Accepted[] = [];
