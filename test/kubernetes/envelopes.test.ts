import { describe, expect, test } from '@jest/globals';
import type { Client, Got } from '../../src/kubernetes/client.ts';
import { readServedKinds } from '../../src/kubernetes/discovery.ts';
import { readList } from '../../src/kubernetes/read-list.ts';
import { namespaceOf } from '../../src/kubernetes/shapes/workloads.ts';

/** A client that gives these answers in turn. */
function answering(...bodies: readonly unknown[]): Client {
  const left = [...bodies];
  const get = async (): Promise<Got> => ({
    is: 'body',
    status: 200,
    body: Buffer.from(JSON.stringify(left.shift())),
    headers: {},
    bytes: 0,
    cut: false,
  });
  return { get };
}

const ask = {
  path: '/api/v1/namespaces',
  rule: { apiGroups: [''], resources: ['namespaces'], verbs: ['list'] },
  shape: namespaceOf,
};
const item = (name: string) => ({ metadata: { name } });
const list = (client: Client) => readList(client, ask, { requests: 0, bytes: 0 });

describe('a list that is none is not read as empty', () => {
  test.each<[string, unknown]>([
    ['a Table', { kind: 'Table', items: [] }],
    ['no kind', { items: [] }],
    ['items missing', { kind: 'NamespaceList' }],
    ['an item that is null', { kind: 'NamespaceList', items: [null] }],
    ['an item without a name', { kind: 'NamespaceList', items: [{ metadata: {} }] }],
  ])('%s', async (_name, body) => {
    expect(await list(answering(body))).toMatchObject({ ok: false, problem: { reason: 'unreachable' } });
  });

  test('more items that cannot be read make it incomplete', async () => {
    const body = { kind: 'NamespaceList', metadata: { remainingItemCount: 7 }, items: [item('a')] };

    expect(await list(answering(body))).toMatchObject({
      ok: false,
      problem: { reason: 'incomplete' },
      partial: [{ metadata: { name: 'a' } }],
    });
  });
});

describe('pages', () => {
  const first = { kind: 'NamespaceList', metadata: { continue: 'next' }, items: [item('a')] };
  const last = { kind: 'NamespaceList', metadata: {}, items: [item('b')] };

  test.each<[string, unknown]>([
    ['token before the items', first],
    [
      'token after the items, as custom resources have it',
      { items: first.items, kind: first.kind, metadata: first.metadata },
    ],
  ])('%s', async (_name, body) => {
    const reading = await list(answering(body, last));

    expect(reading.ok && reading.value.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });
});

describe('discovery', () => {
  test.each<[string, unknown]>([
    ['an empty object', {}],
    ['another kind', { kind: 'Status', status: 'Success' }],
  ])('%s is no discovery', async (_name, body) => {
    expect((await readServedKinds(answering(body), { requests: 0, bytes: 0 })).ok).toBe(false);
  });

  test('a cluster without OSM has none of its kinds', async () => {
    const reading = await readServedKinds(answering({ kind: 'APIGroupList', groups: [] }), {
      requests: 0,
      bytes: 0,
    });

    expect(reading).toEqual({ ok: true, value: [] });
  });
});
