import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubernetesObject } from '../../sim/kubernetes/cluster.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';

const clusters = fileURLToPath(new URL('../clusters/', import.meta.url));
const files = readdirSync(clusters).filter((name) => name.endsWith('.yaml'));
// The clusters of a release; `healthy-NAME.yaml` are variants of them.
const healthy = files.filter((name) => /^healthy-\d/.test(name));
const now = Date.parse('2026-11-22T12:00:00Z');
const injection = 'openservicemesh.io/sidecar-injection';
const monitored = 'openservicemesh.io/monitored-by';
const day = 24 * 60 * 60 * 1000;

const load = (name: string) => loadCluster(join(clusters, name));

function identity({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace ?? '', metadata.name].join('/');
}

function pick(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${kind} ${name}`);
  return only;
}

/** What lies at a path, without knowing the shape of what lies above it. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, step) => (part as Record<string | number, unknown> | undefined)?.[step],
    value,
  );
}

function namesOf(objects: readonly KubernetesObject[], kind: string, ...namespaces: string[]): string[] {
  return objects
    .filter((object) => object.kind === kind && namespaces.includes(object.metadata.namespace ?? ''))
    .map((object) => object.metadata.name)
    .filter((name) => name.includes('osm'))
    .sort();
}

describe.each(files)('%s', (name) => {
  const { objects, takenAt } = load(name);

  test('has no object twice', () => {
    const identities = objects.map(identity);
    expect(identities).toEqual([...new Set(identities)]);
  });

  test('has a uid of its own on every object', () => {
    const uids = objects.map(({ metadata }) => metadata.uid);
    expect(uids).not.toContain(undefined);
    expect(new Set(uids).size).toBe(uids.length);
  });

  test('names no owner, namespace or pod behind an endpoint that is not there', () => {
    const uids = new Set(objects.map(({ metadata }) => metadata.uid));
    const namespaces = new Set(
      objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
    );
    for (const object of objects) {
      const owners = (object.metadata['ownerReferences'] ?? []) as { uid: string }[];
      // Endpoints that somebody keeps by hand point at no object.
      const targets = ((object['endpoints'] ?? []) as unknown[])
        .filter((endpoint) => at(endpoint, 'targetRef') !== undefined)
        .map((endpoint) => at(endpoint, 'targetRef', 'uid'));
      for (const uid of [...owners.map((owner) => owner.uid), ...targets]) {
        expect({ object: identity(object), there: uids.has(uid as string) }).toMatchObject({ there: true });
      }
      if (object.metadata.namespace) expect(namespaces).toContain(object.metadata.namespace);
    }
  });

  test('happened before it was taken', () => {
    const times = JSON.stringify(objects).match(/\d{4}-\d\d-\d\dT[^"\\]*/g) ?? [];
    for (const time of times) expect(Date.parse(time)).toBeLessThanOrEqual(Date.parse(takenAt));
    expect(times).not.toHaveLength(0);
  });

  test('says of every definition what an API server would', () => {
    const ofOsm = ({ kind, metadata }: KubernetesObject) =>
      kind === 'CustomResourceDefinition' && /smi-spec\.io$|openservicemesh\.io$/.test(metadata.name);
    for (const definition of objects.filter(ofOsm)) {
      expect(definition).toMatchObject({
        metadata: { labels: { 'app.kubernetes.io/name': 'openservicemesh.io' } },
        spec: { conversion: { strategy: expect.stringMatching(/^(None|Webhook)$/) } },
        status: {
          acceptedNames: {
            kind: expect.any(String),
            plural: expect.any(String),
            singular: expect.any(String),
          },
          storedVersions: expect.arrayContaining([expect.stringMatching(/^v1alpha\d$/)]),
        },
      });
    }
  });
});

describe.each(healthy)('%s', (name) => {
  const { objects } = load(name);
  const upstream = name === 'healthy-1.1.1.yaml';
  const [home, other] = upstream ? ['osm-system', 'kube-system'] : ['kube-system', 'osm-system'];

  test('has what the article looks for', () => {
    expect(namesOf(objects, 'Deployment', home)).toEqual(['osm-bootstrap', 'osm-controller', 'osm-injector']);
    expect(namesOf(objects, 'Service', home)).toEqual([
      'osm-bootstrap',
      'osm-controller',
      'osm-injector',
      'osm-validator',
    ]);
    expect(namesOf(objects, 'Pod', home)).toHaveLength(upstream ? 3 : 5);
    expect(namesOf(objects, 'ValidatingWebhookConfiguration', '')).toEqual([
      upstream ? 'osm-validator-mesh-osm' : 'aks-osm-validator-mesh-osm',
    ]);
    expect(namesOf(objects, 'MutatingWebhookConfiguration', '')).toEqual([
      upstream ? 'osm-webhook-osm' : 'aks-osm-webhook-osm',
    ]);
    expect(namesOf(objects, 'MeshConfig', home)).toEqual(['osm-mesh-config']);
    expect(namesOf(objects, 'Deployment', other)).toEqual([]);
  });

  test('has the ports of its version', () => {
    const ports = (service: string) =>
      (at(pick(objects, 'Service', service), 'spec', 'ports') as { port: number }[]).map(({ port }) => port);
    expect(ports('osm-controller')).toEqual([15128, 9092, 9091]);
    expect(ports('osm-validator')).toEqual([9093]);
    expect(ports('osm-injector')).toEqual([9090]);
    expect(ports('osm-bootstrap')).toEqual([9443, name === 'healthy-1.2.4.yaml' ? 9091 : 9095]);
  });

  test('has a ready endpoint for every pod behind each Service', () => {
    for (const slice of objects.filter(({ kind }) => kind === 'EndpointSlice')) {
      const endpoints = slice['endpoints'] as unknown[];
      expect(endpoints).not.toHaveLength(0);
      for (const endpoint of endpoints) expect(at(endpoint, 'conditions', 'ready')).toBe(true);
    }
  });

  test('has webhooks that fail closed, at the right Services', () => {
    const mutating = objects.find(({ kind }) => kind === 'MutatingWebhookConfiguration');
    const validating = objects.find(({ kind }) => kind === 'ValidatingWebhookConfiguration');
    expect(mutating).toMatchObject({
      webhooks: [
        {
          failurePolicy: 'Fail',
          timeoutSeconds: 20,
          clientConfig: {
            service: { name: 'osm-injector', namespace: home, path: '/mutate-pod-creation', port: 9090 },
          },
        },
      ],
    });
    expect(validating).toMatchObject({
      webhooks: [
        {
          failurePolicy: 'Fail',
          timeoutSeconds: 10,
          clientConfig: {
            service: { name: 'osm-validator', namespace: home, path: '/validate', port: 9093 },
          },
        },
      ],
    });
  });

  test('has a control plane that is ready and never restarted', () => {
    for (const pod of objects.filter(({ metadata }) => metadata.labels?.['app']?.startsWith('osm-'))) {
      if (pod.kind === 'Pod') {
        expect(at(pod, 'status', 'containerStatuses', 0)).toMatchObject({ ready: true, restartCount: 0 });
      }
      if (pod.kind === 'Deployment') {
        expect(at(pod, 'status', 'readyReplicas')).toBe(at(pod, 'spec', 'replicas'));
        expect(at(pod, 'spec', 'replicas')).toBe(pod.metadata.name === 'osm-bootstrap' || upstream ? 1 : 2);
      }
    }
  });

  test('gives every running pod of a meshed and injected namespace the expected sidecar, and no other pod one', () => {
    const env = at(
      pick(objects, 'Deployment', 'osm-injector'),
      'spec',
      'template',
      'spec',
      'containers',
      0,
      'env',
    );
    const given = (env as { name: string; value?: string }[]).find(
      ({ name }) => name === 'OSM_DEFAULT_ENVOY_IMAGE',
    );
    const pinned = at(pick(objects, 'MeshConfig', 'osm-mesh-config'), 'spec', 'sidecar', 'envoyImage');
    for (const pod of objects.filter(({ kind }) => kind === 'Pod')) {
      const meshed = ['bookstore', 'bookbuyer'].includes(pod.metadata.namespace ?? '');
      const runs = at(pod, 'status', 'phase') === 'Running';
      const images = (at(pod, 'spec', 'containers') as { name: string; image: string }[])
        .filter((container) => container.name === 'envoy')
        .map(({ image }) => image);
      expect({ pod: pod.metadata.name, images }).toEqual({
        pod: pod.metadata.name,
        images: meshed && runs ? [pinned ?? given?.value] : [],
      });
      expect(pod.metadata.labels?.['osm-proxy-uuid'] !== undefined).toBe(meshed && runs);
    }
  });
});

test.each([
  ['healthy-0.11.1.yaml', { all: 8, webhook: 8, port: 443, meshConfig: ['v1alpha1'] }],
  ['healthy-1.0.0.yaml', { all: 8, webhook: 8, port: 9443, meshConfig: ['v1alpha1'] }],
  ['healthy-1.1.1.yaml', { all: 10, webhook: 1, port: 9443, meshConfig: ['v1alpha2'] }],
  ['healthy-1.2.4.yaml', { all: 10, webhook: 0, port: undefined, meshConfig: ['v1alpha2'] }],
])('%s converts its definitions as that version does', (name, expected) => {
  const definitions = load(name).objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const converted = definitions.filter(
    (definition) => at(definition, 'spec', 'conversion', 'strategy') === 'Webhook',
  );
  expect({
    all: definitions.length,
    webhook: converted.length,
    port: at(converted[0], 'spec', 'conversion', 'webhook', 'clientConfig', 'service', 'port'),
    meshConfig: at(
      pick(definitions, 'CustomResourceDefinition', 'meshconfigs.config.openservicemesh.io'),
      'status',
      'storedVersions',
    ),
  }).toEqual(expected);
});

test('a definition is read as kubectl reads it: off is false', () => {
  const definition = pick(
    load('healthy-1.2.4.yaml').objects,
    'CustomResourceDefinition',
    'meshconfigs.config.openservicemesh.io',
  );
  const schema = at(definition, 'spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties');
  expect(at(schema, 'spec', 'properties', 'sidecar', 'properties', 'logLevel', 'enum')).toContain(false);
});

/** What is wrong in each broken cluster, as the least that must be there. */
test.each([
  ['injector-down.yaml', 'Deployment', 'osm-injector', { status: { unavailableReplicas: 2 } }],
  [
    'injector-down.yaml',
    'MutatingWebhookConfiguration',
    'aks-osm-webhook-osm',
    { webhooks: [{ failurePolicy: 'Fail' }] },
  ],
  [
    'half-configured.yaml',
    'Namespace',
    'inventory',
    { metadata: { annotations: { [injection]: 'enabled' } } },
  ],
  ['half-configured.yaml', 'Namespace', 'payments', { metadata: { labels: { [injection]: 'enabled' } } }],
  ['half-configured.yaml', 'Namespace', 'checkout', { metadata: { annotations: { [injection]: 'enable' } } }],
  [
    'half-configured.yaml',
    'Namespace',
    'reports',
    { metadata: { labels: { 'openservicemesh.io/ignore': 'true' } } },
  ],
  ['half-configured.yaml', 'Namespace', 'frontend', { metadata: { labels: { [monitored]: 'osm' } } }],
  ['crd-cleanup.yaml', 'Deployment', 'osm-controller', { status: { unavailableReplicas: 2 } }],
  [
    'leftover-conversion.yaml',
    'CustomResourceDefinition',
    'egresses.policy.openservicemesh.io',
    { spec: { conversion: { strategy: 'Webhook' } } },
  ],
  [
    'leftover-conversion.yaml',
    'CustomResourceDefinition',
    'meshconfigs.config.openservicemesh.io',
    { status: { storedVersions: ['v1alpha1', 'v1alpha2'] } },
  ],
  ['meshed-kube-system.yaml', 'Namespace', 'kube-system', { metadata: { labels: { [monitored]: 'osm' } } }],
  ['no-mesh-config.yaml', 'Deployment', 'osm-bootstrap', { status: { unavailableReplicas: 1 } }],
  ['two-meshes.yaml', 'Namespace', 'playground', { metadata: { labels: { [monitored]: 'osm-dev' } } }],
  [
    'wrong-webhooks.yaml',
    'MutatingWebhookConfiguration',
    'aks-osm-webhook-osm',
    { webhooks: [{ failurePolicy: 'Ignore', timeoutSeconds: 5 }] },
  ],
  [
    'wrong-webhooks.yaml',
    'ValidatingWebhookConfiguration',
    'aks-osm-validator-mesh-osm',
    {
      webhooks: [
        {
          clientConfig: { service: { name: 'osm-config-validator', path: '/validate-webhook', port: 9093 } },
        },
      ],
    },
  ],
  ['legacy.yaml', 'MeshConfig', 'osm-mesh-config', { spec: { sidecar: { envoyImage: '' } } }],
])('%s: %s %s', (name, kind, object, fault) => {
  expect(pick(load(name).objects, kind, object)).toMatchObject(fault);
});

test.each([
  ['stale-webhooks.yaml', ['Deployment', 'Service', 'EndpointSlice', 'Pod', 'HorizontalPodAutoscaler']],
  ['no-mesh-config.yaml', ['MeshConfig']],
  [
    'nothing-here.yaml',
    ['Deployment', 'Service', 'MeshConfig', 'CustomResourceDefinition', 'MutatingWebhookConfiguration'],
  ],
])('%s has nothing of OSM among %j', (name, kinds) => {
  const { objects } = load(name);
  for (const kind of kinds) expect(namesOf(objects, kind, 'kube-system', '')).toEqual([]);
});

test('the bundles of ca-replaced.yaml differ, those of ca-expiring.yaml agree', () => {
  const bundles = (name: string) =>
    load(name)
      .objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))
      .map((webhook) => at(webhook, 'webhooks', 0, 'clientConfig', 'caBundle'));
  expect(new Set(bundles('ca-replaced.yaml')).size).toBe(2);
  expect(new Set(bundles('ca-expiring.yaml')).size).toBe(1);
});

test('twelve pods wait for their restart, of five owners', () => {
  const pods = load('waiting-for-restart.yaml').objects.filter(
    ({ kind, metadata }) => kind === 'Pod' && metadata.namespace === 'warehouse',
  );
  const bare = pods.filter(({ metadata }) => metadata.labels?.['osm-proxy-uuid'] === undefined);
  expect(bare).toHaveLength(12);
  expect(new Set(bare.map(({ metadata }) => at(metadata, 'ownerReferences', 0, 'name'))).size).toBe(5);
});

describe('the format', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'clusters-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const header = (more = '') =>
    `kind: SimulatedCluster\nname: it\nkubernetes: "1.31"\ntakenAt: 2026-11-22T12:00:00Z\n${more}`;
  const configMap = (name: string, more = '', uid = name) =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: x, uid: ${uid}, creationTimestamp: 2026-01-01T00:00:00Z}\n${more}`;

  test('a later document is laid over an earlier one, null takes a key away, $delete the object', () => {
    write('part.yaml', configMap('kept', 'data: {a: "1", b: "2"}\nlist: [1, 2]\n') + configMap('gone'));
    const base = write(
      'base.yaml',
      header('includes: [part.yaml]\n') + configMap('kept', 'data: {b: null, c: "3"}\n'),
    );
    const file = write(
      'top.yaml',
      'kind: SimulatedCluster\nextends: ./base.yaml\nname: top\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, namespace: x}\nlist: [3]\n' +
        '---\n$delete: true\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: gone, namespace: x}\n',
    );
    expect(loadCluster(file)).toEqual({
      name: 'top',
      manners: '1.31',
      takenAt: '2026-11-22T12:00:00Z',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'kept', namespace: 'x', uid: 'kept', creationTimestamp: '2026-01-01T00:00:00Z' },
          data: { a: '1', c: '3' },
          list: [3],
        },
      ],
    });
    expect(loadCluster(base).objects.map(({ metadata }) => metadata.name)).toEqual(['kept', 'gone']);
  });

  test('pem: becomes the certificate in base64', () => {
    const file = write('pem.yaml', header() + configMap('it', 'data: {ca: "pem:root", none: "pem:empty"}\n'));
    const data = at(loadCluster(file).objects[0], 'data');
    expect(Buffer.from(String(at(data, 'ca')), 'base64').toString()).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(at(data, 'none')).toBe('');
  });

  test('every call gives objects of its own', () => {
    const file = write('own.yaml', header() + configMap('it', 'data: &d {a: "1"}\nmore: *d\n'));
    const [first] = loadCluster(file).objects;
    (at(first, 'data') as Record<string, string>)['a'] = 'changed';
    expect(at(first, 'more', 'a')).toBe('1');
    expect(at(loadCluster(file).objects[0], 'data', 'a')).toBe('1');
  });

  test.each([
    ['no header', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n', 'must be the header'],
    ['an empty file', '', 'must be the header'],
    ['an unknown field', header('takenat: x\n'), 'unknown field takenat'],
    ['no name', 'kind: SimulatedCluster\nkubernetes: "1.31"\ntakenAt: 2026-11-22T12:00:00Z\n', 'no name'],
    ['no version', 'kind: SimulatedCluster\nname: x\ntakenAt: 2026-11-22T12:00:00Z\n', 'no kubernetes'],
    ['no time', 'kind: SimulatedCluster\nname: x\nkubernetes: "1.31"\n', 'no takenAt'],
    ['a version without quotes', 'kind: SimulatedCluster\nkubernetes: 1.31\n', 'in quotes'],
    ['an unknown version', 'kind: SimulatedCluster\nkubernetes: "1.30"\n', 'one of 1.21, 1.31'],
    ['a time that is none', 'kind: SimulatedCluster\ntakenAt: yesterday\n', 'RFC 3339'],
    ['definitions that are not there', header('crds: v9.9.9\n'), 'there is no v9.9.9'],
    ['a part that is not there', header('includes: [./none.yaml]\n'), 'none.yaml: it cannot be read'],
    ['one part for a list', header('includes: ./none.yaml\n'), 'list of file names'],
    ['itself as its base', 'kind: SimulatedCluster\nextends: ./wrong.yaml\n', 'extends itself'],
    ['broken YAML', `${header()}---\na: [\n`, 'wrong.yaml: '],
    [
      'an object without a name',
      `${header()}---\napiVersion: v1\nkind: ConfigMap\n`,
      'lacks apiVersion, kind or metadata.name',
    ],
    [
      'a patch of nothing',
      `${header()}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`,
      "isn't there",
    ],
    [
      'a $delete of nothing',
      `${header()}---\n$delete: true\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`,
      "isn't there",
    ],
    [
      'a $delete that says no',
      `${header()}---\n$delete: false\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`,
      'must be true',
    ],
    ['an unknown certificate', header() + configMap('x', 'data: {ca: "pem:none"}\n'), 'no certificate none'],
  ])('%s is an error that names the file', (_, text, problem) => {
    const file = write('wrong.yaml', text);
    expect(() => loadCluster(file)).toThrow(problem);
    expect(() => loadCluster(file)).toThrow(folder);
  });
});

