import { ArmRefusal, armUnauthorized } from './arm-errors.ts';
import type { Claims, TokenOffice } from './tokens.ts';

/** What ARM checks tokens with. */
export interface ArmSignIn {
  readonly tenant: string;
  readonly tokens: TokenOffice;
  /** Without a slash at the end; ARM takes them with and without. */
  readonly audiences: readonly string[];
  now(): Date;
}

/** The token of an `Authorization` header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
}

/** `6/2/2021 8:39:47 PM`, as .NET writes it. */
function dotNetTime(at: Date): string {
  return at.toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replaceAll(/\s/g, ' ');
}

function refusal(signIn: ArmSignIn, code: string, message: string): ArmRefusal {
  return new ArmRefusal(armUnauthorized(signIn.tenant, code, message));
}

/** Tells who asks. Throws ArmRefusal with ARM's 401 for a token that is missing, unknown, too old or for somebody else. */
export function armCaller(signIn: ArmSignIn, authorization: string | undefined): Claims {
  const token = bearerOf(authorization);
  if (token === undefined) {
    const says = "Authentication failed. The 'Authorization' header is missing.";
    throw refusal(signIn, 'AuthenticationFailed', says);
  }
  const claims = signIn.tokens.claimsOf(token);
  if (claims === undefined)
    throw refusal(signIn, 'InvalidAuthenticationToken', 'The access token is invalid.');
  if (!signIn.audiences.includes(claims.audience.replace(/\/$/, ''))) {
    const allowed = signIn.audiences.flatMap((one) => [`'${one}/'`, `'${one}'`]).join(',');
    const says = `The access token has been obtained for wrong audience or resource '${claims.audience}'. It should exactly match with one of the allowed audiences ${allowed}.`;
    throw refusal(signIn, 'InvalidAuthenticationTokenAudience', says);
  }
  const now = signIn.now();
  const expires = new Date(claims.expires * 1000);
  if (expires <= now) {
    const says = `The access token expiry UTC time '${dotNetTime(expires)}' is earlier than current UTC time '${dotNetTime(now)}'.`;
    throw refusal(signIn, 'ExpiredAuthenticationToken', says);
  }
  return claims;
}
