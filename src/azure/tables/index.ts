import type { TokenCredential } from '@azure/identity';
import type { Ports } from '../../jobs/ports.ts';
import type { StorageSettings } from '../../settings/settings.ts';
import { tableNames } from '../storage-names.ts';
import { auditIn } from './audit.ts';
import { cleanUpOf } from './clean-up.ts';
import { marksIn } from './marks.ts';
import { reportsIn } from './reports.ts';
import { roundsIn } from './rounds.ts';
import { runningIn } from './running.ts';
import { tableOf } from './table.ts';

/** What is kept in tables. */
export type TableStores = Pick<Ports, 'marks' | 'reports' | 'rounds' | 'running' | 'audit' | 'cleanUp'>;

/**
 * The state of the app in the tables of its storage account; `credential` where they are reached by identity, `now` tells what is a day old. Makes the
 * clients and asks nothing yet. Every call may throw StorageError; writing something too large throws TooBigError.
 */
export function tableStores(
  settings: StorageSettings,
  credential?: TokenCredential,
  now: () => Date = () => new Date(),
): TableStores {
  const table = (name: string) => tableOf(settings, credential, name);
  const [marks, runs] = [table(tableNames.marks), table(tableNames.runs)];
  const [rounds, audit] = [table(tableNames.rounds), table(tableNames.audit)];
  const running = table(tableNames.running);
  return {
    marks: marksIn(marks),
    reports: reportsIn(table(tableNames.reports), runs),
    rounds: roundsIn(rounds),
    running: runningIn(running),
    audit: auditIn(audit),
    cleanUp: cleanUpOf({ marks, runs, rounds, audit, running }, now),
  };
}
