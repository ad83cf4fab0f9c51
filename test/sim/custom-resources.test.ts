import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { KubernetesObject, Manners } from '../../sim/kubernetes/cluster.ts';
import { listAt, textAt, valueAt } from '../../sim/kubernetes/record.ts';
import { type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { ask, type Received } from './ask.ts';
import { clusterWith } from './small-cluster.ts';

const spec = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1 },
    colour: { type: 'string', default: 'red', enum: ['red', 'blue', false] },
    parts: {
      type: 'array',
      items: { type: 'object', properties: { name: { type: 'string', pattern: '^[a-z]+$' } } },
    },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};
const schema = { openAPIV3Schema: { type: 'object', properties: { spec, status: { type: 'object' } } } };
const additionalPrinterColumns = [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }];
const names = { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' };
const definition: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names,
    scope: 'Namespaced',
    versions: [
      { name: 'v1', served: true, storage: true, schema, additionalPrinterColumns },
      {
        name: 'v1alpha1',
        served: true,
        storage: false,
        deprecated: true,
        schema: { openAPIV3Schema: { type: 'object' } },
      },
    ],
  },
};
const widget: KubernetesObject = {
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { namespace: 'a', name: 'one' },
  spec: { size: 1, unknown: true, parts: [{ name: 'x', more: 1 }], free: { any: 'thing' } },
};

let cluster: RunningCluster;
const path = '/apis/example.com/v1/namespaces/a/widgets/one';

async function start(manners: Manners = '1.31'): Promise<void> {
  cluster = await startKubernetes(clusterWith([widget, definition], manners));
}

beforeEach(() => start());
afterEach(() => cluster.close());

function merge(patch: unknown, query = ''): Promise<Received> {
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  return ask(cluster, 'admin', path + query, { method: 'PATCH', headers, body: patch });
}

test('reading prunes what the schema does not know and fills in defaults', async () => {
  const { body } = await ask(cluster, 'admin', path);
  expect(valueAt(body, 'spec')).toEqual({
    size: 1,
    colour: 'red',
    parts: [{ name: 'x' }],
    free: { any: 'thing' },
  });
});

test('another version shows the same object by its own schema, with a warning where it is deprecated', async () => {
  const { body, headers } = await ask(cluster, 'admin', path.replace('v1', 'v1alpha1'));
  expect(body).toMatchObject({ apiVersion: 'example.com/v1alpha1', metadata: { name: 'one' } });
  expect(valueAt(body, 'spec')).toBeUndefined();
  expect(headers['warning']).toBe('299 - "example.com/v1alpha1 Widget is deprecated"');
});

test('a definition is completed, and comes and goes with what it serves', async () => {
  const found = cluster.find('CustomResourceDefinition', undefined, 'widgets.example.com');
  expect(found?.['status']).toMatchObject({ acceptedNames: names, storedVersions: ['v1'] });
  cluster.remove('CustomResourceDefinition', undefined, 'widgets.example.com');
  expect((await ask(cluster, 'admin', path)).status).toBe(404);
  expect((await ask(cluster, 'admin', '/apis/example.com/v1')).status).toBe(404);
  cluster.put(definition);
  const { body } = await ask(cluster, 'admin', '/apis/example.com/v1');
  expect(textAt(listAt(body, 'resources')[0], 'name')).toBe('widgets');
  expect((await ask(cluster, 'admin', path)).body).toMatchObject({ reason: 'NotFound' });
});

test.each([
  [{ size: null }, 'spec.size: Required value'],
  [
    { size: 'big' },
    'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
  ],
  [{ size: 0 }, 'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1'],
  [{ colour: 'off' }, 'spec.colour: Unsupported value: "off": supported values: "red", "blue", "false"'],
  [
    { parts: [{ name: 'ok' }, { name: 'NO' }] },
    `spec.parts[1].name: Invalid value: "NO": spec.parts[1].name in body should match '^[a-z]+$'`,
  ],
])('%j is refused in the words of a real server', async (change, message) => {
  const { status, body } = await merge({ spec: change });
  expect([status, textAt(body, 'message')]).toEqual([422, `Widget.example.com "one" is invalid: ${message}`]);
});

test('the columns that a definition asks for are printed', async () => {
  const headers = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
  const { body } = await ask(cluster, 'admin', path.replace('/one', ''), { headers });
  expect(listAt(body, 'columnDefinitions').map((column) => textAt(column, 'name'))).toEqual(['Name', 'Size']);
  expect(valueAt(listAt(body, 'rows')[0], 'cells')).toEqual(['one', 1]);
});

test('unknown fields are dropped with a warning, with an error, or in silence', async () => {
  const patch = { spec: { size: 2, parts: [{ extra: 1 }] }, top: 1 };
  const warned = await merge(patch, '?dryRun=All');
  expect(warned.headers['warning']).toBe(
    '299 - "unknown field \\"spec.parts[0].extra\\"", 299 - "unknown field \\"top\\""',
  );
  const refused = await merge(patch, '?fieldValidation=Strict');
  expect(textAt(refused.body, 'message')).toMatch(
    /strict decoding error: unknown field "spec\.parts\[0\]\.extra", unknown field "top"$/,
  );
  const ignored = await merge(patch, '?dryRun=All&fieldValidation=Ignore');
  expect([ignored.status, ignored.headers['warning']]).toEqual([200, undefined]);
});

test('1.21 drops unknown fields without a word, even when it is asked to be strict', async () => {
  await cluster.close();
  await start('1.21');
  const { status, headers, body } = await merge({ spec: { nope: 1 } }, '?fieldValidation=Strict');
  expect([status, headers['warning'], valueAt(body, 'spec', 'nope')]).toEqual([200, undefined, undefined]);
});

test('a dry run answers with the outcome and keeps nothing', async () => {
  const before = cluster.find('Widget', 'a', 'one');
  const { body } = await merge({ spec: { size: 5 } }, '?dryRun=All');
  expect(body).toMatchObject({
    spec: { size: 5 },
    metadata: { generation: 2, resourceVersion: before?.metadata.resourceVersion },
  });
  expect(cluster.find('Widget', 'a', 'one')).toBe(before);
});

test('a write counts up, a write of nothing does not, and a stale one is refused', async () => {
  const first = await merge({ spec: { size: 2 } });
  const again = await merge({ spec: { size: 2 } });
  expect(valueAt(first.body, 'metadata', 'generation')).toBe(2);
  expect(valueAt(again.body, 'metadata', 'resourceVersion')).toBe(
    valueAt(first.body, 'metadata', 'resourceVersion'),
  );
  const stale = await merge({ metadata: { resourceVersion: '1' }, spec: { size: 3 } });
  expect(stale.body).toMatchObject({ code: 409, reason: 'Conflict' });
});

test('creating checks the name, the namespace and the schema', async () => {
  const create = (body: unknown, namespace = 'a'): Promise<Received> =>
    ask(cluster, 'admin', `/apis/example.com/v1/namespaces/${namespace}/widgets`, { method: 'POST', body });
  const fresh = { ...widget, metadata: { name: 'two' }, spec: { size: 3 } };
  expect((await create(fresh)).body).toMatchObject({
    metadata: { name: 'two', namespace: 'a' },
    spec: { colour: 'red' },
  });
  expect((await create(fresh)).body).toMatchObject({ reason: 'AlreadyExists' });
  expect((await create({ ...fresh, metadata: { name: 'three' }, spec: {} })).body).toMatchObject({
    reason: 'Invalid',
  });
  expect((await create(fresh, 'nowhere')).body).toMatchObject({ message: 'namespaces "nowhere" not found' });
});
