import { expect, test } from '@jest/globals';
import { isOpenOnlyPastSidecar } from '../../../src/checks/policy/past-sidecar.ts';
import { podOf } from '../../../src/kubernetes/shapes/pods.ts';
import { endpointSliceOf, serviceOf } from '../../../src/kubernetes/shapes/services.ts';

const ports = [80, 81].map((port) => ({ port, protocol: 'TCP' }));
const slice = endpointSliceOf({
  metadata: { namespace: 'shop', name: 'till-1', labels: { 'kubernetes.io/service-name': 'till' } },
  ports,
});
const service = serviceOf({ metadata: { namespace: 'shop', name: 'till' }, spec: { ports } });
const podWith = (list: string) =>
  podOf({
    metadata: {
      namespace: 'shop',
      name: 'till',
      annotations: { 'openservicemesh.io/inbound-port-exclusion-list': list },
    },
  });

test.each([
  ['the mesh excludes one port, the pod the other', '81', true],
  ['the pod excludes what the mesh does', '80', false],
  ['the pod excludes both', ' 80, 81', true],
  ['the pod excludes what is no port', 'http', false],
])('past-sidecar: %s', (_, list, expected) => {
  const behind = { slices: [slice], pods: [podWith(list)], isExcluded: (port: number) => port === 80 };

  expect(isOpenOnlyPastSidecar(service, behind)).toBe(expected);
});
