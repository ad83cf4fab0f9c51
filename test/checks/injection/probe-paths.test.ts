import { expect, test } from '@jest/globals';
import { podOf } from '../../../src/kubernetes/shapes/pods.ts';

test.each([
  ['/osm-readiness-probe/till', '/osm-readiness-probe/till'],
  ['/health?token=s3cret', undefined],
  ['/my/osm-readiness-probe', undefined],
])('of a probe at %s no path but what the injector wrote is kept', (path, kept) => {
  const readinessProbe = { httpGet: { path, port: 15902 } };
  const pod = podOf({ metadata: { name: 'till' }, spec: { containers: [{ name: 'till', readinessProbe }] } });

  expect(pod.containers[0]?.probes).toEqual([
    { is: 'readiness', by: 'httpGet', port: 15902, ...(kept === undefined ? {} : { osmPath: kept }) },
  ]);
});
