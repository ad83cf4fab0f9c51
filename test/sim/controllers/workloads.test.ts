import { describe, expect, test } from '@jest/globals';
import { listAt, textAt, valueAt } from '../../../sim/kubernetes/record.ts';
import { imagesOf, namesOf, play, podsOf, statusOf } from './playing.ts';

const envoy = 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8';
const init = 'mcr.microsoft.com/oss/openservicemesh/init:v1.2.4';

describe('a Deployment', () => {
  test('that is restarted gets new pods, injected as new pods are', async () => {
    const playing = await play('play-staging');
    await playing.kubectl(
      'patch meshconfig osm-mesh-config -n kube-system --type=merge -p {"spec":{"sidecar":{"envoyImage":""}}}',
    );
    const before = podsOf(playing, 'warehouse', 'stock');
    const ran = await playing.kubectl('rollout restart deployment stock -n warehouse');
    const after = podsOf(playing, 'warehouse', 'stock');

    expect(ran).toMatchObject({ code: 0, out: 'deployment.apps/stock restarted\n' });
    expect(before.map(imagesOf)).toEqual(Array(3).fill(['stock contoso.azurecr.io/stock:2.3.0']));
    expect(after).toHaveLength(3);
    expect(namesOf(after).filter((name) => namesOf(before).includes(name))).toEqual([]);
    expect(after.map(imagesOf)).toEqual(
      Array(3).fill([`osm-init ${init}`, 'stock contoso.azurecr.io/stock:2.3.0', `envoy ${envoy}`]),
    );
    expect(statusOf(playing, 'warehouse', 'stock')).toMatchObject({
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      conditions: { Available: 'True MinimumReplicasAvailable', Progressing: 'True NewReplicaSetAvailable' },
    });
  });

  test('gives every sidecar an identity and a Secret of its own, which goes with its pod', async () => {
    const playing = await play('play-prod');
    const secrets = () =>
      namesOf(playing.cluster.all('Secret').filter(({ metadata }) => metadata.namespace === 'checkout'));
    const before = secrets();
    await playing.kubectl('rollout restart deployment cart -n checkout');
    const pods = podsOf(playing, 'checkout', 'cart');
    const wanted = pods.map(
      ({ metadata }) => `envoy-bootstrap-config-${metadata.labels?.['osm-proxy-uuid']}`,
    );

    expect(new Set(wanted).size).toBe(2);
    expect(secrets()).toHaveLength(before.length);
    expect(secrets()).toEqual(expect.arrayContaining(wanted));
    expect(pods.map((pod) => textAt(listAt(pod, 'spec', 'volumes')[0], 'secret', 'secretName'))).toEqual(
      wanted,
    );
  });

  test('is never without a pod that is ready while it rolls', async () => {
    const playing = await play('play-prod', 0.2);
    const seen = new Set<string>();
    const watching = setInterval(() => {
      const { readyReplicas, updatedReplicas } = statusOf(playing, 'storefront', 'web');
      seen.add(`${readyReplicas} ready, ${updatedReplicas} new`);
    }, 5);
    await playing.kubectl('rollout restart deployment web -n storefront');
    clearInterval(watching);

    expect([...seen].filter((said) => !said.startsWith('3 ready'))).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining(['3 ready, 1 new', '3 ready, 2 new']));
  });

  test('scales up and down', async () => {
    const playing = await play('play-prod');
    const ran = await playing.kubectl('scale deployment prices -n catalog --replicas=4');
    expect(ran).toMatchObject({ code: 0, out: 'deployment.apps/prices scaled\n' });
    expect(podsOf(playing, 'catalog', 'prices')).toHaveLength(4);
    expect(statusOf(playing, 'catalog', 'prices')).toMatchObject({ readyReplicas: 4, observedGeneration: 2 });

    await playing.kubectl('scale deployment prices -n catalog --replicas=0');
    expect(podsOf(playing, 'catalog', 'prices')).toEqual([]);
    expect(statusOf(playing, 'catalog', 'prices')).not.toHaveProperty('replicas');
  });

  test('makes anew the pod that somebody deletes', async () => {
    const playing = await play('play-prod');
    const [gone, kept] = namesOf(podsOf(playing, 'checkout', 'payments'));
    const ran = await playing.kubectl(`delete pod ${gone} -n checkout`);
    const after = namesOf(podsOf(playing, 'checkout', 'payments'));

    expect(ran.out).toBe(`pod "${gone}" deleted\n`);
    expect(after).toHaveLength(2);
    expect(after).toContain(kept);
    expect(after).not.toContain(gone);
  });

  test('that gets another image gets pods with it, and its old template back on undo', async () => {
    const playing = await play('play-prod');
    await playing.kubectl('set image deployment/search search=contoso.azurecr.io/search:3.3.0 -n storefront');
    expect(podsOf(playing, 'storefront', 'search').map((pod) => imagesOf(pod)[1])).toEqual(
      Array(2).fill('search contoso.azurecr.io/search:3.3.0'),
    );
    const ran = await playing.kubectl('rollout undo deployment search -n storefront');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(podsOf(playing, 'storefront', 'search').map((pod) => imagesOf(pod)[1])).toEqual(
      Array(2).fill('search contoso.azurecr.io/search:3.1.0'),
    );
  });
});

describe('around it', () => {
  test('addresses follow the pods that are ready', async () => {
    const playing = await play('play-prod');
    const addresses = () =>
      listAt(
        playing.cluster
          .all('EndpointSlice')
          .find(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'osm-injector'),
        'endpoints',
      ).map((endpoint) => textAt(endpoint, 'targetRef', 'name'));
    await playing.kubectl('rollout restart deployment osm-injector -n kube-system');
    expect(addresses().sort()).toEqual(namesOf(podsOf(playing, 'kube-system', 'osm-injector')).sort());

    await playing.kubectl('scale deployment osm-injector -n kube-system --replicas=0');
    expect(addresses()).toEqual([]);
  });

  test('nothing moves before something is written, and then only what must', async () => {
    const playing = await play('play-prod');
    const all = () => JSON.stringify(playing.cluster.all('Pod'));
    const before = all();
    await playing.kubectl('label namespace catalog tier=shop');
    expect(all()).toBe(before);
  });

  test('without controllers everything stays as it is', async () => {
    const { loadCluster } = await import('../../../sim/kubernetes/load-cluster.ts');
    const { startKubernetes } = await import('../../../sim/kubernetes/server.ts');
    const { clusterFile } = await import('../../cli/run-cli.ts');
    const cluster = await startKubernetes(loadCluster(clusterFile('play-prod')));
    const web = cluster.find('Deployment', 'storefront', 'web');
    if (web === undefined) throw new Error('there is no web');
    cluster.put({ ...web, spec: { ...(web['spec'] as object), replicas: 9 } });
    expect(valueAt(cluster.find('Deployment', 'storefront', 'web'), 'status', 'replicas')).toBe(3);
    expect(cluster.controllers).toBeUndefined();
    await cluster.close();
  });
});
