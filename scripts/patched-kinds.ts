import { checks } from '../src/checks/index.ts';
import { runChecks } from '../src/engine/run-checks.ts';
import type { Check } from '../src/model/check.ts';
import { showRule } from '../src/model/rights.ts';
import { buildRemedy } from '../src/remedies/build-remedy.ts';
import { dryRunRequest } from '../src/remedies/dry-run-request.ts';
import type { CheckCases } from '../test/checks/check-cases.ts';
import { seenIn } from '../test/checks/seen-in.ts';

/**
 * Which checks propose a change of which kind, by the right that a dry run of it takes (`patch services`): as their
 * cases show.
 */
export async function checksByPatch(): Promise<ReadonlyMap<string, readonly string[]>> {
  const pairs: { rule: string; id: string }[] = [];
  for (const check of checks) {
    for (const rule of await patchesOf(check)) pairs.push({ rule, id: check.id });
  }
  const byRule = Map.groupBy(pairs, ({ rule }) => rule);
  return new Map([...byRule].map(([rule, uses]) => [rule, uses.map(({ id }) => id)]));
}

async function patchesOf(check: Check): Promise<Set<string>> {
  const { cases } = (await import(`../test/checks/${check.area}/${check.name}.cases.ts`)) as {
    cases: CheckCases;
  };
  const rules = new Set<string>();
  for (const one of cases.fires) {
    const snapshot = seenIn(one);
    runChecks(snapshot, [check], (intent) => {
      const request = dryRunRequest(intent);
      if (request !== undefined) rules.add(showRule(request.rule));
      else if (intent.do === 'patch') rules.add(`patch ${intent.object.kind}, which is not known`);
      else if (intent.do === 'label' || intent.do === 'annotate') {
        rules.add(`patch ${intent.on.kind}, which is not known`);
      }
      return buildRemedy(intent, snapshot.cluster);
    });
  }
  return rules;
}
