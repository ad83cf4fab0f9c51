import type { Check } from '../../model/check.ts';
import { backupComplete } from './backup-complete.ts';
import { istioRevisionReady } from './istio-revision-ready.ts';
import { kindsWithGuidance } from './kinds-with-guidance.ts';
import { kubernetesSupported } from './kubernetes-supported.ts';
import { matchesTranslatable } from './matches-translatable.ts';
import { noMaintenanceOverFaults } from './no-maintenance-over-faults.ts';
import { nothingLeftOver } from './nothing-left-over.ts';
import { oneMeshAtATime } from './one-mesh-at-a-time.ts';
import { retirementFar } from './retirement-far.ts';
import { sidecarsHaveControlPlane } from './sidecars-have-control-plane.ts';

/** The checks of this area, in order of id. */
export const lifecycleChecks: readonly Check[] = [
  retirementFar,
  kubernetesSupported,
  noMaintenanceOverFaults,
  oneMeshAtATime,
  istioRevisionReady,
  matchesTranslatable,
  kindsWithGuidance,
  backupComplete,
  nothingLeftOver,
  sidecarsHaveControlPlane,
];
