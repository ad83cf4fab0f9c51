import { readFileSync } from 'node:fs';
import type { ClusterSnapshot } from '../model/snapshot.ts';
import { UsageError } from './usage-error.ts';

const kind = 'osm-doctor/snapshot';
/** Version of the file's form; raised when an older program could no longer judge it. */
const version = 1;

/** The snapshot as a file: one JSON document. It holds no Secret, token or environment value: none was kept. */
export function writeSnapshot(snapshot: ClusterSnapshot): string {
  return `${JSON.stringify({ kind, version, snapshot })}\n`;
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
  const snapshot = document['snapshot'];
  if (!isSnapshot(snapshot)) throw new UsageError(`${file} is a damaged snapshot: parts of it are missing.`);
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

function isSnapshot(value: unknown): value is ClusterSnapshot {
  if (!isRecord(value) || !isRecord(value['cluster']) || !isRecord(value['inputs'])) return false;
  if (!isRecord(value['asked']) || !Array.isArray(value['reads'])) return false;
  const readings = Object.values(value['inputs']);
  const whole = readings.every(
    (reading) =>
      isRecord(reading) && (reading['ok'] === true ? 'value' in reading : isRecord(reading['problem'])),
  );
  return whole && readings.length > 0 && !Number.isNaN(Date.parse(String(value['takenAt'])));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
