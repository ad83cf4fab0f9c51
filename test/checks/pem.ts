import { readFileSync } from 'node:fs';
import type { Edit } from './check-cases.ts';

/** `test/clusters/certificates/NAME.pem` as a `caBundle` holds it; several names make one bundle. */
export function caBundle(...names: readonly string[]): string {
  const read = (name: string) =>
    readFileSync(new URL(`../clusters/certificates/${name}.pem`, import.meta.url), 'utf8');
  return Buffer.from(names.map(read).join('')).toString('base64');
}

/** The add-on's webhook configurations. */
export const addOnWebhooks = {
  mutating: 'MutatingWebhookConfiguration aks-osm-webhook-osm',
  validating: 'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm',
} as const;

/** Gives one webhook of the add-on another bundle; without names an empty one. */
export function setBundle(webhook: keyof typeof addOnWebhooks, ...names: readonly string[]): Edit {
  const service = {
    namespace: 'kube-system',
    name: webhook === 'mutating' ? 'osm-injector' : 'osm-validator',
  };
  const clientConfig = { service, caBundle: caBundle(...names) };
  return { patch: addOnWebhooks[webhook], with: { webhooks: [{ name: 'osm', clientConfig }] } };
}

/** Gives both the same bundle. */
export function setBundles(...names: readonly string[]): Edit[] {
  return [setBundle('mutating', ...names), setBundle('validating', ...names)];
}
