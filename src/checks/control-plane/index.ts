import type { Check } from '../../model/check.ts';
import { addOnAsAzureSays } from './add-on-as-azure-says.ts';
import { addOnVersion } from './add-on-version.ts';
import { autoscalersHaveRoom } from './autoscalers-have-room.ts';
import { bootstrapReady } from './bootstrap-ready.ts';
import { controlPlaneServices } from './control-plane-services.ts';
import { controllerReady } from './controller-ready.ts';
import { drainsPossible } from './drains-possible.ts';
import { errorCodesRest } from './error-codes-rest.ts';
import { injectorReady } from './injector-ready.ts';
import { programsHealthy } from './programs-healthy.ts';
import { replicasSpread } from './replicas-spread.ts';
import { sameRelease } from './same-release.ts';
import { sidecarsConnected } from './sidecars-connected.ts';
import { singleMesh } from './single-mesh.ts';
import { spareReplica } from './spare-replica.ts';
import { steadyPods } from './steady-pods.ts';

/** The checks of this area, in order of id. */
export const controlPlaneChecks: readonly Check[] = [
  addOnAsAzureSays,
  controllerReady,
  injectorReady,
  bootstrapReady,
  spareReplica,
  steadyPods,
  autoscalersHaveRoom,
  drainsPossible,
  sameRelease,
  addOnVersion,
  controlPlaneServices,
  programsHealthy,
  errorCodesRest,
  replicasSpread,
  sidecarsConnected,
  singleMesh,
];
