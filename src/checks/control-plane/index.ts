import type { Check } from '../../model/check.ts';
import { bootstrapReady } from './bootstrap-ready.ts';
import { controlPlaneServices } from './control-plane-services.ts';
import { controllerReady } from './controller-ready.ts';
import { injectorReady } from './injector-ready.ts';
import { sameRelease } from './same-release.ts';
import { singleMesh } from './single-mesh.ts';
import { spareReplica } from './spare-replica.ts';
import { steadyPods } from './steady-pods.ts';

/** The checks of this area, in order of id. */
export const controlPlaneChecks: readonly Check[] = [
  controllerReady,
  injectorReady,
  bootstrapReady,
  spareReplica,
  steadyPods,
  sameRelease,
  controlPlaneServices,
  singleMesh,
];
