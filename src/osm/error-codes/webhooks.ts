import { codesFrom, type ErrorCode } from './error-code.ts';

const injector = 'osm-injector (OSM1003), its webhook (OSM2001, OSM2004) and the CA bundle in it (OSM2003).';
const request =
  'A request that was not from the API server, or that was broken on its way: what calls the Service osm-injector?';
const validator = 'osm-controller (OSM1002) and its validating webhook (OSM2002, OSM2004).';
const reconciler =
  'The rights of the ServiceAccount of OSM, and who else writes the object: a policy engine, or the add-on manager of AKS.';
const crds = `OSM2009 and OSM2010 judge the CRDs. ${reconciler}`;
const refused =
  'As long as it stands, new pods are refused: see FailedCreate in the Events of the ReplicaSet.';

/** The injector, the validating webhook and the reconciler: E6100 to E7005. */
export const webhookCodes: readonly ErrorCode[] = [
  ...codesFrom(6100, [
    ['The start configuration of a sidecar could not be written.', injector],
    ["The certificate of the injector's webhook could not be read.", injector],
    ["The server of the injector's webhook could not start.", injector],
    ['A request to the injector could not be decoded.', request],
    ['The timeout of a request to the injector could not be read.', request],
    ['A request to the injector had a wrong header.', request],
    ['The answer of the injector could not be written.', injector],
    ['A request to the injector was empty.', request],
    [
      'Whether a pod wants a sidecar could not be told from its annotation.',
      `The annotation openservicemesh.io/sidecar-injection of the pod: enabled or disabled, nothing else (OSM5002). ${refused}`,
    ],
    [
      'Whether a namespace wants sidecars could not be told from its annotation.',
      `The annotation openservicemesh.io/sidecar-injection of the namespace: enabled or disabled, nothing else (OSM5002). ${refused}`,
    ],
    [
      'The ports that a pod excludes could not be read.',
      `The annotations openservicemesh.io/outbound-port-exclusion-list and inbound-port-exclusion-list of the pod: numbers with commas. ${refused}`,
    ],
    ['The body of a request to the injector could not be read.', request],
    ['The body of a request to the injector was empty.', request],
    ['The injector could not create its webhook configuration.', `${injector} ${reconciler}`],
    ['The injector could not update its webhook configuration.', `${injector} ${reconciler}`],
  ]),
  ...codesFrom(6700, [
    ['The server of the validating webhook could not be shut down.', validator],
    ['The server of the validating webhook could not start.', validator],
    ['The certificate of the validating webhook could not be read.', validator],
    ['The validating webhook configuration could not be created.', `${validator} ${reconciler}`],
  ]),
  ...codesFrom(7000, [
    ['A CRD that somebody changed could not be put back.', crds],
    ['A CRD that somebody deleted could not be created again.', crds],
    ['A mutating webhook that somebody changed could not be put back.', reconciler],
    ['A mutating webhook that somebody deleted could not be created again.', reconciler],
    ['A validating webhook that somebody changed could not be put back.', reconciler],
    ['A validating webhook that somebody deleted could not be created again.', reconciler],
  ]),
];
