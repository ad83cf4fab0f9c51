import { describe, expect, test } from '@jest/globals';
import { remedyBuilder } from '../../src/commands/remedy-builder.ts';
import type { RemedyIntent } from '../../src/model/remedy.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';

const object = {
  apiVersion: 'config.openservicemesh.io/v1alpha2',
  kind: 'MeshConfig',
  namespace: 'kube-system',
  name: 'osm-mesh-config',
};
const patchOf = (spec: object): RemedyIntent => ({ do: 'patch', object, patch: { spec }, does: 'Try' });
const build = remedyBuilder(seenIn({ name: '' }));

describe('a patch of MeshConfig in a finding', () => {
  test('that the schema takes carries that proof', () => {
    expect(build(patchOf({ traffic: { enableEgress: false } })).proof).toMatchObject({
      by: 'liveSchema',
      changed: [{ path: 'spec.traffic.enableEgress', before: true, after: false }],
    });
  });

  test.each<[string, object, string]>([
    ['would be dropped', { traffic: { useHTTPSIngress: true } }, 'be dropped'],
    ['would be refused', { traffic: { enableEgress: 'no' } }, 'be refused'],
    ['would change nothing', { traffic: { enableEgress: true } }, 'change nothing'],
  ])('that %s is not proposed', (_name, spec, why) => {
    const remedy = build(patchOf(spec));

    expect(remedy).toMatchObject({ risk: 'readOnly', does: expect.stringContaining(why) });
    expect(remedy.command).toMatch(/^kubectl get meshconfigs\.config\.openservicemesh\.io /);
    expect(remedy.undo).toBeUndefined();
  });

  test('without the schema claims no proof', () => {
    const blind = remedyBuilder(withoutRight(seenIn({ name: '' }), 'crds'));

    expect(blind(patchOf({ traffic: { enableEgress: false } })).proof).toMatchObject({ by: 'none' });
  });
});

test('other intents are built as they are', () => {
  const workload = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'a', name: 'b' };

  expect(build({ do: 'restart', workload }).command).toBe('kubectl rollout restart deployment b -n a');
});
