import { codesFrom, type ErrorCode } from './error-code.ts';

const caSecret =
  "The Secret osm-ca-bundle: `kubectl get secret osm-ca-bundle -n kube-system`. OSM3001 to OSM3003 judge the mesh's CA.";
const issuing =
  'The CA (OSM3001 to OSM3003), and the keys certKeyBitSize and serviceCertValidityDuration of MeshConfig (OSM3008, OSM3006).';
const meshConfig = 'The MeshConfig and its CRD: OSM4001 and OSM2009; then restart osm-controller.';

/** Certificates and MeshConfig: E4000 to E4153. */
export const certificateCodes: readonly ErrorCode[] = [
  ...codesFrom(4000, [
    ['The Secret with the CA could not be fetched.', caSecret],
    ['The Secret holds no certificate.', caSecret],
    ['The Secret holds no private key.', caSecret],
    ['The Secret does not say when the certificate ends.', caSecret],
    ['The end of the certificate, as the Secret states it, could not be read.', caSecret],
    ['The Secret for the CA could not be created.', caSecret],
    ['A private key could not be made.', issuing],
    ['A private key could not be encoded.', issuing],
    ['A request for a certificate could not be made.', issuing],
    ['The root certificate could not be created.', issuing],
    ['A certificate could not be encoded.', issuing],
    ['A certificate could not be decoded.', caSecret],
    ['A private key could not be decoded.', caSecret],
    ['A certificate could not be issued.', issuing],
    ['Issuing failed while the certificate was created.', issuing],
    ['The CA that should issue a certificate is not valid.', caSecret],
    [
      'A certificate could not be renewed.',
      `${issuing} Sidecars whose certificate ran out cannot talk to others: restart their workloads.`,
    ],
  ]),
  ...codesFrom(4100, [
    [
      'A message between parts of a program had another shape than expected.',
      'Restart the program that logs it.',
    ],
  ]),
  ...codesFrom(4150, [
    ['The list of MeshConfigs could not be loaded at start.', meshConfig],
    ['What came as a MeshConfig was none.', meshConfig],
    ['The MeshConfig was not in the list that OSM holds.', meshConfig],
    ['The MeshConfig could not be written as JSON.', meshConfig],
  ]),
];
