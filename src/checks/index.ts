import type { Check } from '../model/check.ts';
import { caBundles } from './admission/ca-bundles.ts';
import { crdConversion } from './admission/crd-conversion.ts';
import { crdsEstablished } from './admission/crds-established.ts';
import { injectorWebhookPresent } from './admission/injector-webhook-present.ts';
import { leftOverWebhooks } from './admission/left-over-webhooks.ts';
import { storedVersions } from './admission/stored-versions.ts';
import { validatorWebhookPresent } from './admission/validator-webhook-present.ts';
import { webhookSelectors } from './admission/webhook-selectors.ts';
import { webhookSettings } from './admission/webhook-settings.ts';
import { webhooksAnswer } from './admission/webhooks-answer.ts';
import { caAlreadyValid } from './certificates/ca-already-valid.ts';
import { caNotExpiring } from './certificates/ca-not-expiring.ts';
import { caStrong } from './certificates/ca-strong.ts';
import { leafKeySize } from './certificates/leaf-key-size.ts';
import { leafValidityReadable } from './certificates/leaf-validity-readable.ts';
import { leafValiditySensible } from './certificates/leaf-validity-sensible.ts';
import { bootstrapReady } from './control-plane/bootstrap-ready.ts';
import { controlPlaneServices } from './control-plane/control-plane-services.ts';
import { controllerReady } from './control-plane/controller-ready.ts';
import { injectorReady } from './control-plane/injector-ready.ts';
import { sameRelease } from './control-plane/same-release.ts';
import { singleMesh } from './control-plane/single-mesh.ts';
import { spareReplica } from './control-plane/spare-replica.ts';
import { steadyPods } from './control-plane/steady-pods.ts';
import { disabledOnPurpose } from './injection/disabled-on-purpose.ts';
import { injectionWords } from './injection/injection-words.ts';
import { keysInPlace } from './injection/keys-in-place.ts';
import { meshNameKnown } from './injection/mesh-name-known.ts';
import { noHostNetwork } from './injection/no-host-network.ts';
import { podsHaveSidecars } from './injection/pods-have-sidecars.ts';
import { seenByWebhooks } from './injection/seen-by-webhooks.ts';
import { systemOutsideMesh } from './injection/system-outside-mesh.ts';
import { whollyConfigured } from './injection/wholly-configured.ts';
import { controlPlaneLogLevel } from './mesh-config/control-plane-log-level.ts';
import { debugServer } from './mesh-config/debug-server.ts';
import { egressPolicyOn } from './mesh-config/egress-policy-on.ts';
import { excludedPorts } from './mesh-config/excluded-ports.ts';
import { externalAuthorization } from './mesh-config/external-authorization.ts';
import { globalEgress } from './mesh-config/global-egress.ts';
import { initImageUnpinned } from './mesh-config/init-image-unpinned.ts';
import { keysKept } from './mesh-config/keys-kept.ts';
import { meshConfigExists } from './mesh-config/mesh-config-exists.ts';
import { permissiveMode } from './mesh-config/permissive-mode.ts';
import { privilegedInit } from './mesh-config/privileged-init.ts';
import { retryPolicyOn } from './mesh-config/retry-policy-on.ts';
import { roomForSidecars } from './mesh-config/room-for-sidecars.ts';
import { sidecarImageUnpinned } from './mesh-config/sidecar-image-unpinned.ts';
import { sidecarLogLevel } from './mesh-config/sidecar-log-level.ts';
import { tlsStrong } from './mesh-config/tls-strong.ts';
import { tracingCollector } from './mesh-config/tracing-collector.ts';
import { unchangedSince } from './mesh-config/unchanged-since.ts';
import { valuesUsable } from './mesh-config/values-usable.ts';
import { apiServerAnswers } from './tool/api-server-answers.ts';
import { clockAgrees } from './tool/clock-agrees.ts';
import { readsWhole } from './tool/reads-whole.ts';
import { rightsGranted } from './tool/rights-granted.ts';
import { withinBudget } from './tool/within-budget.ts';

/** Ids that were used once and never will be again. */
export const retiredIds: readonly string[] = [];

/** THE CATALOGUE, in order of id. `npm run new:check AREA/NAME` adds a line here. */
export const checks: readonly Check[] = [
  apiServerAnswers,
  rightsGranted,
  withinBudget,
  clockAgrees,
  readsWhole,
  controllerReady,
  injectorReady,
  bootstrapReady,
  spareReplica,
  steadyPods,
  sameRelease,
  controlPlaneServices,
  singleMesh,
  injectorWebhookPresent,
  validatorWebhookPresent,
  caBundles,
  webhooksAnswer,
  webhookSettings,
  webhookSelectors,
  leftOverWebhooks,
  crdsEstablished,
  crdConversion,
  storedVersions,
  caNotExpiring,
  caAlreadyValid,
  caStrong,
  leafValidityReadable,
  leafValiditySensible,
  leafKeySize,
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
  meshNameKnown,
  injectionWords,
  keysInPlace,
  disabledOnPurpose,
  seenByWebhooks,
  podsHaveSidecars,
  noHostNetwork,
  whollyConfigured,
  systemOutsideMesh,
];
