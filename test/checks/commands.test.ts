import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { areas, type Check } from '../../src/model/check.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { ObjectRef, Remedy } from '../../src/model/remedy.ts';
import type { Outcome } from '../../src/model/report.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { CheckCases } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

/*
 * What people will read and type, in full, for every case that does not pass: read a change of these files as if you
 * were the one it is told. `UPDATE_GOLDENS=1 npm test -- test/checks/commands` writes them anew.
 */
const betweenChecks = '\n\n\n';

/** Each finding with its commands, and why nothing was judged, once: however many cases come to the same. */
async function findingsOf(check: Check): Promise<string> {
  const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
  // What judges the run itself, or what others found, is judged beside all others.
  const ofOthers = check.reads.includes('run') || check.reads.includes('openFindings');
  const others = ofOthers ? checks.filter(({ id }) => id !== check.id) : [];
  const { fires, unknown = [], notApplicable = [] } = cases;
  const told = [...fires, ...unknown, ...notApplicable].flatMap((small) => {
    const snapshot = seenIn(small);
    const { results } = runChecks(snapshot, [check, ...others], (intent) =>
      buildRemedy(intent, snapshot.cluster),
    );
    return results[0] === undefined ? [] : textsOf(results[0].outcome);
  });
  return [`${check.id} ${check.name}`, ...new Set(told)].join('\n\n');
}

function textsOf(outcome: Outcome): string[] {
  switch (outcome.is) {
    case 'failed':
      return outcome.findings.map(({ problem, severity, on, says, remedies }) =>
        [`${severity}: ${problem} of ${fullNameOf(on)}`, `  ${says}`, ...remedies.flatMap(linesOf)].join(
          '\n',
        ),
      );
    case 'unknown':
      return outcome.because.map(({ detail }) => `unknown: ${detail}`);
    case 'notApplicable':
      return [`does not apply: ${outcome.because}`];
    default:
      throw new Error(`is ${outcome.is}`);
  }
}

function fullNameOf(on: ObjectRef): string {
  return on.apiVersion === undefined ? nameOf(on) : `${on.apiVersion} ${nameOf(on)}`;
}

function linesOf({ does, risk, takesEffect, command, undo }: Remedy): string[] {
  const when = takesEffect === 'atOnce' ? risk : `${risk}, ${takesEffect}`;
  return [`  ${does}:`, `    ${command}  (${when})`, ...(undo === undefined ? [] : [`    undo: ${undo}`])];
}

describe.each(areas)('what is told of %s', (area) => {
  const file = new URL(`../golden/commands/${area}.txt`, import.meta.url);
  const ofArea = checks.filter((check) => check.area === area);
  const sections = () => readFileSync(file, 'utf8').trimEnd().split(betweenChecks);

  test('is written down for each of its checks', async () => {
    if (process.env['UPDATE_GOLDENS'] === '1') {
      const written: string[] = [];
      for (const check of ofArea) written.push(await findingsOf(check));
      writeFileSync(file, `${written.join(betweenChecks)}\n`);
    }

    expect(sections().map((section) => section.split('\n')[0])).toEqual(
      ofArea.map(({ id, name }) => `${id} ${name}`),
    );
  });

  for (const [index, check] of ofArea.entries()) {
    test(`${check.id} ${check.name}`, async () => {
      expect(await findingsOf(check)).toBe(sections()[index]);
    });
  }
});
