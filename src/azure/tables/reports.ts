import type { Reports, RunLine, SavedKind, SavedReport } from '../../jobs/ports.ts';
import { resourceKey } from '../../model/resource-id.ts';
import { StorageError } from '../storage-error.ts';
import { type BigValue, readBig, readHead, type Spot, writeBig } from './big-value.ts';
import { encodeKey, latestFirstKey } from './keys.ts';
import { packRow, unpack } from './packing.ts';
import type { StoredRow, Table } from './table.ts';

/** How often saving looks again when the report changes under its hands. */
const tries = 10;

/** Reports in one table, a partition a cluster; the lines of runs in another, so that clean-up never meets reports. */
export function reportsIn(reports: Table, runs: Table): Reports {
  const saved = async (cluster: string, kind: SavedKind) => {
    const found = await readBig(reports, spotOf(cluster, kind));
    return found?.value as SavedReport | undefined;
  };
  return {
    saved,
    save: async (cluster, kind, next, before) => {
      const spot = spotOf(cluster, kind);
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const head = await readHead(reports, spot, ['jobId', 'takenAt']);
        if (head !== undefined && !mayReplace(standingOf(head), next, before)) {
          const standing = await saved(cluster, kind);
          if (standing !== undefined) return standing;
        } else if (await writeBig(reports, spot, rowsOf(cluster, next), head)) return next;
      }
      throw new StorageError(
        `A report in the table ${reports.name} could not be saved: it changes all the time.`,
      );
    },
    addRun: async (line) => {
      const cells = await packRow(line, `The line about a run on ${line.cluster}`);
      await runs.put({ partition: partitionOf(line.cluster), key: runKey(line), cells });
    },
    runs: (cluster, limit) => latestRuns(runs, cluster, limit),
  };
}

interface Standing {
  readonly jobId: unknown;
  readonly takenAt: unknown;
}

function standingOf({ cells }: StoredRow): Standing {
  return { jobId: cells['jobId'], takenAt: cells['takenAt'] };
}

/** Whether what stands there may be replaced: it is what the caller compared with, and not later. */
function mayReplace(standing: Standing, next: SavedReport, before: SavedReport | undefined): boolean {
  const known = standing.jobId === before?.jobId && standing.takenAt === before?.report.takenAt;
  const later = Date.parse(String(standing.takenAt)) > Date.parse(next.report.takenAt);
  return known && !later && standing.jobId !== next.jobId;
}

function rowsOf(cluster: string, next: SavedReport): BigValue & { readonly what: string } {
  const cells = { jobId: next.jobId, takenAt: next.report.takenAt };
  return { value: next, cells, what: `The report of ${cluster}` };
}

function spotOf(cluster: string, kind: SavedKind): Spot {
  return { partition: partitionOf(cluster), key: kind };
}

function partitionOf(cluster: string): string {
  return encodeKey(resourceKey(cluster));
}

/** The latest first. `at` is when the job was asked for, the same at every attempt: each writes the same row. */
function runKey({ at, jobId }: RunLine): string {
  return `${latestFirstKey(at)}-${encodeKey(jobId)}`;
}

async function latestRuns(runs: Table, cluster: string, limit: number): Promise<readonly RunLine[]> {
  const lines: RunLine[] = [];
  if (limit < 1) return lines;
  const pages = runs.pages({
    filter: `PartitionKey eq '${partitionOf(cluster)}'`,
    pageSize: Math.min(limit, 1_000),
  });
  for await (const page of pages) {
    lines.push(...(await Promise.all(page.map(async ({ cells }) => (await unpack([cells])) as RunLine))));
    if (lines.length >= limit) break;
  }
  return lines.slice(0, limit);
}
