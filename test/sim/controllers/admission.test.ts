import { describe, expect, test } from '@jest/globals';
import { imagesOf, namesOf, play, podsOf, statusOf } from './playing.ts';

const annotation = 'openservicemesh.io/sidecar-injection';
const refused =
  'failed calling webhook "osm-inject.k8s.io": failed to call webhook: Post "https://osm-injector.kube-system.svc:9090/mutate-pod-creation?timeout=20s": dial tcp 10.0.40.85:9090: connect: connection refused';

function sidecars(pods: Parameters<typeof imagesOf>[0][]): number {
  return pods.filter((pod) => imagesOf(pod).some((container) => container.startsWith('envoy '))).length;
}

describe('the injector down, and its webhook failing closed', () => {
  test('a pod that a person makes is refused', async () => {
    const playing = await play('play-broken');
    const ran = await playing.kubectl('run box --image=curlimages/curl:8.4.0 -n checkout');
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining(refused) });
    expect(playing.cluster.find('Pod', 'checkout', 'box')).toBeUndefined();
  });

  test('a Deployment says what it could not make, and makes it once the injector is back', async () => {
    const playing = await play('play-broken');
    await playing.kubectl('scale deployment payments -n checkout --replicas=4');
    expect(podsOf(playing, 'checkout', 'payments')).toHaveLength(2);
    expect(statusOf(playing, 'checkout', 'payments')).toMatchObject({
      readyReplicas: 2,
      unavailableReplicas: 2,
      conditions: { ReplicaFailure: 'True FailedCreate', Available: 'False MinimumReplicasUnavailable' },
    });

    await playing.kubectl('rollout restart deployment osm-injector -n kube-system');
    expect(podsOf(playing, 'checkout', 'payments')).toHaveLength(4);
    expect(podsOf(playing, 'storefront', 'web')).toHaveLength(5);
    expect(statusOf(playing, 'checkout', 'payments')['conditions']).not.toHaveProperty('ReplicaFailure');
  });

  test('where nobody asks the injector pods are made all the same', async () => {
    const playing = await play('play-broken');
    const ran = await playing.kubectl('run box --image=curlimages/curl:8.4.0 -n default');
    expect(ran.code).toBe(0);
    expect(playing.cluster.find('Pod', 'default', 'box')).toMatchObject({ status: { phase: 'Running' } });
  });

  test('where it fails open pods are made, without a sidecar', async () => {
    const playing = await play('play-broken');
    const patch = '[{"op":"replace","path":"/webhooks/0/failurePolicy","value":"Ignore"}]';
    await playing.kubectl(`patch mutatingwebhookconfiguration aks-osm-webhook-osm --type=json -p ${patch}`);
    const pods = podsOf(playing, 'storefront', 'web');
    expect([pods.length, sidecars(pods)]).toEqual([5, 2]);
  });
});

describe('the rules of the injector', () => {
  test.each([
    ['as the namespace has it', [], 2],
    ['not without the label', ['label namespace catalog openservicemesh.io/monitored-by-'], 0],
    ['not where the namespace says so', [`annotate namespace catalog ${annotation}=disabled --overwrite`], 0],
    ['not where webhooks pass it over', ['label namespace catalog openservicemesh.io/ignore=true'], 0],
    ['not without the webhook', ['delete mutatingwebhookconfiguration aks-osm-webhook-osm'], 0],
  ])('%s', async (_, commands, expected) => {
    const playing = await play('play-prod');
    for (const command of commands) await playing.kubectl(command);
    await playing.kubectl('rollout restart deployment catalog -n catalog');
    const pods = podsOf(playing, 'catalog', 'catalog');
    expect([pods.length, sidecars(pods)]).toEqual([2, expected]);
  });

  test("the pod's own annotation comes first", async () => {
    const playing = await play('play-prod');
    const patch = JSON.stringify({
      spec: { template: { metadata: { annotations: { [annotation]: 'disabled' } } } },
    });
    await playing.kubectl(`patch deployment catalog -n catalog -p ${patch}`);
    expect(sidecars(podsOf(playing, 'catalog', 'catalog'))).toBe(0);
  });

  test('a word that OSM does not know has every pod refused, until it is mended', async () => {
    const playing = await play('play-legacy');
    expect(namesOf(podsOf(playing, 'accounts', 'sign-in'))).toEqual([]);
    const ran = await playing.kubectl('run box --image=curlimages/curl:8.4.0 -n accounts');
    expect(ran.err).toContain(
      'admission webhook "osm-inject.k8s.io" denied the request: Invalid annotation value',
    );

    await playing.kubectl(`annotate namespace accounts ${annotation}=enabled --overwrite`);
    const [pod] = podsOf(playing, 'accounts', 'sign-in');
    expect(imagesOf(pod)).toEqual([
      'osm-init mcr.microsoft.com/oss/openservicemesh/init:v0.11.1',
      'sign-in contoso.azurecr.io/sign-in:3.0.0',
      'envoy mcr.microsoft.com/oss/envoyproxy/envoy:v1.19.1',
    ]);
  });

  test('0.11.1 refuses every pod while MeshConfig names no image', async () => {
    const playing = await play('play-legacy');
    await playing.kubectl(
      'patch meshconfig osm-mesh-config -n kube-system --type=merge -p {"spec":{"sidecar":{"envoyImage":""}}}',
    );
    const ran = await playing.kubectl('run box --image=curlimages/curl:8.4.0 -n box-office');
    expect(ran.err).toContain('MeshConfig sidecar.envoyImage not set');
  });

  test('a dry run is answered like the real thing, and leaves nothing behind', async () => {
    const playing = await play('play-prod');
    const secrets = playing.cluster.all('Secret').length;
    const ran = await playing.kubectl(
      'run box --image=curlimages/curl:8.4.0 -n catalog --dry-run=server -o yaml',
    );
    expect(ran.out).toContain('name: envoy\n');
    expect(playing.cluster.find('Pod', 'catalog', 'box')).toBeUndefined();
    expect(playing.cluster.all('Secret')).toHaveLength(secrets);
  });
});
