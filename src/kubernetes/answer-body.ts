import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';

/** How much of an answer is kept. What a program in a pod sends is bounded; an API server's own lists are not. */
export interface Bounds {
  /** Bytes after decompression that are read before the rest is left. */
  readonly mostBytes: number;
  /** Whether a line of a 200 is worth keeping; every line where it is not given. */
  keepLine?(line: string): boolean;
}

/** A body, unpacked. */
export interface Body {
  /** UTF-8. */
  readonly body: Buffer;
  /** Bytes after decompression. */
  readonly bytes: number;
  /** There was more than the bounds allow. */
  readonly cut: boolean;
}

/**
 * The body of an answer, unpacked. Rejects when no whole answer comes; `pipeline` sees to it that an answer
 * that breaks off ends the unpacking too.
 */
export async function readBody(message: IncomingMessage, bounds?: Bounds): Promise<Body> {
  try {
    const body = await (bounds === undefined
      ? wholeOf(message)
      : partOf(message, boundsFor(message, bounds)));
    if (message.complete || body.cut) return body;
  } catch {
    // Told below: however it broke off, it is worth another try.
  }
  throw Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' });
}

/** Unpacked in one go: in small parts, one page of pods means sixty trips to the thread pool. */
async function wholeOf(message: IncomingMessage): Promise<Body> {
  const sent = Buffer.concat(await message.toArray());
  const body =
    isPacked(message) && sent.byteLength > 0 ? await unpack(sent, { chunkSize: unpackedSize(sent) }) : sent;
  return { body, bytes: body.byteLength, cut: false };
}

const unpack = promisify(gunzip);

/** What the trailer of gzip says (RFC 1952, ISIZE), within reason: more than that comes in several parts. */
function unpackedSize(sent: Buffer): number {
  const said = sent.byteLength < 4 ? 0 : sent.readUInt32LE(sent.byteLength - 4);
  return Math.min(Math.max(said, 1_024), 16 * 1_024 * 1_024);
}

function isPacked({ headers }: IncomingMessage): boolean {
  return headers['content-encoding'] === 'gzip';
}

/** As much as the bounds allow; lines are looked at as they come. */
async function partOf(message: IncomingMessage, { keepLine, mostBytes }: Bounds): Promise<Body> {
  const stream: AsyncIterable<Buffer> = isPacked(message)
    ? pipeline(message, createGunzip(), () => undefined)
    : message;
  const decoder = new StringDecoder('utf8');
  const kept = keepLine === undefined ? wholeText() : linesOf(keepLine);
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    kept.add(decoder.write(chunk));
    // Leaving the loop destroys the stream, and the connection with it.
    if (bytes > mostBytes) return { body: Buffer.from(kept.end('')), bytes, cut: true };
  }
  return { body: Buffer.from(kept.end(decoder.end())), bytes, cut: false };
}

/** A refusal is short, and all of it is worth reading. */
const mostRefusalBytes = 64 * 1024;

function boundsFor({ statusCode }: IncomingMessage, bounds: Bounds): Bounds {
  return statusCode === 200 ? bounds : { mostBytes: Math.min(bounds.mostBytes, mostRefusalBytes) };
}

/** Gathers text. */
interface Gathered {
  add(text: string): void;
  end(rest: string): string;
}

function wholeText(): Gathered {
  let body = '';
  return {
    add: (text) => {
      body += text;
    },
    end: (rest) => body + rest,
  };
}

/** Longer lines are nobody's metric; all that is kept together is bounded too. */
const longestLine = 4_096;
const mostKept = 256 * 1024;

function linesOf(keepLine: (line: string) => boolean): Gathered {
  let open = '';
  let body = '';
  const close = (line: string): void => {
    if (line.length <= longestLine && body.length < mostKept && keepLine(line)) body += `${line}\n`;
  };
  return {
    add: (text) => {
      const lines = text.split('\n');
      const last = lines.pop() ?? '';
      for (const [index, line] of lines.entries()) close(index === 0 ? open + line : line);
      // A line without an end is kept just so far that it is seen to be too long.
      open = (lines.length === 0 ? open + last : last).slice(0, longestLine + 1);
    },
    end: (rest) => {
      close(open + rest);
      return body;
    },
  };
}
