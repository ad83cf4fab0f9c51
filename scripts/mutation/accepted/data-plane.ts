import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/data-plane`. */
export const dataPlane: readonly Accepted[] = [];
