import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** As whom a test lets a client sign in. `reader` has the rights
 * of the recordings' reader, `doctor` those of the product's own base role. `wrongToken` and `expired` are refused; `anonymous` shows nothing. */
export type Identity = 'admin' | 'reader' | 'doctor' | 'nobody' | 'anonymous' | 'wrongToken' | 'expired';

/** Who a request turned out to come from; without a user it is answered with 401. */
export interface Caller {
  readonly as: Identity;
  readonly user: string | undefined;
}

/** What a token of Entra says. */
export interface EntraClaims {
  readonly audience: string;
  readonly objectId: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** How a cluster with Entra integration tells who shows a token. Asked anew with every request. */
export interface EntraSignIn {
  /** The one audience whose tokens are accepted. */
  readonly audience: string;
  now(): Date;
  /** `undefined` for what Entra never handed out. */
  claimsOf(token: string): EntraClaims | undefined;
  /** As whom somebody acts. Messages name the object id, as AKS has it. */
  identityOf(objectId: string): Identity;
}

/** The bearer token of an identity. */
export function tokenOf(identity: Identity): string {
  return `token-of-${identity}`;
}

const signedIn: readonly Identity[] = ['admin', 'reader', 'doctor', 'nobody'];
const refused: Caller = { as: 'wrongToken', user: undefined };

/** The name of an identity's user, as 403 messages give it. */
export function userOf(identity: Identity): string {
  return identity === 'anonymous' ? 'system:anonymous' : identity;
}

function byToken(token: string): Caller {
  const identity = signedIn.find((name) => tokenOf(name) === token);
  if (identity !== undefined) return { as: identity, user: userOf(identity) };
  return token === tokenOf('expired') ? { as: 'expired', user: undefined } : refused;
}

/** `undefined` for tokens that are not Entra's: others may still know them. */
function byEntra(token: string, entra: EntraSignIn): Caller | undefined {
  const claims = entra.claimsOf(token);
  if (claims === undefined) return undefined;
  if (claims.audience !== entra.audience) return refused;
  if (claims.expires * 1000 <= entra.now().getTime()) return { as: 'expired', user: undefined };
  return { as: entra.identityOf(claims.objectId), user: claims.objectId };
}

function peerCertificate(request: IncomingMessage): X509Certificate | undefined {
  if (!(request.socket instanceof TLSSocket)) return undefined;
  const raw = request.socket.getPeerCertificate().raw;
  return raw === undefined ? undefined : new X509Certificate(raw);
}

function byCertificate(shown: X509Certificate, clientCa: X509Certificate): Caller {
  const now = Date.now();
  const name = /^CN=(.*)$/m.exec(shown.subject)?.[1];
  const identity = signedIn.find((known) => known === name);
  if (!shown.checkIssued(clientCa) || !shown.verify(clientCa.publicKey) || identity === undefined)
    return refused;
  const valid = Date.parse(shown.validFrom) <= now && now <= Date.parse(shown.validTo);
  return valid ? { as: identity, user: userOf(identity) } : { as: 'expired', user: undefined };
}

/** Tells who sends a request: by certificate first, then by token, as a real server tries them. */
export function callerOf(
  request: IncomingMessage,
  clientCa: X509Certificate,
  entra: EntraSignIn | undefined,
): Caller {
  const shown = peerCertificate(request);
  const caller = shown === undefined ? undefined : byCertificate(shown, clientCa);
  if (caller?.user !== undefined) return caller;
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined) return (entra && byEntra(token, entra)) ?? byToken(token);
  if (request.headers.authorization !== undefined) return refused;
  return caller ?? { as: 'anonymous', user: userOf('anonymous') };
}
