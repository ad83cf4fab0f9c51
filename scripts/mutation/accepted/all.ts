import type { Accepted } from '../accepted.ts';
import { admission } from './admission.ts';
import { certificates } from './certificates.ts';
import { controlPlane } from './control-plane.ts';
import { dataPlane } from './data-plane.ts';
import { engine } from './engine.ts';
import { gateway } from './gateway.ts';
import { injection } from './injection.ts';
import { lifecycle } from './lifecycle.ts';
import { meshConfig } from './mesh-config.ts';
import { policy } from './policy.ts';
import { remedies } from './remedies.ts';
import { tool } from './tool.ts';

/** Every mutant that is known to survive, and why that is well. */
export const accepted: readonly Accepted[] = [
  ...engine,
  ...remedies,
  ...admission,
  ...certificates,
  ...controlPlane,
  ...dataPlane,
  ...gateway,
  ...injection,
  ...lifecycle,
  ...meshConfig,
  ...policy,
  ...tool,
];
