import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject, Manners, SimulatedCluster } from './cluster.ts';

const crdFolder = fileURLToPath(new URL('./crds/', import.meta.url));
const certificateFolder = fileURLToPath(new URL('../../test/clusters/certificates/', import.meta.url));

const headerFields = ['kind', 'name', 'kubernetes', 'takenAt', 'extends', 'crds', 'includes'];
const allManners: readonly Manners[] = ['1.21', '1.31'];
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

type Json = { [field: string]: unknown };

interface Header {
  readonly name?: string;
  readonly kubernetes?: Manners;
  readonly takenAt?: string;
  readonly extends?: string;
  readonly crds?: string;
  readonly includes: readonly string[];
}

interface Draft {
  readonly name?: string;
  readonly kubernetes?: Manners;
  readonly takenAt?: string;
  readonly objects: Map<string, KubernetesObject>;
}

/**
 * Reads a cluster file (`test/clusters/*.yaml`): a header, then objects.
 *
 * The objects come, each later one laid over an earlier one of the same kind, namespace and name as a
 * JSON merge patch, from: the cluster it `extends`, its `crds`, its `includes`, its own documents. A document
 * with `$delete: true` takes the object away. A value `pem:NAME` becomes the base64 of
 * `test/clusters/certificates/NAME.pem`. Every call returns objects of its own: callers may change them.
 *
 * @param file absolute path of the cluster file
 * @throws Error that names the file and what is wrong in it
 */
export function loadCluster(file: string): SimulatedCluster {
  const { name, kubernetes, takenAt, objects } = readCluster(file, []);
  if (name === undefined) throw wrong(file, 'the header has no name');
  if (kubernetes === undefined) throw wrong(file, 'the header has no kubernetes');
  if (takenAt === undefined) throw wrong(file, 'the header has no takenAt');
  for (const object of objects.values()) checkComplete(file, object);
  return {
    name,
    manners: kubernetes,
    takenAt,
    objects: [...objects.values()].map((object) => completeDefinition(object, takenAt)),
  };
}

function readCluster(file: string, extendedBy: readonly string[]): Draft {
  if (extendedBy.includes(file)) throw wrong(file, 'it extends itself');
  const [first, ...documents] = readDocuments(file, '1.2');
  const header = readHeader(file, first);
  const here = dirname(file);
  const base: Draft = header.extends
    ? readCluster(resolve(here, header.extends), [...extendedBy, file])
    : { objects: new Map() };
  if (header.crds) addDefinitions(base.objects, file, header.crds);
  for (const include of header.includes) addDocuments(base.objects, resolve(here, include), '1.2');
  for (const document of documents) addDocument(base.objects, file, document);
  return { ...base, ...header, objects: base.objects };
}

// YAML 1.1 because a cluster reads them so: the unquoted `off` of an enum reaches the API server as false.
function addDefinitions(objects: Map<string, KubernetesObject>, file: string, version: string): void {
  const folder = join(crdFolder, version);
  const names = attempt(file, `crds: there is no ${version}`, () => readdirSync(folder));
  for (const name of names.filter((name) => name.endsWith('.yaml')).sort()) {
    addDocuments(objects, join(folder, name), '1.1');
  }
}

function addDocuments(objects: Map<string, KubernetesObject>, file: string, yaml: '1.1' | '1.2'): void {
  for (const document of readDocuments(file, yaml)) addDocument(objects, file, document);
}

function addDocument(objects: Map<string, KubernetesObject>, file: string, document: unknown): void {
  if (!isIdentified(document)) {
    throw wrong(
      file,
      `an object lacks apiVersion, kind or metadata.name: ${JSON.stringify(document).slice(0, 120)}`,
    );
  }
  const identity = identityOf(document);
  const { $delete: remove, ...rest } = document;
  if (remove === undefined) {
    const patch = withCertificates(rest, file) as KubernetesObject;
    const present = objects.get(identity);
    objects.set(identity, present ? (mergePatch(present, patch) as KubernetesObject) : patch);
    return;
  }
  if (remove !== true) throw wrong(file, `$delete of ${identity} must be true`);
  if (!objects.delete(identity)) throw wrong(file, `$delete of ${identity}, which isn't there`);
}

function readDocuments(file: string, version: '1.1' | '1.2'): unknown[] {
  const text = attempt(file, 'it cannot be read', () => readFileSync(file, 'utf8'));
  const schema = version === '1.1' ? 'yaml-1.1' : 'core';
  const values: unknown[] = [];
  for (const document of parseAllDocuments(text, { version, schema })) {
    const [problem] = document.errors;
    if (problem) throw wrong(file, problem.message);
    const value: unknown = document.toJS();
    if (value !== null) values.push(value);
  }
  return values;
}

