import type { HttpRequest } from '@azure/functions';

/** Reads a body as text; undefined when it has more bytes than the limit, of which no more is then read. */
export async function readBody(request: HttpRequest, limit: number): Promise<string | undefined> {
  return (await readBytes(request, limit))?.toString('utf8');
}

/** Reads a body as it came, for a signature covers its bytes; undefined when there are more than the limit. */
export async function readBytes(request: HttpRequest, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
