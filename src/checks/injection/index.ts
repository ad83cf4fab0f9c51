import type { Check } from '../../model/check.ts';
import { disabledOnPurpose } from './disabled-on-purpose.ts';
import { exclusionsReadable } from './exclusions-readable.ts';
import { injectionWords } from './injection-words.ts';
import { jobsCanEnd } from './jobs-can-end.ts';
import { keysInPlace } from './keys-in-place.ts';
import { meshInUse } from './mesh-in-use.ts';
import { meshNameKnown } from './mesh-name-known.ts';
import { noHostNetwork } from './no-host-network.ts';
import { noWindowsPods } from './no-windows-pods.ts';
import { podSecurityAllows } from './pod-security-allows.ts';
import { podsHaveSidecars } from './pods-have-sidecars.ts';
import { policiesAdmitPods } from './policies-admit-pods.ts';
import { probesToldApart } from './probes-told-apart.ts';
import { rootWhereNeeded } from './root-where-needed.ts';
import { seenByWebhooks } from './seen-by-webhooks.ts';
import { sidecarPortsFree } from './sidecar-ports-free.ts';
import { sidecarsInMesh } from './sidecars-in-mesh.ts';
import { systemOutsideMesh } from './system-outside-mesh.ts';
import { tcpProbesReachApp } from './tcp-probes-reach-app.ts';
import { whollyConfigured } from './wholly-configured.ts';

/** The checks of this area, in order of id. */
export const injectionChecks: readonly Check[] = [
  meshNameKnown,
  injectionWords,
  keysInPlace,
  disabledOnPurpose,
  seenByWebhooks,
  podsHaveSidecars,
  noHostNetwork,
  noWindowsPods,
  sidecarPortsFree,
  rootWhereNeeded,
  jobsCanEnd,
  podSecurityAllows,
  policiesAdmitPods,
  meshInUse,
  whollyConfigured,
  systemOutsideMesh,
  probesToldApart,
  exclusionsReadable,
  tcpProbesReachApp,
  sidecarsInMesh,
];
