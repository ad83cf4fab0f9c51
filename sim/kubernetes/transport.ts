import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from './answer.ts';
import type { FaultKind } from './faults.ts';

/** From this size on a real server compresses. Source: k8s.io/apiserver endpoints/handlers/responsewriters, 128 KiB. */
const compressedFrom = 128 * 1024;
const compress = promisify(gzip);

/** Reads a request's body. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function warningHeader(text: string): string {
  return `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function headersOf(answer: Answer, clockSkewSeconds: number): Record<string, string | string[]> {
  const date = new Date(Date.now() + clockSkewSeconds * 1000).toUTCString();
  return {
    'Cache-Control': 'no-cache, private',
    'Content-Type': answer.contentType ?? 'application/json',
    Date: date,
    ...(answer.warnings?.length ? { Warning: answer.warnings.map(warningHeader) } : {}),
    ...answer.headers,
  };
}

async function trickle(
  response: ServerResponse,
  body: Buffer,
  perSecond: number,
  stop: AbortSignal,
): Promise<void> {
  const tick = 50;
  const step = Math.max(1, Math.round((perSecond * tick) / 1000));
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step));
    await wait(tick, undefined, { signal: stop });
  }
  response.end();
}

/** How a fault bends the sending of an answer. */
export type Bend = Extract<FaultKind, { kind: 'trickle' | 'truncate' }> | undefined;

/** An answer as it goes over the wire. */
export interface Packed {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
  readonly staysOpen: boolean;
}

/** Makes an answer ready to be sent; large ones are compressed for clients that can read that. */
export async function packed(
  request: IncomingMessage,
  answer: Answer,
  clockSkewSeconds: number,
): Promise<Packed> {
  const plain = Buffer.from(answer.body);
  const wanted = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const compressed = wanted && request.method === 'GET' && plain.length > compressedFrom;
  const body = compressed ? await compress(plain, { level: 1 }) : plain;
  const encoding = compressed ? { 'Content-Encoding': 'gzip' } : {};
  const staysOpen = answer.staysOpen === true;
  const length = staysOpen ? {} : { 'Content-Length': String(body.length) };
  const headers = { ...headersOf(answer, clockSkewSeconds), ...encoding, ...length };
  return { status: answer.status, headers, body, staysOpen };
}

/** Sends an answer, as far as a fault lets it through. */
export async function send(
  response: ServerResponse,
  ready: Packed,
  bend: Bend,
  stop: AbortSignal,
): Promise<void> {
  response.writeHead(ready.status, ready.headers);
  if (ready.staysOpen) response.flushHeaders();
  else if (bend?.kind === 'truncate')
    response.write(ready.body.subarray(0, bend.afterBytes), () => response.destroy());
  else if (bend?.kind === 'trickle') await trickle(response, ready.body, bend.bytesPerSecond, stop);
  else response.end(ready.body);
}
