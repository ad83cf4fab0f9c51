import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { type Tier, tiers } from '../../src/model/check.ts';
import { inputsOfTiers } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';

describe('what a run reads', () => {
  test.each<[readonly Tier[]]>([[[]], [['deep']], [['probe']], [tiers]])('with %j', (asked) => {
    const needed = neededInputs(checks, asked);
    const own = tiers.filter((tier) => inputsOfTiers[tier].every((input) => needed.has(input)));

    expect(own).toEqual(asked);
  });
});

test('only checks of a tier read what belongs to it', () => {
  const readers = tiers.map((tier) =>
    checks
      .filter((check) => inputsOfTiers[tier].some((input) => neededInputs([check], tiers).has(input)))
      .map((check) => check.tier),
  );

  expect(readers.map((found) => [...new Set(found)])).toEqual(tiers.map((tier) => [tier]));
});

test.each(tiers)('%s without its right: unknown, and OSM0002 names the rule', (tier) => {
  const [input] = inputsOfTiers[tier];
  const snapshot = withoutRight(seenIn({ name: '' }), input);
  const { results } = runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
  const ofTier = results.filter(({ id }) => checks.find((check) => check.id === id)?.tier === tier);
  const told = results.find(({ id }) => id === 'OSM0002')?.outcome;

  expect(new Set(ofTier.map(({ outcome }) => outcome.is))).toEqual(new Set(['unknown']));
  expect(told?.is === 'failed' && told.findings[0]?.says).toContain(
    tier === 'deep' ? 'get pods/proxy' : 'create pods',
  );
});
