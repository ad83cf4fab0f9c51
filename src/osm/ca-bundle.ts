import { X509Certificate } from 'node:crypto';

/** A certificate of a webhook's CA bundle, reduced to what is judged. */
export interface CaCertificate {
  readonly subject: string;
  /** SHA-256 of the DER form. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyType: string;
  /** RSA modulus length; undefined for other keys. */
  readonly keyBits?: number;
  /** Such as `sha256WithRSAEncryption`. */
  readonly signatureAlgorithm: string;
}

/** What a `caBundle` holds. */
export type CaBundle =
  | { readonly is: 'certificates'; readonly certificates: readonly CaCertificate[] }
  | { readonly is: 'empty' }
  | { readonly is: 'unreadable' };

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Decodes a `caBundle` (base64 of one or more PEM certificates), as the API server would. */
export function readCaBundle(caBundle: string): CaBundle {
  const pem = Buffer.from(caBundle, 'base64').toString('utf8');
  if (pem.trim() === '') return { is: 'empty' };
  const blocks = pem.match(pemBlock) ?? [];
  try {
    const certificates = blocks.map(readCertificate);
    return certificates.length === 0 ? { is: 'unreadable' } : { is: 'certificates', certificates };
  } catch {
    return { is: 'unreadable' };
  }
}

function readCertificate(pem: string): CaCertificate {
  const certificate = new X509Certificate(pem);
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    fingerprint: certificate.fingerprint256,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    keyType: certificate.publicKey.asymmetricKeyType ?? 'unknown',
    ...(bits === undefined ? {} : { keyBits: bits }),
    signatureAlgorithm: certificate.signatureAlgorithm ?? 'unknown',
  };
}
