import type { InputName } from '../model/snapshot.ts';
import { findNamed } from './find-named.ts';
import { type FleetAtHand, withFleet } from './open-fleet.ts';
import { readingWords } from './progress.ts';
import type { ClusterOptions, Taken } from './take-snapshot.ts';
import type { Terminal } from './terminal.ts';

/**
 * Finds a cluster through Azure, signs in and reads it, all within the budget. Throws UsageError when no cluster or
 * several go by that name, SettingsError when the settings are wrong.
 */
export function readNamed(
  words: string,
  options: ClusterOptions,
  inputs: ReadonlySet<InputName>,
  terminal: Terminal,
): Promise<Taken> {
  return withFleet(options, terminal, `Looking for ${words}`, async (atHand) => {
    const named = await findNamed(words, atHand, terminal);
    if (named.is === 'unlisted') {
      return { is: 'closed', cluster: { name: words }, problem: named.problem };
    }
    const { name, resourceId } = named.cluster;
    const { fleet, line, msLeft }: FleetAtHand = atHand;
    line?.say(`Signing in to ${name}`);
    const reading = await fleet.read(named.cluster, {
      inputs,
      budgetMs: msLeft(),
      ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
      onRead: (open) => line?.say(readingWords(name, open)),
    });
    return reading.is === 'read' ? reading : { ...reading, cluster: { name, resourceId } };
  });
}
