import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { listAt, textAt } from '../../../sim/kubernetes/record.ts';
import { type Playing, play } from './playing.ts';

function withoutIdentity(object: KubernetesObject | undefined): unknown {
  const { metadata, ...rest } = object ?? { metadata: { name: '', labels: {} } };
  return { ...rest, name: metadata.name, labels: metadata.labels };
}

function bundle({ cluster }: Playing, kind: string, name: string): string {
  return textAt(listAt(cluster.find(kind, undefined, name), 'webhooks')[0], 'clientConfig', 'caBundle');
}

test.each([
  ['play-prod', 'osm-injector', 'MutatingWebhookConfiguration', 'aks-osm-webhook-osm'],
  ['play-prod', 'osm-controller', 'ValidatingWebhookConfiguration', 'aks-osm-validator-mesh-osm'],
  ['play-legacy', 'osm-injector', 'MutatingWebhookConfiguration', 'aks-osm-webhook-osm'],
  ['play-legacy', 'osm-controller', 'ValidatingWebhookConfiguration', 'aks-osm-validator-mesh-osm'],
])('%s: %s writes its %s anew when it starts, as it was', async (name, program, kind, configuration) => {
  const playing = await play(name);
  const before = withoutIdentity(playing.cluster.find(kind, undefined, configuration));
  await playing.kubectl(`delete ${kind.toLowerCase()} ${configuration}`);
  expect(playing.cluster.find(kind, undefined, configuration)).toBeUndefined();

  await playing.kubectl(`rollout restart deployment ${program} -n kube-system`);
  expect(withoutIdentity(playing.cluster.find(kind, undefined, configuration))).toEqual(before);
});

test.each(['play-prod', 'play-legacy'])(
  '%s: osm-bootstrap makes the definitions that are missing',
  async (name) => {
    const playing = await play(name);
    const crd = 'trafficsplits.split.smi-spec.io';
    await playing.kubectl(`delete crd ${crd}`);
    await playing.kubectl('rollout restart deployment osm-bootstrap -n kube-system');
    const ran = await playing.kubectl('get trafficsplits -A');

    expect(ran).toMatchObject({ code: 0, err: 'No resources found\n' });
    const strategy = textAt(
      playing.cluster.find('CustomResourceDefinition', undefined, crd),
      'spec',
      'conversion',
      'strategy',
    );
    expect(strategy).toBe(name === 'play-prod' ? 'None' : 'Webhook');
  },
);

test('osm-bootstrap leaves definitions alone that are as they should be', async () => {
  const playing = await play('play-prod');
  const before = playing.cluster.all('CustomResourceDefinition');
  await playing.kubectl('rollout restart deployment osm-bootstrap -n kube-system');
  expect(playing.cluster.all('CustomResourceDefinition')).toEqual(before);
});

test('osm-bootstrap makes MeshConfig of the preset where there is none', async () => {
  const playing = await play('play-prod');
  await playing.kubectl('delete meshconfig osm-mesh-config -n kube-system');
  await playing.kubectl('rollout restart deployment osm-bootstrap -n kube-system');
  expect(playing.cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config')).toMatchObject({
    spec: { sidecar: { logLevel: 'error' } },
  });
});

test('who starts without a CA makes a new one, and the others take it when they start', async () => {
  const playing = await play('play-prod');
  const mutating = () => bundle(playing, 'MutatingWebhookConfiguration', 'aks-osm-webhook-osm');
  const validating = () => bundle(playing, 'ValidatingWebhookConfiguration', 'aks-osm-validator-mesh-osm');
  const old = mutating();
  await playing.kubectl('delete secret osm-ca-bundle -n kube-system');
  await playing.kubectl('rollout restart deployment osm-injector -n kube-system');
  expect([mutating() === old, validating() === old]).toEqual([false, true]);

  await playing.kubectl('rollout restart deployment osm-controller -n kube-system');
  expect(validating()).toBe(mutating());
});
