import { isRecord } from './record.ts';
import { badRequest, Refusal } from './status.ts';

const version = 'meta.k8s.io/v1';

/** The token for the page after `last`. The zero byte makes the next page start behind that key. */
export function continueToken(revision: number, last: string): string {
  // Go escapes the zero byte as \u0000, as JSON.stringify does.
  return Buffer.from(JSON.stringify({ v: version, rv: revision, start: `${last}\0` })).toString('base64url');
}

function notValid(why: string): Refusal {
  return new Refusal(badRequest(`invalid continue token: continue key is not valid: ${why}`));
}

function parseToken(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Go names the byte it stumbled over as a Latin-1 character, escaped where it cannot be printed.
    const code = bytes[0] ?? 0;
    const plain = code >= 0x20 && code < 0x7f;
    const named = plain ? String.fromCharCode(code) : `\\u${code.toString(16).padStart(4, '0')}`;
    throw notValid(`invalid character '${named}' looking for beginning of value`);
  }
}

/** The last key of the page before, from a token that this server or a real one gave out. */
export function lastKeyOf(token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  const parsed = parseToken(bytes);
  if (!isRecord(parsed) || parsed['v'] !== version || typeof parsed['start'] !== 'string') {
    throw notValid('server does not recognize this encoded version');
  }
  return parsed['start'].replace(/\0$/, '');
}
