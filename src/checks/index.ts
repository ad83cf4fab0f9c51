import type { Check } from '../model/check.ts';
import { admissionChecks } from './admission/index.ts';
import { certificatesChecks } from './certificates/index.ts';
import { controlPlaneChecks } from './control-plane/index.ts';
import { dataPlaneChecks } from './data-plane/index.ts';
import { gatewayChecks } from './gateway/index.ts';
import { injectionChecks } from './injection/index.ts';
import { lifecycleChecks } from './lifecycle/index.ts';
import { meshConfigChecks } from './mesh-config/index.ts';
import { policyChecks } from './policy/index.ts';
import { toolChecks } from './tool/index.ts';

/** Ids that were used once and never will be again. */
export const retiredIds: readonly string[] = [];

/** THE CATALOGUE, in order of id. `npm run new:check AREA/NAME` adds a line to the list of its area. */
export const checks: readonly Check[] = [
  ...toolChecks,
  ...controlPlaneChecks,
  ...admissionChecks,
  ...certificatesChecks,
  ...meshConfigChecks,
  ...injectionChecks,
  ...dataPlaneChecks,
  ...policyChecks,
  ...gatewayChecks,
  ...lifecycleChecks,
];
