import { describe, expect, test } from '@jest/globals';
import { podOf } from '../../src/kubernetes/shapes/pods.ts';
import { endpointSliceOf } from '../../src/kubernetes/shapes/services.ts';
import type { EndpointSlice, Pod } from '../../src/model/kubernetes.ts';
import {
  fullNameOf,
  identitiesByService,
  identityOf,
  namesOf,
  podsByIdentity,
  podsByService,
} from '../../src/osm/identities.ts';

function pod(namespace: string, name: string, serviceAccountName?: string): Pod {
  return podOf({ metadata: { namespace, name }, spec: { serviceAccountName } });
}

function slice(namespace: string, service: string, ...pods: readonly string[]): EndpointSlice {
  return endpointSliceOf({
    metadata: { namespace, name: `${service}-x`, labels: { 'kubernetes.io/service-name': service } },
    endpoints: pods.map((name) => ({ targetRef: { kind: 'Pod', name } })),
  });
}

const pods = [
  pod('shop', 'a', 'till'),
  pod('shop', 'b', 'till'),
  pod('shop', 'c'),
  pod('other', 'a', 'till'),
];

describe('identities', () => {
  test('a pod is whom its ServiceAccount says; without one it is default', () => {
    expect(pods.map(identityOf)).toEqual(['shop/till', 'shop/till', 'shop/default', 'other/till']);
  });

  test('names are told apart by namespace', () => {
    expect([...namesOf(pods)]).toEqual(['shop/a', 'shop/b', 'shop/c', 'other/a']);
    expect(fullNameOf({ name: 'till' })).toBe('/till');
  });

  test('pods are found by identity', () => {
    const names = [...podsByIdentity(pods)].map(([who, found]) => [who, found.map((p) => p.metadata.name)]);

    expect(names).toEqual([
      ['shop/till', ['a', 'b']],
      ['shop/default', ['c']],
      ['other/till', ['a']],
    ]);
  });

  test('a Service leads to the pods that its slices name, each once, in its own namespace', () => {
    const slices = [
      slice('shop', 'front', 'a', 'gone'),
      slice('shop', 'front', 'a', 'b'),
      slice('other', 'front', 'a', 'b'),
      slice('shop', 'empty'),
      slice('shop', 'lost', 'gone'),
    ];
    const names = [...podsByService(slices, pods)].map(([service, found]) => [
      service,
      found.map(identityOf),
    ]);

    expect(names).toEqual([
      ['shop/front', ['shop/till', 'shop/till']],
      ['other/front', ['other/till']],
    ]);
  });

  test('behind a Service stand the identities of its pods', () => {
    const found = identitiesByService([slice('shop', 'front', 'a', 'b', 'c')], pods);

    expect(found.get('shop/front')).toEqual(new Set(['shop/till', 'shop/default']));
  });

  test('ten thousand pods behind a thousand Services are read in one go', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => pod('shop', `p${n}`, `sa${n % 100}`));
    const slices = Array.from({ length: 1_000 }, (_, n) =>
      slice('shop', `s${n}`, ...many.slice(n * 10, n * 10 + 10).map(({ metadata }) => metadata.name)),
    );

    expect(podsByService(slices, many).size).toBe(1_000);
  });
});
