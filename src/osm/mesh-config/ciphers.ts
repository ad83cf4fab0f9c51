/**
 * How strong a TLS cipher is, by its name in OpenSSL's or IANA's words. Strong keeps past traffic secret should the
 * key leak (ECDHE, DHE, or any of TLS 1.3) and authenticates what it encrypts (GCM, CCM, ChaCha20), as RFC 9325 asks;
 * every other is weak. Nothing for a word that names no cipher.
 */
export function strengthOf(cipher: string): 'strong' | 'weak' | undefined {
  const name = cipher.trim().toUpperCase().replaceAll('_', '-');
  if (!/^[A-Z][A-Z0-9-]*$/.test(name)) return undefined;
  if (/RC4|DES|NULL|MD5|EXP|ANON|ADH|AECDH|CAMELLIA|SEED|IDEA/.test(name)) return 'weak';
  if (!/AES|CHACHA20/.test(name)) return undefined;
  const isSecretLater = /^(TLS-)?(ECDHE|DHE|EDH)-/.test(name) || /^TLS-(AES|CHACHA20)-/.test(name);
  return isSecretLater && /GCM|CCM|CHACHA20/.test(name) ? 'strong' : 'weak';
}

/** The ciphers of one item: Envoy takes groups of equal preference as `[A|B]`. */
export function ciphersOf(item: string): string[] {
  return item
    .replace(/^\[(.*)\]$/, '$1')
    .split('|')
    .map((name) => name.trim());
}
