import { describe, expect, test } from '@jest/globals';
import { podOf } from '../../../src/kubernetes/shapes/pods.ts';
import { isIngressPod, looksLikeIngress } from '../../../src/osm/ingress.ts';

const namespace = (name: string) => ({ metadata: { name, labels: {}, annotations: {} } });

const names: readonly [name: string, isOne: boolean][] = [
  ['ingress-nginx', true],
  ['nginx-ingress', true],
  ['ingress-basic', true],
  ['haproxy-ingress', true],
  ['haproxy-controller', true],
  ['contour', true],
  ['projectcontour', true],
  ['traefik', true],
  ['app-routing-system', true],
  ['nginx', false],
  ['nginx-shop', false],
  ['web-nginx', false],
  ['contours', false],
  ['aggressingress', false],
  ['app-routing-test', false],
];

describe('what is called like an ingress controller', () => {
  test.each(names)('namespace %s: %s', (name, isOne) => {
    expect(looksLikeIngress(namespace(name))).toBe(isOne);
  });

  test.each(names.filter(([name]) => !name.startsWith('app-')))('a pod labelled app=%s: %s', (app, isOne) => {
    const pod = podOf({ metadata: { name: 'a', namespace: 'shop', labels: { app } } });

    expect(isIngressPod(pod)).toBe(isOne);
  });
});
