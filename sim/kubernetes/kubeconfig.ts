import { stringify } from 'yaml';
import type { Certificates } from './certificates.ts';
import { type Identity, tokenOf } from './identity.ts';

/** How a kubeconfig may differ from the plain one. */
export interface KubeconfigOptions {
  readonly server?: string;
  /** PEM; the server's own unless given. */
  readonly ca?: string;
  readonly tlsServerName?: string;
  readonly proxyUrl?: string;
  /** Sign in by a certificate of the server's client CA in place of a token. */
  readonly clientCertificate?: boolean;
  readonly contextName?: string;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function credentials(as: Identity, certificates: Certificates, byCertificate: boolean): object {
  const pair = certificates.clients.get(as);
  if (byCertificate && pair !== undefined) {
    return { 'client-certificate-data': base64(pair.cert), 'client-key-data': base64(pair.key) };
  }
  return as === 'anonymous' ? {} : { token: tokenOf(as) };
}

/** A kubeconfig with one context, as YAML. */
export function kubeconfigText(
  at: { name: string; url: string },
  as: Identity,
  certificates: Certificates,
  options: KubeconfigOptions,
): string {
  const cluster = {
    server: options.server ?? at.url,
    'certificate-authority-data': base64(options.ca ?? certificates.ca),
    ...(options.tlsServerName === undefined ? {} : { 'tls-server-name': options.tlsServerName }),
    ...(options.proxyUrl === undefined ? {} : { 'proxy-url': options.proxyUrl }),
  };
  const context = options.contextName ?? at.name;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: at.name, cluster }],
    users: [{ name: as, user: credentials(as, certificates, options.clientCertificate === true) }],
    contexts: [{ name: context, context: { cluster: at.name, user: as } }],
  });
}
