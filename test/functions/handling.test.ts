import type { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { answering } from '../../functions/handling/answering.ts';
import { readBody } from '../../functions/handling/read-body.ts';

describe('a handler that throws', () => {
  test.each<[string, unknown, RegExp]>([
    ['an error', new TypeError('sig=abc was refused'), /status could not answer: TypeError: sig=abc/],
    ['something else', 'words', /status could not answer: something that is no error/],
  ])('%s: the words are for the log alone', async (_name, thrown, logged) => {
    const lines: string[] = [];
    const context = { functionName: 'status', error: (line: string) => lines.push(line) };
    const handler = answering(() => Promise.reject(thrown));

    const answer = await handler({} as HttpRequest, context as unknown as InvocationContext);

    const says = 'This could not be answered. The log of the Function App says why.';
    expect(answer).toEqual({ status: 500, jsonBody: { error: says } });
    expect(lines).toEqual([expect.stringMatching(logged)]);
  });
});

describe('reading a body', () => {
  /** A request whose body comes in pieces of ten bytes, and how many of these were taken. */
  function request(pieces: number, headers: Record<string, string> = {}) {
    const taken = { pieces: 0 };
    async function* body() {
      for (; taken.pieces < pieces; taken.pieces += 1) yield Buffer.from('0123456789');
    }
    return { taken, request: { headers: new Headers(headers), body: body() } as unknown as HttpRequest };
  }

  test('gives all of it up to the limit', async () => {
    expect(await readBody(request(3).request, 30)).toBe('0123456789'.repeat(3));
  });

  test('gives nothing for an empty one', async () => {
    const empty = { headers: new Headers(), body: null } as unknown as HttpRequest;

    expect(await readBody(empty, 30)).toBe('');
  });

  test('stops beyond the limit', async () => {
    const { request: large, taken } = request(1_000);

    expect(await readBody(large, 30)).toBeUndefined();
    expect(taken.pieces).toBe(3);
  });

  test('does not begin when the length is told and too much', async () => {
    const { request: large, taken } = request(1_000, { 'content-length': '10000' });

    expect(await readBody(large, 30)).toBeUndefined();
    expect(taken.pieces).toBe(0);
  });
});
