import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pinnedKubectl } from '../../sim/kubernetes/kubectl.ts';
import { type Identity, type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { clusterOf } from './objects-of-recording.ts';
import { recordings } from './recording.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One server and one folder for the whole file: every test works on objects of its own. */
const held: { cluster?: RunningCluster; program: string; home: string } = { program: '', home: '' };

beforeAll(async () => {
  const [recording] = recordings;
  if (recording === undefined) throw new Error('there is no recording');
  held.home = mkdtempSync(join(tmpdir(), 'kubectl-test-'));
  held.cluster = await startKubernetes(clusterOf(recording));
  held.program = await pinnedKubectl();
});

afterAll(async () => {
  await held.cluster?.close();
  rmSync(held.home, { recursive: true, force: true });
});

function kubectlAs(as: Identity, args: readonly string[], byCertificate = false): Promise<Ran> {
  const config = join(held.home, `${as}-${byCertificate}`);
  writeFileSync(config, held.cluster?.kubeconfig(as, { clientCertificate: byCertificate }) ?? '');
  const env = { HOME: held.home, KUBECONFIG: config };
  return new Promise((resolve) => {
    execFile(held.program, args, { env, timeout: 20_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });
}

/** Runs kubectl as the administrator; words are split at spaces. */
function kubectl(words: string, ...more: string[]): Promise<Ran> {
  return kubectlAs('admin', [...words.split(' '), ...more]);
}

const inSystem = '-n kube-system';

test('get prints the table that the server made', async () => {
  const { code, out } = await kubectl('get pods -n bookbuyer');
  expect(code).toBe(0);
  expect(
    out
      .split('\n')
      .slice(0, 2)
      .map((line) => line.split(/\s+/)),
  ).toEqual([
    ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
    ['bookbuyer-7bbd6bb5d6-4xk2m', '2/2', 'Running', '0', '25m'],
  ]);
});

test('get crds lists all definitions, and get by their short names finds the objects', async () => {
  const crds = await kubectl('get crds -o name');
  expect(crds.out.trim().split('\n')).toHaveLength(10);
  const config = await kubectl(`get meshconfig ${inSystem} -o jsonpath={.items[*].spec.sidecar.logLevel}`);
  expect(config.out).toBe('error');
});

test('selectors choose by label, equality and set', async () => {
  const meshed = await kubectl('get ns -o name -l', 'openservicemesh.io/monitored-by in (osm)');
  expect(meshed.out.trim().split('\n')).toEqual([
    'namespace/bookbuyer',
    'namespace/bookstore',
    'namespace/bookthief',
  ]);
  const others = await kubectl(
    'get ns -o name -l',
    '!openservicemesh.io/monitored-by,kubernetes.io/metadata.name!=default',
  );
  expect(others.out).toContain('namespace/kube-system');
  expect(others.out).not.toContain('namespace/default');
});

test('patch by merge, as a dry run, warns of an unknown field and changes nothing', async () => {
  const before = held.cluster?.find('MeshConfig', 'kube-system', 'osm-mesh-config');
  const patch = JSON.stringify({ spec: { traffic: { enableEgress: false, nope: 1 } } });
  const words = `patch meshconfig osm-mesh-config ${inSystem} --type=merge --dry-run=server -o jsonpath={.spec.traffic.enableEgress} -p`;
  const { code, out, err } = await kubectl(words, patch);
  expect({ code, out }).toEqual({ code: 0, out: 'false' });
  expect(err).toContain('unknown field "spec.traffic.nope"');
  expect(held.cluster?.find('MeshConfig', 'kube-system', 'osm-mesh-config')).toEqual(before);
});

test('patch by JSON patch changes the object', async () => {
  const patch = JSON.stringify([{ op: 'replace', path: '/spec/sidecar/logLevel', value: 'warn' }]);
  const { out } = await kubectl(`patch meshconfig osm-mesh-config ${inSystem} --type=json -p`, patch);
  expect(out).toContain('patched');
  expect(held.cluster?.find('MeshConfig', 'kube-system', 'osm-mesh-config')?.metadata.generation).toBe(2);
  const back = JSON.stringify({ spec: { sidecar: { logLevel: 'error' } } });
  await kubectl(`patch meshconfig osm-mesh-config ${inSystem} --type=merge -p`, back);
});

test('label and annotate change metadata', async () => {
  expect((await kubectl('label ns outside team=books')).out).toContain('labeled');
  expect((await kubectl('annotate ns outside note=here')).out).toContain('annotated');
  const metadata = held.cluster?.find('Namespace', undefined, 'outside')?.metadata;
  expect([metadata?.labels?.['team'], metadata?.annotations?.['note']]).toEqual(['books', 'here']);
});

test('rollout restart stamps the pod template', async () => {
  expect((await kubectl(`rollout restart deploy/osm-injector ${inSystem}`)).out).toContain('restarted');
  const text = JSON.stringify(held.cluster?.find('Deployment', 'kube-system', 'osm-injector')?.['spec']);
  expect(text).toContain('kubectl.kubernetes.io/restartedAt');
});

test('apply creates and then updates, delete deletes', async () => {
  const file = join(held.home, 'map.json');
  const map = (value: string): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'one', namespace: 'outside' },
    data: { value },
  });
  writeFileSync(file, JSON.stringify(map('1')));
  expect((await kubectl(`apply -f ${file}`)).out).toContain('created');
  writeFileSync(file, JSON.stringify(map('2')));
  expect((await kubectl(`apply -f ${file}`)).out).toContain('configured');
  expect(held.cluster?.find('ConfigMap', 'outside', 'one')?.['data']).toEqual({ value: '2' });
  expect((await kubectl(`delete -f ${file}`)).code).toBe(0);
  expect(held.cluster?.find('ConfigMap', 'outside', 'one')).toBeUndefined();
});

test('who has no rights is told so, who is not known is not let in', async () => {
  const nobody = await kubectlAs('nobody', ['get', 'pods', '-A']);
  expect(nobody.err).toContain(
    'pods is forbidden: User "nobody" cannot list resource "pods" in API group ""',
  );
  for (const as of ['wrongToken', 'expired'] as const) {
    expect((await kubectlAs(as, ['get', 'pods'])).err).toContain('You must be logged in to the server');
  }
});

test('certificates sign in, too, unless they have expired', async () => {
  const reader = await kubectlAs('reader', ['auth', 'can-i', 'list', 'pods', '-A'], true);
  expect(reader.out.trim()).toBe('yes');
  const expired = await kubectlAs('expired', ['get', 'pods'], true);
  expect(expired.err).toContain('You must be logged in to the server');
});
