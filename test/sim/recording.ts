import { readFileSync } from 'node:fs';
import type { Manners } from '../../sim/kubernetes/cluster.ts';
import type { Identity } from '../../sim/kubernetes/server.ts';

/** One request to a real API server, with its answer. */
export interface Exchange {
  readonly note: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly as: Identity;
    readonly headers: Record<string, string>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string | string[]>;
    readonly body: unknown;
  };
}

/** A recording of one real server. */
export interface Recording {
  readonly file: string;
  readonly manners: Manners;
  /** The release of OSM whose CRDs were installed. */
  readonly release: string;
  /** When it was made: ages in printed tables count from here. */
  readonly takenAt: string;
}

/** The two recordings that the simulator is held against. */
export const recordings: readonly Recording[] = [
  { file: 'k8s-1.31-osm-1.2.4.json', manners: '1.31', release: 'v1.2.4', takenAt: '2026-11-22T12:52:04Z' },
  { file: 'k8s-1.21-osm-0.11.1.json', manners: '1.21', release: 'v0.11.1', takenAt: '2026-11-22T12:52:04Z' },
];

/** Reads the exchanges of a recording. */
export function exchangesOf(recording: Recording): Exchange[] {
  return JSON.parse(readFileSync(new URL(`../recordings/${recording.file}`, import.meta.url), 'utf8'));
}
