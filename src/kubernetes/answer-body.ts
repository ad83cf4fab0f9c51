import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/** How much of an answer is kept. What a program in a pod sends is bounded; an API server's own lists are not. */
export interface Bounds {
  /** Bytes after decompression that are read before the rest is left. */
  readonly mostBytes: number;
  /** Whether a line of a 200 is worth keeping; every line where it is not given. */
  keepLine?(line: string): boolean;
}

/** A body as it came. */
export interface Body {
  readonly body: string;
  /** Bytes after decompression. */
  readonly bytes: number;
  /** There was more than the bounds allow. */
  readonly cut: boolean;
}

/**
 * Bytes unpacked at a time. Node's own 16 KiB mean two hundred trips to the thread pool for one page of pods; at 256
 * KiB the peak on 5,000 pods is 20 MB higher, since such buffers lie about until they are collected.
 */
const unpackedAtOnce = 64 * 1024;

/**
 * The whole body, decoded as it comes so that a large page never lies about twice; `pipeline` sees to it that an
 * answer that breaks off ends the unpacking too. Rejects when no whole answer comes.
 */
export async function readBody(message: IncomingMessage, bounds?: Bounds): Promise<Body> {
  const compressed = message.headers['content-encoding'] === 'gzip';
  const stream: AsyncIterable<Buffer> = compressed
    ? pipeline(message, createGunzip({ chunkSize: unpackedAtOnce }), () => undefined)
    : message;
  const decoder = new StringDecoder('utf8');
  const { keepLine, mostBytes } = boundsFor(message, bounds);
  const kept = keepLine === undefined ? wholeText() : linesOf(keepLine);
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      kept.add(decoder.write(chunk));
      // Leaving the loop destroys the stream, and the connection with it.
      if (bytes > mostBytes) return { body: kept.end(''), bytes, cut: true };
    }
    if (message.complete) return { body: kept.end(decoder.end()), bytes, cut: false };
  } catch {
    // Told below: however it broke off, it is worth another try.
  }
  throw Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' });
}

/** A refusal is short, and all of it is worth reading. */
const mostRefusalBytes = 64 * 1024;

function boundsFor({ statusCode }: IncomingMessage, bounds: Bounds | undefined): Bounds {
  if (bounds === undefined) return { mostBytes: Number.POSITIVE_INFINITY };
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
