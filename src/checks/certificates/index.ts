import type { Check } from '../../model/check.ts';
import { caAlreadyValid } from './ca-already-valid.ts';
import { caNotExpiring } from './ca-not-expiring.ts';
import { caStrong } from './ca-strong.ts';
import { leafKeySize } from './leaf-key-size.ts';
import { leafValidityReadable } from './leaf-validity-readable.ts';
import { leafValiditySensible } from './leaf-validity-sensible.ts';
import { ownProvider } from './own-provider.ts';
import { rootCertificates } from './root-certificates.ts';
import { sidecarsTrustCa } from './sidecars-trust-ca.ts';

/** The checks of this area, in order of id. */
export const certificatesChecks: readonly Check[] = [
  caNotExpiring,
  caAlreadyValid,
  caStrong,
  ownProvider,
  sidecarsTrustCa,
  leafValidityReadable,
  leafValiditySensible,
  leafKeySize,
  rootCertificates,
];
