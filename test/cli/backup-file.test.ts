import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { readBackup } from '../../src/cli/backup-file.ts';
import { check } from '../../src/cli/check.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { by, scratchFile, serve } from './run-cli.ts';

const ref = (kind: string, name: string, more: object = {}) => ({ kind, name, ...more });
const config = 'config.openservicemesh.io/v1alpha2';
const meshConfig = {
  apiVersion: config,
  kind: 'MeshConfig',
  metadata: { name: 'osm-mesh-config', namespace: 'kube-system' },
  spec: { traffic: {} },
};
const savedConfig = ref('MeshConfig', 'osm-mesh-config', { apiVersion: config, namespace: 'kube-system' });

describe('what a backup holds', () => {
  test.each<[string, string, readonly object[]]>([
    ['one object, JSON', JSON.stringify(meshConfig), [savedConfig]],
    [
      'a list of kubectl, JSON',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [meshConfig, meshConfig] }),
      [savedConfig, savedConfig],
    ],
    [
      'a list of kubectl, YAML, with lists in it',
      `apiVersion: v1
items:
- apiVersion: v1
  kind: Namespace
  metadata: {name: shop}
- apiVersion: v1
  kind: List
  items: [{apiVersion: v1, kind: Namespace, metadata: {name: bar}}]
kind: List
metadata: {resourceVersion: ""}
`,
      [ref('Namespace', 'shop', { apiVersion: 'v1' }), ref('Namespace', 'bar', { apiVersion: 'v1' })],
    ],
    [
      'several documents, some of them empty or something else',
      '---\n# a comment\n---\nkind: Egress\nmetadata: {name: e, namespace: shop}\n---\nkind: Retry\nmetadata: {name: r}\n---\n[1, 2]\n---\nkind: NoName\n',
      [ref('Egress', 'e', { namespace: 'shop' }), ref('Retry', 'r')],
    ],
    [
      'a list of one kind, as the API server writes it',
      JSON.stringify({
        apiVersion: 'specs.smi-spec.io/v1alpha4',
        kind: 'TCPRouteList',
        items: [{ metadata: { name: 'db', namespace: 'shop' } }, 3, { metadata: {} }],
      }),
      [ref('TCPRoute', 'db', { apiVersion: 'specs.smi-spec.io/v1alpha4', namespace: 'shop' })],
    ],
    ['an empty list', 'apiVersion: v1\nkind: List\nitems: []\n', []],
  ])('%s', (_name, content, expected) => {
    expect(readBackup(scratchFile(content))).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    ['no file', '/no/such/backup.yaml', /^The backup \/no\/such\/backup.yaml can't be read \(ENOENT\)\.$/],
    ['no YAML', scratchFile('a: b: c'), /is neither YAML nor JSON: .*line 1, column \d+\.$/],
    ['an alias to nothing', scratchFile('a: *b'), /neither YAML nor JSON/],
    ['no objects', scratchFile('hello: world'), /holds no objects of Kubernetes.*OSM9009/],
    ['an empty file', scratchFile(''), /holds no objects/],
  ])('%s is told', (_name, file, words) => {
    expect(() => readBackup(file)).toThrow(words);
  });
});

describe('check --backup', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await serve('healthy-1.2.4');
  });
  afterAll(() => cluster.close());

  async function judge(backup: string): Promise<{ code: number; text: string }> {
    const [, kubeconfig = ''] = by(cluster, 'admin');
    const written: string[] = [];
    const stream = { write: (part: string) => written.push(part) > 0, isTTY: false, columns: 100 };
    const terminal = {
      stdout: stream,
      stderr: stream,
      env: {},
      now: () => new Date('2026-11-22T12:00:00Z'),
    } as unknown as Terminal;
    const options = { output: 'text', failOn: 'error', color: false, budget: 10_000 } as const;
    const code = await check(undefined, { ...options, kubeconfig, only: ['OSM9009'], backup }, terminal);
    return { code, text: written.join('') };
  }

  test('names what is missing, and the one command that gives all of it', async () => {
    const { code, text } = await judge(scratchFile(JSON.stringify(meshConfig)));

    expect(code).toBe(1);
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /lacks 3 monitored namespaces: (app-routing-system|bookbuyer|bookstore)/,
    );
    expect(text).toMatch(/kubectl .*get namespaces,egresses\.policy\.openservicemesh\.io,\S+ -A -o yaml/);
  });

  test('is content with a complete one', async () => {
    const names = ['app-routing-system', 'bookbuyer', 'bookstore'];
    const namespaces = names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    const items = [meshConfig, ...namespaces];

    expect((await judge(scratchFile(JSON.stringify({ kind: 'List', items })))).code).toBe(0);
  });

  test('does not go with every cluster at once', async () => {
    const options = { output: 'text', failOn: 'error', color: false, budget: 10_000, all: true } as const;
    const terminal = { now: () => new Date(0), env: {} } as Terminal;

    await expect(check(undefined, { ...options, backup: 'f' }, terminal)).rejects.toThrow(/with --backup/);
  });

  test('tells of a wrong file before anything is read', async () => {
    const before = cluster.requests.length;

    await expect(judge('/no/such')).rejects.toThrow(/can't be read/);
    expect(cluster.requests.length).toBe(before);
  });
});
