import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Whom the server answers. */
export interface Guard {
  /** Its own port: part of the Host header, and of the cookie's name, since cookies know no ports. */
  readonly port: number;
  /** Random; whoever was given the address has it. */
  readonly token: string;
}

/** Why a request is not answered, or that it is. */
export type Judgement =
  | { readonly is: 'welcome'; readonly setCookie?: string }
  | { readonly is: 'refused'; readonly status: number; readonly says: string };

/**
 * Takes requests that were sent to this very address, by nobody's page but ours, by somebody who was given the token.
 * The Host header keeps out names that lead here by DNS rebinding, the Origin pages of other sites, the token other
 * programs and people of this machine.
 */
export function judged({ port, token }: Guard, { method, headers, url = '/' }: IncomingMessage): Judgement {
  const host = headers.host ?? '';
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return refused(421, 'This server answers to 127.0.0.1 alone.');
  }
  const { origin = `http://${host}`, 'sec-fetch-site': site = 'none' } = headers;
  if (origin !== `http://${host}` || (method !== 'GET' && !['none', 'same-origin'].includes(String(site)))) {
    return refused(403, 'Requests of other sites are not answered.');
  }
  const cookie = `osm-doctor-${port}`;
  const shown = new URL(url, `http://${host}`).searchParams.get('key') ?? '';
  if (same(shown, token)) {
    return { is: 'welcome', setCookie: `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict` };
  }
  const kept = new RegExp(`(?:^|;\\s*)${cookie}=([^;]*)`).exec(headers.cookie ?? '')?.[1] ?? '';
  return same(kept, token)
    ? { is: 'welcome' }
    : refused(401, 'Open the address that npm start printed: it holds the key.');
}

function same(shown: string, token: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function refused(status: number, says: string): Judgement {
  return { is: 'refused', status, says };
}
