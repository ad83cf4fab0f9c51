import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { Area, Check } from '../../src/model/check.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { Remedy } from '../../src/model/remedy.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { CheckCases } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

/*
 * What people will type, in full, for every case that fires: read a change of these files as if you had to type it.
 * `UPDATE_GOLDENS=1 npm test -- test/checks/commands` writes them anew.
 */
const areas: readonly Area[] = [
  'tool',
  'control-plane',
  'admission',
  'certificates',
  'mesh-config',
  'injection',
  'data-plane',
];

/** Each finding with its commands once, however many cases come to the same. */
async function commandsOf(check: Check): Promise<string> {
  const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
  const findings = cases.fires.flatMap((small) => {
    const snapshot = seenIn(small);
    // What judges the run itself is judged beside all others.
    const others = check.reads.includes('run') ? checks.filter(({ id }) => id !== check.id) : [];
    const { results } = runChecks(snapshot, [check, ...others], (intent) =>
      buildRemedy(intent, snapshot.cluster),
    );
    const outcome = results[0]?.outcome;
    if (outcome?.is !== 'failed') return [];
    return outcome.findings.map(({ problem, on, remedies }) =>
      [`${problem} of ${nameOf(on)}`, ...remedies.flatMap(linesOf)].join('\n'),
    );
  });
  return [`${check.id} ${check.name}`, ...new Set(findings)].join('\n\n');
}

function linesOf({ risk, takesEffect, command, undo }: Remedy): string[] {
  const when = takesEffect === 'atOnce' ? risk : `${risk}, ${takesEffect}`;
  return [`  ${command}  (${when})`, ...(undo === undefined ? [] : [`    undo: ${undo}`])];
}

test.each(areas)('the commands of %s', async (area) => {
  const file = new URL(`../golden/commands/${area}.txt`, import.meta.url);
  const ofArea = checks.filter((check) => check.area === area);
  const text = `${(await Promise.all(ofArea.map(commandsOf))).join('\n\n\n')}\n`;
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, text);

  expect(text).toBe(readFileSync(file, 'utf8'));
});
