import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/index.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { nameOf } from '../../../src/model/object-ref.ts';
import type { RemedyIntent } from '../../../src/model/remedy.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import type { CheckCases, Edit, SmallCluster } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';

/** Checks whose commands set the one value that they judge. */
const ids = [
  ...['OSM3006', 'OSM3007', 'OSM3008'],
  ...['OSM4004', 'OSM4005', 'OSM4006', 'OSM4007', 'OSM4008'],
  ...['OSM4009', 'OSM4010', 'OSM4011', 'OSM4012', 'OSM4013'],
];

describe.each(checks.filter(({ id }) => ids.includes(id)))('the commands of $id', (check) => {
  test('mend what was found, and their undo brings it back', async () => {
    const { cases } = (await import(`../${check.area}/${check.name}.cases.ts`)) as { cases: CheckCases };
    for (const small of cases.fires) {
      const before = judge(small);
      const patches = before.intents.filter((intent) => intent.do === 'patch');
      const after = judge({ ...small, edits: [...(small.edits ?? []), ...patches.map(toEdit)] });
      const undone = judge({
        ...small,
        edits: [...(small.edits ?? []), ...patches.map(toEdit), ...patches.flatMap(toUndo)],
      });

      const left = { problems: after.problems, case: small.name };
      if (patches.length > 0) expect(left).toEqual({ problems: [], case: small.name });
      else expect(before.intents.map((intent) => intent.do)).toEqual(['look']);
      if (patches.every(({ undo }) => undo !== undefined)) expect(undone.problems).toEqual(before.problems);
    }

    function judge(small: SmallCluster): { problems: unknown[]; intents: RemedyIntent[] } {
      const intents: RemedyIntent[] = [];
      const snapshot = seenIn(small);
      const { results } = runChecks(snapshot, [check], (intent) => {
        intents.push(intent);
        return buildRemedy(intent, snapshot.cluster);
      });
      const problems = results.flatMap(({ outcome }) =>
        outcome.is === 'failed' ? outcome.findings.map(({ problem, says }) => [problem, says]) : [],
      );
      return { problems, intents };
    }
  });
});

function toEdit({ object, patch }: RemedyIntent & { do: 'patch' }): Edit {
  return { patch: nameOf(object), with: patch };
}

function toUndo({ object, undo }: RemedyIntent & { do: 'patch' }): Edit[] {
  return undo === undefined ? [] : [{ patch: nameOf(object), with: undo }];
}
