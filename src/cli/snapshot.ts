import { checks } from '../checks/index.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import { tellClosed } from './closed.ts';
import { exitCodes } from './exit-codes.ts';
import { writeSnapshot } from './snapshot-file.ts';
import { type ClusterOptions, takeSnapshot } from './take-snapshot.ts';
import type { Terminal } from './terminal.ts';
import { type TierOptions, tiersOf } from './tiers.ts';
import { unreadable } from './unreadable.ts';

/** `osm-doctor snapshot`: writes what was read to stdout; the exit code tells whether that is all of it. */
export async function snapshot(
  clusterName: string | undefined,
  options: ClusterOptions & TierOptions,
  terminal: Terminal,
): Promise<number> {
  const came = await takeSnapshot(clusterName, options, neededInputs(checks, tiersOf(options)), terminal);
  if (came.is === 'closed') {
    terminal.stderr.write(tellClosed(came.problem));
    return exitCodes.unreadable;
  }
  const taken = came.snapshot;
  const { apiServer } = taken.inputs;
  if (!apiServer.ok) {
    terminal.stderr.write(unreadable(taken.cluster, apiServer.problem));
    return exitCodes.unreadable;
  }
  terminal.stdout.write(writeSnapshot(taken));
  return taken.reads.every(({ ok, problem }) => ok || problem?.reason === 'notInstalled')
    ? exitCodes.clean
    : exitCodes.incomplete;
}
