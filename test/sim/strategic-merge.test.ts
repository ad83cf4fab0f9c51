import { expect, test } from '@jest/globals';
import { strategicMerge } from '../../sim/kubernetes/strategic-merge.ts';

const template = {
  containers: [
    { name: 'web', image: 'web:1', env: [{ name: 'A', value: '1' }] },
    { name: 'side', image: 'side:1', ports: [{ containerPort: 80 }] },
  ],
  tolerations: [{ key: 'x' }],
};

test.each([
  ['items with a key are merged', { containers: [{ name: 'web', image: 'web:2' }] }, ['web:2', 'side:1']],
  ['new ones are added', { containers: [{ name: 'new', image: 'new:1' }] }, ['web:1', 'side:1', 'new:1']],
  ['one can be taken out', { containers: [{ name: 'web', $patch: 'delete' }] }, ['side:1']],
  ['all can be replaced', { containers: [{ $patch: 'replace' }, { name: 'z', image: 'z:1' }] }, ['z:1']],
])('%s', (_, patch, images) => {
  const merged = strategicMerge(template, patch) as typeof template;
  expect(merged.containers.map((container) => container.image)).toEqual(images);
});

test('lists without a key are replaced, null removes, nested lists merge', () => {
  const env = [{ name: 'B', value: '2' }];
  const merged = strategicMerge(template, {
    tolerations: [],
    containers: [{ name: 'web', env, image: null }],
  });
  expect(merged).toEqual({
    containers: [
      { name: 'web', env: [...(template.containers[0]?.env ?? []), ...env] },
      template.containers[1],
    ],
    tolerations: [],
  });
});

test('finalizers are a set, from which values can be deleted', () => {
  const merged = strategicMerge({ finalizers: ['a', 'b'] }, { finalizers: ['b', 'c'] });
  expect(merged).toEqual({ finalizers: ['a', 'b', 'c'] });
  expect(strategicMerge(merged, { '$deleteFromPrimitiveList/finalizers': ['a'] })).toEqual({
    finalizers: ['b', 'c'],
  });
});
