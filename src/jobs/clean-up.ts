import type { JobRun } from './ports.ts';

const dayMs = 86_400_000;

/** Deletes what is older than the retention. */
export async function cleanUp({ ports, options }: JobRun): Promise<void> {
  const before = new Date(ports.now().getTime() - options.retentionDays * dayMs);
  const deleted = await ports.cleanUp(before);
  if (deleted > 0) ports.log.info(`Deleted ${deleted} rows older than ${options.retentionDays} days.`);
}
