import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Makes every client of this process trust a certificate authority, as `NODE_EXTRA_CA_CERTS` does at its start. The
 * one that another test file trusted before in the same process has the same name and would get in the way: it goes.
 */
export function trust(ca: string): void {
  setDefaultCACertificates([...getCACertificates('bundled'), ca]);
}
