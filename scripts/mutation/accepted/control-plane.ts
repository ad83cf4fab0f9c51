import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/control-plane`. */
export const controlPlane: readonly Accepted[] = [];
