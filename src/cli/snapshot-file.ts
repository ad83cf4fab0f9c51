import { readFileSync } from 'node:fs';
import { rights } from '../model/rights.ts';
import type { ClusterSnapshot } from '../model/snapshot.ts';
import { UsageError } from './usage-error.ts';

const kind = 'osm-doctor/snapshot';
/** Version of the file's form; raised when an older program could no longer judge it. */
const version = 1;

/** The snapshot as a file: one JSON document. It holds no Secret, token or environment value: none was kept. */
export function writeSnapshot(snapshot: ClusterSnapshot): string {
  const { kubeconfig: _pathOfThisMachine, ...cluster } = snapshot.cluster;
  return `${JSON.stringify({ kind, version, snapshot: { ...snapshot, cluster } })}\n`;
}

/** Reads a snapshot file; throws UsageError when it is missing, foreign, broken or of a later version. */
export function readSnapshot(file: string): ClusterSnapshot {
  const document = parse(file);
  if (document['kind'] !== kind) {
    throw new UsageError(
      `${file} is not a snapshot of osm-doctor. Make one with: osm-doctor snapshot > FILE`,
    );
  }
  if (document['version'] !== version) {
    throw new UsageError(
      `${file} is a snapshot of version ${String(document['version'])}; this osm-doctor reads version ${version}.`,
    );
  }
  const snapshot = completed(document['snapshot']);
  if (snapshot === undefined) throw new UsageError(`${file} is a damaged snapshot: parts of it are missing.`);
  return snapshot;
}

function parse(file: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`The snapshot ${file} can't be read (${why}).`);
  }
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document)) return document;
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new UsageError(`${file} is not a snapshot of osm-doctor: it is not a JSON object.`);
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The snapshot if it is whole; inputs that its program did not know yet are marked as not asked for. */
function completed(value: unknown): ClusterSnapshot | undefined {
  if (!isRecord(value) || !isRecord(value['cluster']) || !isRecord(value['inputs'])) return undefined;
  if (!isRecord(value['asked']) || !Array.isArray(value['reads'])) return undefined;
  if (typeof value['cluster']['name'] !== 'string' || !rfc3339.test(String(value['takenAt'])))
    return undefined;
  const { inputs } = value;
  const problem = { reason: 'notAsked', detail: 'This snapshot was taken without it.' };
  const readings = Object.keys(rights).map((name) => [name, inputs[name] ?? { ok: false, problem }] as const);
  if (!readings.every(([name, reading]) => isReading(name, reading))) return undefined;
  return { ...value, inputs: Object.fromEntries(readings) } as unknown as ClusterSnapshot;
}

function isReading(name: string, reading: unknown): boolean {
  if (!isRecord(reading)) return false;
  if (reading['ok'] !== true) return isRecord(reading['problem']) && isPartial(name, reading['partial']);
  return isValue(name, reading['value']);
}

function isPartial(name: string, partial: unknown): boolean {
  return partial === undefined || isValue(name, partial);
}

/** Inputs that are one thing, not a list. */
const single: readonly string[] = ['apiServer', 'clock', 'managedCluster', 'probedPod'];

/** Lists of other things than objects of Kubernetes with their metadata. */
const withoutMetadata: readonly string[] = [
  'servedKinds',
  'meshRevisions',
  'maintenanceWindows',
  'backup',
  'controlPlaneAnswers',
  'earlierControlPlaneAnswers',
];

function isValue(name: string, value: unknown): boolean {
  if (single.includes(name)) return isRecord(value);
  if (!Array.isArray(value)) return false;
  const bare = withoutMetadata.includes(name);
  return value.every((item) => isRecord(item) && (bare || isRecord(item['metadata'])));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
