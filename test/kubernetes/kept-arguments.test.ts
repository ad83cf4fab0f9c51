import { expect, test } from '@jest/globals';
import { containerOf, controlPlanePodOf, podOf } from '../../src/kubernetes/shapes/pods.ts';

const secret = 'hvs.CAESIJ';

test('of the arguments of a program of OSM only what decides about the certificate provider is kept', () => {
  const args = [
    '--vault-token',
    secret,
    `--vault-host=${secret}`,
    '--certificate-manager',
    'vault',
    secret,
    '--certificate-manager=tresor',
    '--enable-mesh-root-certificate=true',
    '--enable-mesh-root-certificate',
    secret,
  ];

  expect(containerOf({ name: 'osm-controller', command: ['/osm-controller', secret], args }).args).toEqual([
    '--certificate-manager',
    'vault',
    '--certificate-manager=tresor',
    '--enable-mesh-root-certificate=true',
    '--enable-mesh-root-certificate',
  ]);
});

test('of every other container no argument is kept', () => {
  const container = { name: 'app', command: ['--certificate-manager', secret], args: [`--token=${secret}`] };

  expect(containerOf(container).args).toEqual([]);
});

test('pods of the control plane keep all labels, others only those that checks look at', () => {
  const pod = { metadata: { name: 'osm-controller-0', labels: { app: 'osm-controller', tier: 'mesh' } } };

  expect(controlPlanePodOf(pod).metadata.labels).toEqual({ app: 'osm-controller', tier: 'mesh' });
  expect(podOf(pod).metadata.labels).toEqual({ app: 'osm-controller' });
});
