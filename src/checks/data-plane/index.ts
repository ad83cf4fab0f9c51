import type { Check } from '../../model/check.ts';

/** The checks of this area, in order of id. */
export const dataPlaneChecks: readonly Check[] = [];
