import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readBody } from '../../src/kubernetes/answer-body.ts';

function message(chunks: readonly (string | Buffer)[], headers: object = {}): IncomingMessage {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return Object.assign(stream, { headers, complete: true, statusCode: 200 }) as unknown as IncomingMessage;
}

const keepLine = (line: string) => line.startsWith('keep');

test('lines are kept wherever the chunks are cut', async () => {
  const text = 'keep 1\ndrop\nkeep zwölf\n\nkeep 3';
  const bytes = Buffer.from(text);
  for (let at = 0; at <= bytes.length; at += 1) {
    const halves = [bytes.subarray(0, at), bytes.subarray(at)];
    const { body } = await readBody(message(halves), { mostBytes: 1_000, keepLine });

    expect(String(body)).toBe('keep 1\nkeep zwölf\nkeep 3\n');
  }
});

test('what is too long, in one line or in all, is left', async () => {
  const long = `keep ${'x'.repeat(10_000)}`;
  const { body, cut } = await readBody(message([long, long, '\nkeep 2\n']), { mostBytes: 100_000, keepLine });

  expect({ body: String(body), cut }).toEqual({ body: 'keep 2\n', cut: false });

  const endless = `keep ${'y'.repeat(1_000)}\n`.repeat(2_000);
  const most = await readBody(message([endless]), { mostBytes: 10_000_000, keepLine });

  expect(most.body.length).toBeLessThan(300_000);
});

test('reading stops at the bound, also of what was packed small', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const packed = await readBody(message([bomb], { 'content-encoding': 'gzip' }), { mostBytes: 4_096 });

  expect(packed.cut).toBe(true);
  expect(packed.bytes).toBeLessThan(200_000);
  expect(packed.body.length).toBeLessThan(200_000);
});

test('of a refusal every line comes, but not without end', async () => {
  const bounds = { mostBytes: 1_000_000, keepLine };
  const refused = Object.assign(message(['no\n', 'right']), { statusCode: 403 });

  expect(String((await readBody(refused, bounds)).body)).toBe('no\nright');

  const endless = Object.assign(message(['x'.repeat(500_000), 'x']), { statusCode: 503 });

  expect(await readBody(endless, bounds)).toMatchObject({ cut: true, bytes: 500_000 });
});

test('without bounds all of it comes', async () => {
  const text = 'ä'.repeat(200_000);

  expect(await readBody(message([text]))).toEqual({ body: Buffer.from(text), bytes: 400_000, cut: false });
});

test('an answer that breaks off is none', async () => {
  const broken = Object.assign(message(['half']), { complete: false });

  await expect(readBody(broken)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

describe('what was packed', () => {
  const text = 'ä{"a":1}'.repeat(10_000);
  const packed = gzipSync(text);
  const headers = { 'content-encoding': 'gzip' };
  const bytes = Buffer.byteLength(text);

  test('comes whole, in however many parts it was sent', async () => {
    for (const size of [1, 7, 16_384, packed.length]) {
      const parts = Array.from({ length: Math.ceil(packed.length / size) }, (_, part) =>
        packed.subarray(part * size, (part + 1) * size),
      );

      expect(await readBody(message(parts, headers))).toEqual({ body: Buffer.from(text), bytes, cut: false });
    }
  });

  test.each([
    ['too little', 0],
    ['too much', 0xffff_ffff],
  ])('is not believed about its size: one that says %s is broken', async (_name, size) => {
    const lying = Buffer.from(packed);
    lying.writeUInt32LE(size, lying.length - 4);

    await expect(readBody(message([lying], headers))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('in several members comes whole: the last says its own size alone', async () => {
    const members = [packed, gzipSync('b')];

    expect(String((await readBody(message(members, headers))).body)).toBe(`${text}b`);
  });

  test('and broke off is none, wherever it ends', async () => {
    for (const length of [1, 3, 10, packed.length - 1]) {
      const part = message([packed.subarray(0, length)], headers);

      await expect(readBody(part)).rejects.toMatchObject({ code: 'ECONNRESET' });
    }
  });

  test('of nothing is nothing', async () => {
    expect(await readBody(message([], headers))).toEqual({ body: Buffer.alloc(0), bytes: 0, cut: false });
  });
});
