import type { Check } from '../model/check.ts';
import { controllerReady } from './control-plane/controller-ready.ts';

/** Ids that were used once and never will be again. */
export const retiredIds: readonly string[] = [];

/** THE CATALOGUE, in order of id. `npm run new:check AREA/NAME` adds a line here. */
export const checks: readonly Check[] = [controllerReady];
