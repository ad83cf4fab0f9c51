import type { IngressBackend } from '../../model/policies.ts';

type Backend = IngressBackend['backends'][number];

/** Whether OSM serves a backend as plain HTTP; case does not matter (`pkg/envoy/lds/ingress.go`, v0.11.1 to v1.2.4). */
export function isHttp({ protocol }: Backend): boolean {
  return protocol.toLowerCase() === 'http';
}

/** Whether OSM serves a backend by TLS. */
export function isHttps({ protocol }: Backend): boolean {
  return protocol.toLowerCase() === 'https';
}

/**
 * Backends where the address decides alone: http, and https that verifies no certificate. The latter lets in nobody
 * unless a principal is named, whoever it is (`pkg/catalog/ingress.go`).
 */
export function openBackends({ backends, sources }: IngressBackend): Backend[] {
  const named = sources.some(({ kind }) => kind === 'AuthenticatedPrincipal');
  return backends.filter(
    (backend) =>
      isHttp(backend) || (isHttps(backend) && named && backend.tls?.skipClientCertValidation === true),
  );
}
