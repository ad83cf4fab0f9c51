import { describe, expect, test } from '@jest/globals';
import { inputsFor, neededInputs } from '../../src/engine/needed-inputs.ts';
import type { Check, SourceName, Tier } from '../../src/model/check.ts';
import type { InputName } from '../../src/model/snapshot.ts';

const always: readonly InputName[] = ['apiServer', 'clock'];

describe('sources need', () => {
  test.each<[SourceName, readonly InputName[]]>([
    ['pods', ['pods']],
    ['run', []],
    ['openFindings', []],
    ['mesh', ['controlPlaneDeployments']],
    ['memberships', ['controlPlaneDeployments', 'namespaces']],
  ])('%s', (source, inputs) => {
    expect([...inputsFor([source])].sort()).toEqual([...always, ...inputs].sort());
  });
});

describe('checks that read what a tier gives need it', () => {
  const check = { reads: ['pods', 'controlPlaneAnswers', 'probedPod'] } as unknown as Check;

  test.each<[readonly Tier[], readonly InputName[]]>([
    [[], []],
    [['deep'], ['controlPlaneAnswers']],
    [['probe'], ['probedPod']],
    [
      ['deep', 'probe'],
      ['controlPlaneAnswers', 'probedPod'],
    ],
  ])('when %j is asked for', (tiers, inputs) => {
    expect([...neededInputs([check], tiers)].sort()).toEqual([...always, 'pods', ...inputs].sort());
  });

  test('and otherwise not', () => {
    expect([...neededInputs([check])].sort()).toEqual([...always, 'pods'].sort());
  });
});
