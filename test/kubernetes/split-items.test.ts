import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientOf } from '../../src/kubernetes/client.ts';
import { connectByKubeconfig } from '../../src/kubernetes/kubeconfig.ts';
import { partSharer } from '../../src/kubernetes/share-parts.ts';
import { guessParts, headOf, splitItems } from '../../src/kubernetes/split-items.ts';
import { scratchFile, serve } from '../cli/run-cli.ts';

function parsed(part: string): unknown {
  try {
    return JSON.parse(part);
  } catch {
    return undefined;
  }
}

describe('taking a list apart', () => {
  const anyObject = fc.dictionary(fc.string(), fc.jsonValue());

  test('gives what parsing the whole would give, whatever the objects hold', () => {
    fc.assert(
      fc.property(anyObject, fc.array(anyObject), anyObject, fc.nat(3), (before, items, after, space) => {
        const { items: _a, ...head } = before;
        const { items: _b, ...tail } = after;
        const body = JSON.stringify({ ...head, items, ...tail }, undefined, space);
        const split = splitItems(body);

        expect(split?.parts.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(items)));
        expect(JSON.parse(split?.rest ?? '')).toEqual({ ...JSON.parse(body), items: [] });
      }),
    );
  });

  test('by a guess gives the same, or a part that is no JSON', () => {
    const known = fc.dictionary(fc.constantFrom('a', 'b', '},{"a":'), fc.jsonValue());
    const alike = known.map((object) => ({ a: [{ a: 1 }, { a: '},{"a":' }], ...object }));
    fc.assert(
      fc.property(
        known,
        fc.array(alike, { minLength: 1 }),
        known,
        fc.nat(1),
        fc.nat(40),
        (before, items, after, space, atLeast) => {
          const body = JSON.stringify({ ...before, items, ...after }, undefined, space);
          const guessed = guessParts(Buffer.from(body), atLeast);
          const parts = guessed?.parts.map((part) => parsed(`[${part}]`));

          if (guessed === undefined || parts?.includes(undefined) === true) return;
          expect(parts?.flat()).toEqual(JSON.parse(JSON.stringify(items)));
          expect(JSON.parse(guessed.rest)).toEqual({ ...JSON.parse(body), items: [] });
        },
      ),
    );
  });

  test('by a guess is right about what an API server sends', () => {
    const pods = Array.from({ length: 3 }, (_, n) => ({
      metadata: { name: `p${n}` },
      spec: { a: [{ b: 1 }] },
    }));
    const body = JSON.stringify({ kind: 'PodList', metadata: { continue: 'x' }, items: pods });

    expect(guessParts(Buffer.from(`${body}\n`), 0)?.parts.map(parsed)).toEqual(pods);
  });

  test('by a guess makes parts of at least the length that is asked for', () => {
    const body = JSON.stringify({ items: Array.from({ length: 7 }, (_, n) => ({ a: n })) });

    expect(guessParts(Buffer.from(body), 10)?.parts).toEqual([
      '{"a":0},{"a":1}',
      '{"a":2},{"a":3}',
      '{"a":4},{"a":5}',
      '{"a":6}',
    ]);
  });

  test('by a guess counts bytes, not characters', () => {
    const items = ['zwölf', '十二', '🕛'].map((name) => ({ ä: name }));
    const body = JSON.stringify({ kind: 'Zwölf', items });

    expect(guessParts(Buffer.from(body), 0)?.parts.map(parsed)).toEqual(items);
    expect(guessParts(Buffer.from(body), 0)?.rest).toBe('{"kind":"Zwölf","items":[]}');
  });

  test.each([0, 1, 2])('a head is cut between two characters, not inside one (%i)', (before) => {
    const head = headOf(Buffer.from(`${'.'.repeat(before)}${'十'.repeat(2_000)}`));

    expect(new Set(head.slice(before))).toEqual(new Set(['十']));
  });

  test.each([
    ['nothing', ''],
    ['an empty list', '{"items":[]}'],
    ['items that begin late', `{"metadata":{"continue":"${'x'.repeat(5_000)}"},"items":[{"a":1}]}`],
    ['a list that breaks off', '{"metadata":{"a":[1]},"items":[{"a":1}'],
    ['items that do not stand last', '{"items":[{"a":1}],"b":2}'],
    ['spaces between', '{"items":[ {"a":1} ]}'],
  ])('by a guess gives up on %s', (_name, body) => {
    expect(guessParts(Buffer.from(body))).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>"items":[{}]</html>'],
    ['no items', '{"kind":"PodList"}'],
    ['items that are no list', '{"items":{"a":[1]}}'],
    ['items of something inside', '{"metadata":{"items":[{}]}}'],
    ['null among the items', '{"items":[{},null,{}]}'],
    ['a text among the items', '{"items":[{},"x"]}'],
    ['items without a comma', '{"items":[{}{}]}'],
    ['a comma too many', '{"items":[{},]}'],
    ['a list that breaks off in an item', '{"items":[{"a":"b'],
    ['a list that breaks off behind one', '{"items":[{"a":1}'],
    ['a text that never ends', '{"items":[{"a":"\\"}]}'],
  ])('%s is no list', (_name, body) => {
    expect(splitItems(body)).toBeUndefined();
  });

  test('an item that is no JSON shows when it is parsed', () => {
    const [item = ''] = splitItems('{"items":[{oops}]}')?.parts ?? [];

    expect(() => JSON.parse(item)).toThrow(SyntaxError);
  });
});

describe('sharing what items say alike', () => {
  test('changes nothing that can be seen', () => {
    const anyItem = fc.record({ metadata: fc.dictionary(fc.string(), fc.jsonValue()), spec: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        const share = partSharer();

        expect(items.map((item) => share(structuredClone(item)))).toEqual(items);
      }),
    );
  });

  test('keeps one copy', () => {
    const share = partSharer();
    const [one, other] = ['a', 'b'].map((name) =>
      share({ metadata: { name, labels: { app: 'x' } }, containers: [{ image: 'i' }] }),
    );

    expect(one?.containers).toBe(other?.containers);
    expect(one?.metadata.labels).toBe(other?.metadata.labels);
    expect([one?.metadata.name, other?.metadata.name]).toEqual(['a', 'b']);
  });
});

test('an answer that came is held by nobody while its run goes on', async () => {
  const cluster = await serve('healthy-1.2.4');
  const connection = await connectByKubeconfig(
    { kubeconfig: scratchFile(cluster.kubeconfig('doctor')), env: {} },
    5_000,
  );
  const stop = new AbortController();
  const client = clientOf(connection, { signal: stop.signal, budgetMs: 5_000 });

  const got = await client.get({ path: '/version' }, { requests: 0, bytes: 0 });

  expect(got.is).toBe('body');
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  connection.close();
});
