import { checks } from '../src/checks/index.ts';
import { neededInputs } from '../src/engine/needed-inputs.ts';
import { runChecks } from '../src/engine/run-checks.ts';
import type { OnExchange } from '../src/kubernetes/client.ts';
import type { Connection } from '../src/kubernetes/connection.ts';
import { gather } from '../src/kubernetes/gather.ts';
import type { Report } from '../src/model/report.ts';
import { renderShort } from '../src/present/short.ts';
import { noPaint } from '../src/present/terminal.ts';
import { buildRemedy } from '../src/remedies/build-remedy.ts';

/** All that a run without a tier reads. */
const inputs = neededInputs(checks);

/** Reads a cluster and judges it with the whole catalogue. */
export async function judge(connection: Connection, onExchange?: OnExchange): Promise<Report> {
  const snapshot = await gather(connection, {
    inputs,
    budgetMs: 120_000,
    now: () => new Date(),
    ...(onExchange === undefined ? {} : { onExchange }),
  });
  return runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
}

/** The report as the command prints it when nothing else is asked for. */
export function print(report: Report): string {
  return renderShort(report, { paint: noPaint, columns: 80 });
}
