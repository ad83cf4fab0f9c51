import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/certificates`. */
export const certificates: readonly Accepted[] = [
  {
    in: 'src/checks/certificates/leaf-validity-sensible.ts',
    original: "'24h'",
    mutated: '""',
    because: 'What is no duration counts as 24h too.',
  },
  {
    in: 'src/checks/certificates/leaf-validity-sensible.ts',
    original: 'duration > longest',
    mutated: 'duration >= longest',
    because: 'The longest that is sensible has passed before this.',
  },
  {
    in: 'src/checks/certificates/mesh-ca.ts',
    original: /^bundle\.filter\(|^other\.fingerprint !== certificate\.fingerprint$/,
    because:
      'What is beside a certificate is asked for a successor with time left: one without is none of its own.',
  },
  {
    in: 'src/checks/certificates/root-certificates.ts',
    original: "''",
    uncovered: true,
    because: 'Each MeshRootCertificate has a namespace: the kind is namespaced.',
  },
  {
    in: 'src/checks/certificates/sidecars-trust-ca.ts',
    original: 'creationTimestamp !== undefined',
    mutated: 'true',
    because: 'What is no time is not before any time.',
  },
  {
    in: 'src/checks/certificates/sidecars-trust-ca.ts',
    original: 'since > now.getTime() + toleranceMs',
    mutated: 'since >= now.getTime() + toleranceMs',
    because: 'The tolerance is a round number of minutes: whether its last millisecond counts is no matter.',
  },
];