function readHeader(file: string, document: unknown): Header {
  if (!isJson(document) || document['kind'] !== 'SimulatedCluster') {
    throw wrong(file, 'the first document must be the header, of kind SimulatedCluster');
  }
  const unknownField = Object.keys(document).find((field) => !headerFields.includes(field));
  if (unknownField !== undefined) throw wrong(file, `the header has an unknown field ${unknownField}`);
  const text = (field: string) => readText(file, document, field);
  const kubernetes = text('kubernetes');
  if (kubernetes !== undefined && !isManners(kubernetes)) {
    throw wrong(file, `kubernetes must be one of ${allManners.join(', ')}, not ${kubernetes}`);
  }
  const takenAt = text('takenAt');
  if (takenAt !== undefined && !(rfc3339.test(takenAt) && Number.isFinite(Date.parse(takenAt)))) {
    throw wrong(file, `takenAt must be an RFC 3339 time, not ${takenAt}`);
  }
  return withoutUndefined({
    name: text('name'),
    kubernetes,
    takenAt,
    extends: text('extends'),
    crds: text('crds'),
    includes: readIncludes(file, document['includes']),
  });
}

function readText(file: string, header: Json, field: string): string | undefined {
  const value = header[field];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw wrong(
    file,
    `${field} must be text (in quotes if it looks like a number), not ${JSON.stringify(value)}`,
  );
}

function readIncludes(file: string, value: unknown = []): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw wrong(file, `includes must be a list of file names, not ${JSON.stringify(value)}`);
}

// A header that says nothing of a field must not hide what the cluster below it says.
function withoutUndefined(header: { [K in keyof Header]: Header[K] | undefined }): Header {
  return Object.fromEntries(
    Object.entries(header).filter(([, value]) => value !== undefined),
  ) as unknown as Header;
}

/** JSON merge patch, RFC 7386. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJson(patch)) return patch;
  const merged: Json = isJson(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else merged[field] = mergePatch(merged[field], value);
  }
  return merged;
}

// Copies as it goes, so that a YAML alias never makes two objects share a part.
function withCertificates(value: unknown, file: string): unknown {
  if (typeof value === 'string') {
    const name = /^pem:([a-z0-9-]+)$/.exec(value)?.[1];
    return name === undefined ? value : readCertificate(name, file);
  }
  if (Array.isArray(value)) return value.map((item) => withCertificates(item, file));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, part]) => [field, withCertificates(part, file)]),
  );
}

function readCertificate(name: string, file: string): string {
  const pem = join(certificateFolder, `${name}.pem`);
  return attempt(file, `there is no certificate ${name}`, () => readFileSync(pem)).toString('base64');
}

// What is left without these is nearly always a merge patch whose name matches nothing.
function checkComplete(file: string, object: KubernetesObject): void {
  if (object.kind === 'CustomResourceDefinition') return;
  if (object.metadata.uid && object.metadata.creationTimestamp) return;
  throw wrong(
    file,
    `${identityOf(object)} has no uid or creationTimestamp: a patch of something that isn't there?`,
  );
}

// What an API server adds to a definition by itself; what the file says of it stands.
function completeDefinition(object: KubernetesObject, takenAt: string): KubernetesObject {
  const spec = object['spec'];
  if (object.kind !== 'CustomResourceDefinition' || !isJson(spec)) return object;
  const names = completeNames(spec['names']);
  const since = object.metadata.creationTimestamp ?? takenAt;
  return {
    ...object,
    spec: { conversion: { strategy: 'None' }, ...spec, names },
    status: {
      acceptedNames: names,
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found', since),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted', since),
      ],
      storedVersions: storageVersions(spec['versions']),
      ...(isJson(object['status']) ? object['status'] : {}),
    },
  };
}

function completeNames(given: unknown): Json {
  const names = isJson(given) ? given : {};
  const kind = String(names['kind']);
  return { listKind: `${kind}List`, singular: kind.toLowerCase(), ...names };
}

function condition(type: string, reason: string, message: string, lastTransitionTime: string): Json {
  return { type, status: 'True', reason, message, lastTransitionTime };
}

function storageVersions(versions: unknown): unknown[] {
  if (!Array.isArray(versions)) return [];
  return versions.filter((version) => isJson(version) && version['storage'] === true).map(({ name }) => name);
}

function identityOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function isIdentified(value: unknown): value is KubernetesObject {
  if (!isJson(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string')
    return false;
  const metadata = value['metadata'];
  return isJson(metadata) && typeof metadata['name'] === 'string';
}

function isManners(value: string): value is Manners {
  return (allManners as readonly string[]).includes(value);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attempt<T>(file: string, problem: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw wrong(file, problem, cause);
  }
}

function wrong(file: string, problem: string, cause?: unknown): Error {
  return new Error(`${file}: ${problem}`, { cause });
}
