import type { Check } from '../../model/check.ts';
import { controlPlaneLogLevel } from './control-plane-log-level.ts';
import { debugServer } from './debug-server.ts';
import { egressPolicyOn } from './egress-policy-on.ts';
import { excludedPorts } from './excluded-ports.ts';
import { externalAuthorization } from './external-authorization.ts';
import { globalEgress } from './global-egress.ts';
import { initImageUnpinned } from './init-image-unpinned.ts';
import { keysKept } from './keys-kept.ts';
import { meshConfigExists } from './mesh-config-exists.ts';
import { permissiveMode } from './permissive-mode.ts';
import { privilegedInit } from './privileged-init.ts';
import { retryPolicyOn } from './retry-policy-on.ts';
import { roomForSidecars } from './room-for-sidecars.ts';
import { sidecarImageUnpinned } from './sidecar-image-unpinned.ts';
import { sidecarLogLevel } from './sidecar-log-level.ts';
import { tlsStrong } from './tls-strong.ts';
import { tracingCollector } from './tracing-collector.ts';
import { unchangedSince } from './unchanged-since.ts';
import { valuesUsable } from './values-usable.ts';

/** The checks of this area, in order of id. */
export const meshConfigChecks: readonly Check[] = [
  meshConfigExists,
  keysKept,
  unchangedSince,
  permissiveMode,
  globalEgress,
  sidecarImageUnpinned,
  initImageUnpinned,
  privilegedInit,
  sidecarLogLevel,
  controlPlaneLogLevel,
  debugServer,
  tlsStrong,
  roomForSidecars,
  excludedPorts,
  tracingCollector,
  externalAuthorization,
  egressPolicyOn,
  valuesUsable,
  retryPolicyOn,
];
