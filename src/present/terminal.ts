import type { Severity } from '../model/check.ts';
import type { Outcome, Report, State } from '../model/report.ts';
import { plain } from './plain-text.ts';

/** What a piece of a report is, so that whoever has colours may give it one. */
export type Tone = Severity | State | 'passed' | 'quiet' | 'command' | 'strong';

/** Adds colour or nothing: reports are complete in words without it. */
export type Paint = (tone: Tone, text: string) => string;

/** No colour. */
export const noPaint: Paint = (_tone, text) => text;

/** How a report is laid out. */
export interface Layout {
  readonly paint: Paint;
  /** Columns; prose is wrapped to them, commands never are. */
  readonly columns: number;
}

/** Marks stand beside the word, never instead of it. */
export const marks: { readonly [S in Severity | Outcome['is']]: string } = {
  critical: '✗',
  error: '✗',
  warning: '!',
  info: 'i',
  passed: '✓',
  failed: '✗',
  notApplicable: '-',
  unknown: '?',
  broken: '?',
};

/** `prod-cluster · OSM v1.2.4 · Kubernetes v1.31.3 · 2026-11-22 12:00 UTC` in its parts. */
export function clusterLine({ cluster, namespace, takenAt }: Report): string[] {
  return [
    cluster.name,
    namespace === undefined ? '' : `namespace ${namespace} alone`,
    cluster.osmVersion === undefined ? 'OSM version unknown' : `OSM ${cluster.osmVersion}`,
    cluster.kubernetesVersion === undefined ? '' : `Kubernetes ${cluster.kubernetesVersion}`,
    `${takenAt.slice(0, 16).replace('T', ' ')} UTC`,
  ]
    .filter((part) => part !== '')
    .map(plain);
}
