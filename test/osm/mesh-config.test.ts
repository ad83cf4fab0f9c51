import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { isRecord, type JsonRecord } from '../../sim/kubernetes/record.ts';
import type { OsmVersion } from '../../src/model/facts.ts';
import { defaultOf, keysOf, meshConfigKeys } from '../../src/osm/mesh-config/index.ts';
import {
  type ByRelease,
  existsIn,
  inRelease,
  type KeyType,
  type MeshConfigKey,
  sections,
} from '../../src/osm/mesh-config/key.ts';
import { compareVersions, parseOsmVersion } from '../../src/osm/versions.ts';

const releases = ['v0.11.1', 'v1.0.0', 'v1.1.1', 'v1.2.4'];
const crds = new URL('../../sim/kubernetes/crds/', import.meta.url);

function version(text: string): OsmVersion {
  const parsed = parseOsmVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

/** One leaf of a schema, or of the table, in the same words. */
interface Leaf {
  readonly type: KeyType;
  readonly oneOf: readonly string[] | undefined;
  readonly pattern: unknown;
  readonly minimum: unknown;
  readonly maximum: unknown;
  readonly minItems: unknown;
  readonly schemaDefault: unknown;
  readonly requiredIn: string | undefined;
}

function record(value: unknown): JsonRecord {
  if (!isRecord(value)) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value;
}

/** The spec schemas of a release's CRD by API version; YAML 1.1, as the real readers of the file. */
function specSchemas(release: string): { name: string; storage: boolean; spec: JsonRecord }[] {
  const file = new URL(`${release}/meshconfigs.config.openservicemesh.io.yaml`, crds);
  const crd = record(parse(readFileSync(file, 'utf8'), { version: '1.1', schema: 'yaml-1.1' }));
  const { versions } = record(crd['spec']);
  if (!Array.isArray(versions)) throw new Error('a CRD has versions');
  return versions.map(record).map(({ name, storage, schema }) => {
    const { properties } = record(record(schema)['openAPIV3Schema']);
    return { name: String(name), storage: storage === true, spec: record(record(properties)['spec']) };
  });
}

const ofItems: Readonly<Record<string, KeyType>> = { string: 'strings', integer: 'integers' };

function typeOf(schema: JsonRecord): KeyType {
  const { type } = schema;
  if (type === 'boolean' || type === 'integer' || type === 'string' || type === 'object') return type;
  const list = ofItems[String(record(schema['items'])['type'])];
  if (type === 'array' && list !== undefined) return list;
  throw new Error(`a type that the table can't say: ${JSON.stringify(schema)}`);
}

/** Every leaf below a schema; `requiredIn` is the outermost object that can't be without it. */
function leavesOf(schema: JsonRecord, path: string, requiredIn?: string): [string, Leaf][] {
  const { properties, required, items, minItems } = schema;
  if (properties !== undefined) {
    const names = Array.isArray(required) ? required : [];
    return Object.entries(record(properties)).flatMap(([name, child]) =>
      leavesOf(record(child), `${path}.${name}`, names.includes(name) ? (requiredIn ?? path) : undefined),
    );
  }
  const limited = items === undefined ? schema : record(items);
  const choices = Array.isArray(limited['enum']) ? limited['enum'] : undefined;
  const leaf: Leaf = {
    type: typeOf(schema),
    oneOf: choices?.filter((choice) => typeof choice === 'string'),
    pattern: limited['pattern'],
    minimum: limited['minimum'],
    maximum: limited['maximum'],
    minItems,
    schemaDefault: schema['default'],
    requiredIn,
  };
  return [[path, leaf]];
}

function leafOf({ type, limits = {}, defaults, requiredIn }: MeshConfigKey, release: OsmVersion): Leaf {
  const { oneOf, pattern, minimum, maximum, minItems } = limits;
  return {
    type,
    oneOf,
    pattern,
    minimum,
    maximum,
    minItems: minItems && inRelease(minItems, release),
    schemaDefault: defaults.schema && inRelease(defaults.schema, release),
    requiredIn,
  };
}

describe.each(releases)('the CRD of %s', (release) => {
  const at = version(release);
  const stored = specSchemas(release).find(({ storage }) => storage);
  const leaves = leavesOf(record(stored?.spec), 'spec');

  test('has exactly the keys of the table', () => {
    expect(leaves.map(([path]) => path).sort()).toEqual(
      keysOf(at)
        .map(({ path }) => path)
        .sort(),
    );
  });

  test.each(leaves)('%s is as the table says', (path, leaf) => {
    const key = meshConfigKeys.find((candidate) => candidate.path === path);

    expect(key && leafOf(key, at)).toEqual(leaf);
  });

  test('lists off as a boolean, which the table leaves out', () => {
    const { properties } = record(record(record(stored?.spec)['properties'])['sidecar']);
    const listed = record(record(properties)['logLevel'])['enum'];

    expect(Array.isArray(listed) && listed.filter((level) => typeof level !== 'string')).toEqual([false]);
  });

  test('maps are open, everything else is closed', () => {
    const text = JSON.stringify(stored?.spec);

    expect(text.match(/"additionalProperties":true/g)).toHaveLength(2);
    expect(text).not.toContain('preserve-unknown');
  });
});

describe('v1alpha1 beside v1alpha2', () => {
  test.each(['v1.1.1', 'v1.2.4'])('of %s has only the keys that came before v1.1', (release) => {
    const old = specSchemas(release).find(({ name }) => name === 'v1alpha1');
    const paths = leavesOf(record(old?.spec), 'spec').map(([path]) => path);
    const expected = keysOf(version(release)).filter(({ since }) => since === 'v0.11.1');

    expect(paths.sort()).toEqual(expected.map(({ path }) => path).sort());
  });
});

describe('the table', () => {
  test('names every key once, by section', () => {
    const paths = meshConfigKeys.map(({ path }) => path);

    expect(new Set(paths).size).toBe(paths.length);
    expect([...new Set(paths.map((path) => path.split('.')[1]))]).toEqual([...sections]);
  });

  test('has one key that no public CRD has', () => {
    const unseen = meshConfigKeys.filter(
      (key) => !releases.some((release) => existsIn(key, version(release))),
    );

    expect(unseen.map(({ path, seenOnly }) => [path, seenOnly])).toEqual([
      ['spec.sidecar.httpIdleTimeout', 'aks'],
    ]);
    expect(meshConfigKeys.filter(({ seenOnly }) => seenOnly !== undefined)).toEqual(unseen);
  });

  test('says what absence means, or the schema fills it in', () => {
    const silent = meshConfigKeys.filter(
      ({ defaults }) => defaults.code === undefined && defaults.schema === undefined,
    );

    expect(silent.map(({ path }) => path)).toEqual(['spec.sidecar.httpIdleTimeout']);
  });

  test('lists changes from the oldest to the newest, each of them a change', () => {
    const lists = meshConfigKeys.flatMap(({ path, takesEffect, defaults }) => {
      const { schema = [], preset = [], aks = [], code = [] } = defaults;
      const all: ByRelease<unknown>[] = [takesEffect, schema, preset, aks, code];
      return all.map((list) => ({ path, list }));
    });

    for (const { path, list } of lists) {
      const since = list.map(([release]) => version(release));
      const values = list.map(([, is]) => JSON.stringify(is));
      expect([path, since]).toEqual([path, since.toSorted(compareVersions)]);
      expect([path, values.filter((value, index) => value === values[index - 1])]).toEqual([path, []]);
    }
  });

  test('ends its sentences', () => {
    const sentences = meshConfigKeys.flatMap(({ means, note }) => [means, note ?? '.']);

    expect(sentences.filter((sentence) => !/[.]$/.test(sentence))).toEqual([]);
  });
});

describe('existence', () => {
  test.each([
    ['spec.traffic.useHTTPSIngress', 'v0.9.0', true],
    ['spec.traffic.useHTTPSIngress', 'v0.11.1', true],
    ['spec.traffic.useHTTPSIngress', 'v1.0.0', false],
    ['spec.sidecar.tlsMinProtocolVersion', 'v1.0.0', false],
    ['spec.sidecar.tlsMinProtocolVersion', 'v1.1.0', true],
    ['spec.sidecar.localProxyMode', 'v1.1.0', false],
    ['spec.sidecar.localProxyMode', 'v1.1.1', true],
    ['spec.sidecar.httpIdleTimeout', 'v1.2.4', false],
    ['spec.sidecar.httpIdleTimeout', 'v1.2.9', true],
    ['spec.traffic.enableEgress', 'v1.2.11', true],
  ])('%s in %s: %s', (path, release, exists) => {
    const keys = keysOf(version(release));

    expect(keys.some((key) => key.path === path)).toBe(exists);
  });
});

describe('what changed between releases', () => {
  test.each([
    ['spec.certificate.serviceCertValidityDuration', 'v1.1.4', 'controlPlaneRestart'],
    ['spec.certificate.serviceCertValidityDuration', 'v1.2.0', 'nextIssuance'],
    ['spec.featureFlags.enableRetryPolicy', 'v1.0.0', 'never'],
    ['spec.featureFlags.enableRetryPolicy', 'v1.2.9', 'atOnce'],
    ['spec.featureFlags.enableIngressBackendPolicy', 'v0.9.0', 'nextPush'],
    ['spec.featureFlags.enableIngressBackendPolicy', 'v1.2.4', 'never'],
  ])('%s in %s takes effect: %s', (path, release, effect) => {
    const key = meshConfigKeys.find((candidate) => candidate.path === path);

    expect(key && inRelease(key.takesEffect, version(release))).toBe(effect);
  });
});

describe('defaults', () => {
  test.each([
    ['v0.11.1', 'aks'],
    ['v1.0.0', 'aks'],
    ['v1.1.1', 'preset'],
    ['v1.2.4', 'aks'],
  ] as const)('are what the healthy cluster of %s has, installed by %s', (release, installer) => {
    const at = version(release);
    const file = new URL(`../clusters/healthy-${release.slice(1)}.yaml`, import.meta.url);
    const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => record(document.toJS()));
    const config = objects.find(({ kind }) => kind === 'MeshConfig');
    const found = (path: string) =>
      path.split('.').reduce<unknown>((part, step) => (isRecord(part) ? part[step] : undefined), config);

    const set = keysOf(at).filter(({ path }) => found(path) !== undefined);

    expect(set.length).toBeGreaterThan(20);
    expect(Object.fromEntries(set.map((key) => [key.path, defaultOf(key, at, installer)]))).toEqual(
      Object.fromEntries(set.map(({ path }) => [path, found(path)])),
    );
  });

  test('are not told where they are no fixed value', () => {
    const latest = version('v1.2.4');
    const unfixed = keysOf(latest).filter((key) => defaultOf(key, latest, 'aks') === undefined);

    expect(unfixed.map(({ path }) => path)).toEqual([
      'spec.sidecar.envoyImage',
      'spec.sidecar.envoyWindowsImage',
      'spec.sidecar.initContainerImage',
      'spec.observability.tracing.address',
      'spec.certificate.ingressGateway.subjectAltNames',
      'spec.certificate.ingressGateway.validityDuration',
      'spec.certificate.ingressGateway.secret.name',
      'spec.certificate.ingressGateway.secret.namespace',
    ]);
  });
});
