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

describe('a list reads the same in whatever form it is written', () => {
  const items = Array.from({ length: 300 }, (_, n) => ({
    metadata: {
      name: `n${n}`,
      labels: { 'openservicemesh.io/monitored-by': '},{"metadata":' },
      annotations: { 'openservicemesh.io/x': `${'ä'.repeat(200)},"managedFields":[{` },
      managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:a': {} } }],
    },
    spec: { finalizers: ['kubernetes'], list: [{ metadata: { name: 'inner' } }, { metadata: {} }] },
  }));
  const compact = JSON.stringify({ kind: 'NamespaceList', metadata: {}, items });

  test.each<[string, string]>([
    ['as API servers write it', compact],
    ['with white space', JSON.stringify(JSON.parse(compact), undefined, 2)],
    ['with spaces here and there', compact.replaceAll('},{"', '}, {"')],
    ['with a long head', compact.replace('"metadata":{}', `"metadata":{"x":"${'ö'.repeat(4_000)}"}`)],
    ['with escapes', compact.replaceAll('"n1', '"\\u006e1')],
  ])('%s', async (_form, body) => {
    const get = async (): Promise<Got> => {
      return { is: 'body', status: 200, body: Buffer.from(body), headers: {}, bytes: 0, cut: false };
    };

    expect(await list({ get })).toEqual({ ok: true, value: items.map((raw) => namespaceOf(raw)) });
  });
});