describe('certificates', () => {
  const read = (name: string) =>
    new X509Certificate(readFileSync(join(clusters, 'certificates', `${name}.pem`)));
  const days = (from: number, to: number) => Math.round((to - from) / day);
  const tenYears = 3650;

  test.each([
    ['root', { left: 1833, life: tenYears }],
    ['other-root', { left: 1833, life: tenYears }],
    ['webhook-mutating', { left: 1833, life: tenYears }],
    ['webhook-validating', { left: 1833, life: tenYears }],
    ['webhook-conversion', { left: 1833, life: tenYears }],
    ['expired', { left: -21, life: tenYears }],
    ['ends-in-ten-days', { left: 10, life: tenYears }],
    ['ends-in-forty-days', { left: 40, life: tenYears }],
    ['short-lived-fresh', { left: 25, life: 30 }],
    ['not-yet-valid', { left: 3653, life: tenYears }],
    ['weak-key', { left: 1833, life: tenYears }],
    ['sha1', { left: 1833, life: tenYears }],
  ])('%s lives as its name says', (name, expected) => {
    const [from, to] = [Date.parse(read(name).validFrom), Date.parse(read(name).validTo)];
    expect({ left: days(now, to), life: days(from, to) }).toEqual(expected);
    expect(from > now).toBe(name === 'not-yet-valid');
  });

  test.each(['root', 'other-root', 'expired', 'weak-key', 'sha1', 'not-yet-valid'])(
    '%s is a root of the mesh',
    (name) => {
      const certificate = read(name);
      expect(certificate.ca).toBe(true);
      expect(certificate.subject).toContain('CN=osm-ca.openservicemesh.io');
      expect(certificate.subject).toContain('O=Open Service Mesh');
      expect(certificate.verify(certificate.publicKey)).toBe(true);
    },
  );

  test('other-root has the name of root and another key', () => {
    expect(read('other-root').subject).toBe(read('root').subject);
    expect(read('other-root').fingerprint256).not.toBe(read('root').fingerprint256);
    expect(read('other-root').verify(read('root').publicKey)).toBe(false);
  });

  test('those of the webhooks differ and are no CAs', () => {
    expect(read('webhook-mutating').fingerprint256).not.toBe(read('webhook-validating').fingerprint256);
    expect(read('webhook-mutating').ca).toBe(false);
    expect(read('webhook-mutating').verify(read('root').publicKey)).toBe(true);
  });

  test('only weak-key has a short key, only sha1 a SHA-1 signature', () => {
    for (const file of readdirSync(join(clusters, 'certificates')).filter((name) =>
      /^(?!empty).*\.pem$/.test(name),
    )) {
      const name = file.replace('.pem', '');
      expect([name, read(name).publicKey.asymmetricKeyDetails?.modulusLength]).toEqual([
        name,
        name === 'weak-key' ? 1024 : 2048,
      ]);
      // the object identifier of sha1WithRSAEncryption, in DER
      const signedWithSha1 = read(name).raw.includes(Buffer.from('06092a864886f70d010105', 'hex'));
      expect([name, signedWithSha1]).toEqual([name, name === 'sha1']);
    }
  });

  test('no private key lies beside them', () => {
    for (const name of readdirSync(join(clusters, 'certificates'))) {
      expect(readFileSync(join(clusters, 'certificates', name), 'utf8')).not.toContain('PRIVATE KEY-----');
    }
  });
});
