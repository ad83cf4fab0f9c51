import { randomBytes } from 'node:crypto';
import type { EntraClaims } from '../kubernetes/identity.ts';

/** An identity of Entra: a managed identity or an application. */
export interface Principal {
  readonly clientId: string;
  readonly objectId: string;
}

/** What a token of the simulated Entra says. */
export interface Claims extends EntraClaims {
  readonly clientId: string;
}

/** A token as it is handed out. */
export interface Issued extends Claims {
  readonly token: string;
}

/** Hands out tokens and knows them again. */
export interface TokenOffice {
  issue(audience: string, to: Principal): Issued;
  /** `undefined` for what was never handed out. Says nothing about expiry. */
  claimsOf(token: string): Claims | undefined;
}

function part(json: object): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

/**
 * Every token of this process, whichever office gave it out: as there is one Entra, and because the SDK keeps tokens
 * of managed identities for the whole process, also past the end of the simulated Azure that they came from.
 */
const known = new Map<string, Claims>();

/** Opens a token office. Every token that it hands out or meets is added to `secrets`. */
export function tokenOffice(office: {
  readonly tenant: string;
  readonly secrets: string[];
  now(): Date;
  lifetimeSeconds(): number;
}): TokenOffice {
  return {
    issue: (audience, { clientId, objectId }) => {
      const issued = Math.floor(office.now().getTime() / 1000);
      const expires = issued + office.lifetimeSeconds();
      const says = { aud: audience, iat: issued, nbf: issued, exp: expires, oid: objectId, appid: clientId };
      const issuer = `https://sts.windows.net/${office.tenant}/`;
      const payload = { ...says, iss: issuer, tid: office.tenant, sub: objectId, ver: '1.0' };
      const header = { typ: 'JWT', alg: 'RS256', kid: 'simulated' };
      const token = [part(header), part(payload), randomBytes(256).toString('base64url')].join('.');
      const claims: Claims = { audience, objectId, clientId, expires };
      known.set(token, claims);
      office.secrets.push(token);
      return { ...claims, token };
    },
    claimsOf: (token) => {
      const claims = known.get(token);
      if (claims !== undefined && !office.secrets.includes(token)) office.secrets.push(token);
      return claims;
    },
  };
}
