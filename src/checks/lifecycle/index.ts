import type { Check } from '../../model/check.ts';

/** The checks of this area, in order of id. */
export const lifecycleChecks: readonly Check[] = [];
