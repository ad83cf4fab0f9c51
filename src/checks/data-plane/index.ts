import type { Check } from '../../model/check.ts';
import { connectionsHold } from './connections-hold.ts';
import { oneSidecarImage } from './one-sidecar-image.ts';
import { ownIdentities } from './own-identities.ts';
import { podsCanBeCreated } from './pods-can-be-created.ts';
import { protocolsAgree } from './protocols-agree.ts';
import { protocolsNamed } from './protocols-named.ts';
import { proxyUuids } from './proxy-uuids.ts';
import { serversHaveServices } from './servers-have-services.ts';
import { sidecarsCurrent } from './sidecars-current.ts';
import { sidecarsKeepRunning } from './sidecars-keep-running.ts';
import { sidecarsReady } from './sidecars-ready.ts';

/** The checks of this area, in order of id. */
export const dataPlaneChecks: readonly Check[] = [
  sidecarsReady,
  sidecarsKeepRunning,
  sidecarsCurrent,
  proxyUuids,
  connectionsHold,
  oneSidecarImage,
  podsCanBeCreated,
  protocolsNamed,
  ownIdentities,
  serversHaveServices,
  protocolsAgree,
];
