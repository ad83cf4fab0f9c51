import { describe, expect, test } from '@jest/globals';
import { checks, retiredIds } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import type { Check } from '../../src/model/check.ts';
import { areas, tiers } from '../../src/model/check.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { Outcome } from '../../src/model/report.ts';
import type { ClusterSnapshot } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import type { CheckCases } from './check-cases.ts';
import { seenIn, withoutRight } from './seen-in.ts';

/** Checks that judge the run itself and so need no evidence from outside. */
const needNoEvidence: Readonly<Record<string, string>> = {
  OSM0001: 'judges how the first request ended; an API server out of reach is its finding',
  OSM0002: 'judges which reads were refused; a refusal is its finding',
  OSM0003: 'judges our own clock against the budget',
  OSM0005: 'judges which reads came in part; a cut list is its finding',
};

for (const check of checks) {
  const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };

  describe(`${check.id} ${check.name}`, () => {
    test('has a case that fires and a near miss', () => {
      expect(cases.fires.length).toBeGreaterThan(0);
      expect(cases.passes.length).toBeGreaterThan(0);
    });

    each(cases.fires)('fires: $name', (small) => {
      const outcome = outcomeOf(check, seenIn(small));

      expect(found(outcome)).toEqual(
        small.expect.map(([problem, on, severity]) => [problem, on, severity ?? check.severity]),
      );
    });

    each(cases.passes)('passes: $name', (small) => {
      expect(outcomeOf(check, seenIn(small))).toEqual({ is: 'passed' });
    });

    each(cases.notApplicable)('does not apply: $name', (small) => {
      expect(outcomeOf(check, seenIn(small)).is).toBe('notApplicable');
    });

    each(cases.unknown)('is unknown: $name', (small) => {
      expect(outcomeOf(check, seenIn(small)).is).toBe('unknown');
    });

    const evidence = [...neededInputs([check], tiers)].filter(
      (input) => input !== 'apiServer' && (input !== 'clock' || check.reads.includes('clock')),
    );
    if (check.id in needNoEvidence) return;
    test.each(evidence)('is unknown when %s cannot be read', (input) => {
      const outcome = outcomeOf(check, withoutRight(seenIn({ name: '' }), input));

      expect(outcome.is).toBe('unknown');
    });
  });
}

describe('the catalogue', () => {
  test('is sorted, without doubles and without retired ids', () => {
    const ids = checks.map(({ id }) => id);

    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => retiredIds.includes(id))).toEqual([]);
  });

  test.each(checks)('$id is explained by other checks of the catalogue alone', ({ id, explainedBy = [] }) => {
    const others = checks.filter((check) => check.id !== id).map((check) => check.id as string);

    expect(explainedBy.filter((cause) => !others.includes(cause))).toEqual([]);
  });

  test.each(checks)('$id: the first digit is its area and the words are sentences', (check) => {
    expect(areas[Number(check.id.charAt(3))]).toBe(check.area);
    expect(check.id).toMatch(/^OSM\d{4}$/);
    for (const sentence of [check.why, check.remedy]) expect(sentence).toMatch(/^[A-Z0-9a-z].*[.]$/s);
    for (const title of [check.title, check.failTitle]) expect(title).toMatch(/^[^.]{5,60}$/);
  });

  test.each(checks)('$id uses every input that it declares', async (check) => {
    const { cases } = (await import(`./${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
    const used = new Set<string>();
    for (const small of [...cases.fires, ...cases.passes, ...(cases.notApplicable ?? [])]) {
      outcomeOf(recording(check, used), seenIn(small));
    }

    expect([...used].sort()).toEqual([...check.reads].sort());
  });
});

/** Like `test.each`, which refuses an empty table. */
function each<T extends { readonly name: string }>(table: readonly T[] = []) {
  return (title: string, run: (small: T) => void) => {
    for (const small of table) test(title.replace('$name', small.name), () => run(small));
  };
}

function recording(check: Check, used: Set<string>): Check {
  return {
    ...check,
    run: (seen, now) =>
      check.run(
        new Proxy(seen, {
          get(target, name) {
            used.add(String(name));
            return Reflect.get(target, name);
          },
        }),
        now,
      ),
  };
}

/** A check of the run itself, or of the others' findings, is judged beside all others. */
function outcomeOf(check: Check, snapshot: ClusterSnapshot): Outcome {
  const ofOthers = check.reads.includes('run') || check.reads.includes('openFindings');
  const others = ofOthers ? checks.filter(({ id }) => id !== check.id) : [];
  const report = runChecks(snapshot, [check, ...others], (intent) => buildRemedy(intent, snapshot.cluster));
  const [result] = report.results;
  if (result === undefined) throw new Error('no result');
  return result.outcome;
}

function found(outcome: Outcome): unknown {
  if (outcome.is !== 'failed') return outcome;
  return outcome.findings.map(({ problem, on, severity }) => [problem, nameOf(on), severity]);
}
