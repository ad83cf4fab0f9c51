import type { Check } from '../../model/check.ts';
import { disabledOnPurpose } from './disabled-on-purpose.ts';
import { injectionWords } from './injection-words.ts';
import { keysInPlace } from './keys-in-place.ts';
import { meshNameKnown } from './mesh-name-known.ts';
import { noHostNetwork } from './no-host-network.ts';
import { podsHaveSidecars } from './pods-have-sidecars.ts';
import { seenByWebhooks } from './seen-by-webhooks.ts';
import { systemOutsideMesh } from './system-outside-mesh.ts';
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
  whollyConfigured,
  systemOutsideMesh,
];
