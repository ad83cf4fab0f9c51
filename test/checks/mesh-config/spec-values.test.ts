import { describe, expect, test } from '@jest/globals';
import { numbersAt, setKey, valueAt } from '../../../src/checks/mesh-config/spec-values.ts';
import type { MeshConfig } from '../../../src/model/custom-resources.ts';

function meshConfig(spec: MeshConfig['spec']): MeshConfig {
  const metadata = { namespace: 'kube-system', name: 'osm-mesh-config', labels: {}, annotations: {} };
  return { apiVersion: 'config.openservicemesh.io/v1alpha2', metadata, spec };
}

const path = 'spec.traffic.inboundPortExclusionList';

describe('what stands at a path of a MeshConfig', () => {
  test.each([
    { name: 'the section is null', spec: { traffic: null } },
    { name: 'the section is a list', spec: { traffic: [6379] } },
    { name: 'the section is missing', spec: {} },
  ])('is nothing where $name', ({ spec }) => {
    expect(valueAt(meshConfig(spec), path)).toBeUndefined();
    expect(numbersAt(meshConfig(spec), path)).toEqual([]);
  });

  test('is nothing that only every object has', () => {
    expect(valueAt(meshConfig({}), 'spec.constructor')).toBeUndefined();
  });

  test('is a list of numbers without what is none', () => {
    const mixed = meshConfig({ traffic: { inboundPortExclusionList: [6379, '80', null, 443] } });

    expect(numbersAt(mixed, path)).toEqual([6379, 443]);
  });
});

test('a key that was absent is taken away by the undo', () => {
  expect(setKey(meshConfig({}), path, [6379], { does: 'Exclude it' })).toMatchObject({
    patch: { spec: { traffic: { inboundPortExclusionList: [6379] } } },
    undo: { spec: { traffic: { inboundPortExclusionList: null } } },
  });
});
