import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { IngressBackend } from '../../model/policies.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { compareVersions } from '../../osm/versions.ts';
import { isHttps } from './ingress-protocol.ts';
import { countingBackends, patchBackends } from './policies.ts';

export const httpsClientsKnown = defineCheck({
  id: 'OSM8005',
  name: 'https-clients-known',
  area: 'gateway',
  severity: 'warning',
  title: 'Every https IngressBackend knows its clients',
  failTitle: 'An https IngressBackend does not know its clients',
  why: 'An https backend lets in who shows the certificate of a named principal. Without a principal it lets in nobody; without verification it takes anybody who has the right address.',
  remedy:
    'Name the principal of the ingress controller as a source of the kind AuthenticatedPrincipal, and let OSM verify its certificate.',
  source:
    'pkg/catalog/ingress.go and pkg/validator/validators.go, v0.11.1 to v1.2.4; openservicemesh/osm#5042 (v1.2.0)',
  reads: ['ingressBackends', 'memberships', 'osmRelease'],
  itemwise: ['ingressBackends'],
  run({ ingressBackends, memberships, osmRelease: { version } }) {
    return countingBackends(ingressBackends, memberships).flatMap((policy) => judge(policy, version));
  },
});

function judge(policy: IngressBackend, version: OsmVersion): Problem[] {
  const { metadata, backends, sources } = policy;
  const https = backends.filter(isHttps);
  if (https.length === 0) return [];
  const on = policyRef('IngressBackend', metadata);
  const principals = sources.filter(({ kind }) => kind === 'AuthenticatedPrincipal');
  if (principals.length === 0) {
    const does = 'See its sources; add the ingress controller as an AuthenticatedPrincipal';
    return [
      {
        what: 'nobody',
        severity: 'error',
        on,
        says: `IngressBackend ${metadata.name} serves ${portsOf(https)} by https and names no AuthenticatedPrincipal: nobody is let in.`,
        mend: [lookAtPolicy('IngressBackend', metadata, does)],
      },
    ];
  }
  const unverified = https.filter(({ tls }) => tls?.skipClientCertValidation === true);
  const verified = https.filter((backend) => !unverified.includes(backend));
  return [
    ...(unverified.length === 0 ? [] : [unverifiedClients(policy, unverified)]),
    ...(verified.length > 0 && refusesPrincipals(version) ? [refused(policy, verified)] : []),
  ];
}

function portsOf(backends: IngressBackend['backends']): string {
  return listed(backends.map(({ name, port }) => `${name}:${port}`));
}

function unverifiedClients(policy: IngressBackend, unverified: IngressBackend['backends']): Problem {
  const { metadata, backends } = policy;
  const after = backends.map((backend) => {
    const { tls } = backend;
    if (tls === undefined) return backend;
    const skipClientCertValidation = tls.skipClientCertValidation && !isHttps(backend);
    return { ...backend, tls: { ...tls, skipClientCertValidation } };
  });
  return {
    what: 'unverified',
    on: policyRef('IngressBackend', metadata),
    says: `IngressBackend ${metadata.name} skips the validation of client certificates for ${portsOf(unverified)}: the principals that it names are not asked for.`,
    mend: [
      lookAtPolicy('IngressBackend', metadata, 'See which principals it names'),
      patchBackends(policy, after, {
        does: 'Only once the ingress controller shows a certificate of the mesh for such a principal: verify it',
        risk: 'cutsTraffic',
      }),
    ],
  };
}

function refusesPrincipals(version: OsmVersion): boolean {
  return compareVersions(version, { major: 1, minor: 2, patch: 0 }) === 0;
}

function refused({ metadata }: IngressBackend, verified: IngressBackend['backends']): Problem {
  return {
    what: 'refusesAll',
    severity: 'error',
    on: policyRef('IngressBackend', metadata),
    says: `IngressBackend ${metadata.name} verifies the clients of ${portsOf(verified)}, and OSM v1.2.0 answers each of them with 403: a fault that v1.2.1 mended.`,
    mend: [lookAtPolicy('IngressBackend', metadata, 'See what it opens; it works again from OSM v1.2.1 on')],
  };
}
