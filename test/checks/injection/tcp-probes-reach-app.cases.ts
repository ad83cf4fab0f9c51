import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { addInjected, addPod, ofDeployment } from './objects.ts';

const tcp = (type: string, port: number | string) => ({ [`${type}Probe`]: { tcpSocket: { port } } });
const fooled = [{ name: 'till', ...tcp('readiness', 15902), ...tcp('liveness', 15901) }];

export const cases: CheckCases = {
  fires: [
    ...['healthy-0.11.1', 'healthy-1.0.0'].map((cluster) => ({
      name: `${cluster}: two pods of a Deployment, once`,
      cluster,
      edits: ['a', 'b'].map((id) =>
        addInjected('bookbuyer', `till-5d4f-${id}`, fooled, ofDeployment('till')),
      ),
      expect: [['alwaysGreen', 'Deployment bookbuyer/till', 'warning']] as const,
    })),
    {
      name: 'one older than the upgrade to 1.2.4',
      edits: [
        addInjected(
          'bookbuyer',
          'till-5d4f-a',
          [{ name: 'till', ...tcp('startup', 15903) }],
          ofDeployment('till'),
        ),
      ],
      expect: [['olderThanRelease', 'Deployment bookbuyer/till', 'warning']],
    },
    {
      name: 'one older than the upgrade to 1.1.0, the first that writes them otherwise',
      cluster: 'healthy-1.1.1',
      edits: [...onRelease('v1.1.0', 'osm-system'), addInjected('bookbuyer', 'till', fooled)],
      expect: [['olderThanRelease', 'Pod bookbuyer/till']],
    },
    {
      name: 'only some pods came, and one is such',
      edits: [addInjected('bookbuyer', 'till', fooled)],
      incomplete: ['pods'],
      expect: [['olderThanRelease', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'no tcpSocket probes' },
    { name: 'up to 1.0 neither', cluster: 'healthy-1.0.0' },
    {
      name: 'as 1.1 and later write them',
      edits: [
        addInjected(
          'bookbuyer',
          'till',
          [{ name: 'till', readinessProbe: { httpGet: { path: '/osm-healthcheck', port: 15904 } } }],
          { healthcheck: true },
        ),
      ],
    },
    {
      name: 'http probes, and a tcpSocket probe that asks another port',
      cluster: 'healthy-1.0.0',
      edits: [
        addInjected('bookbuyer', 'a', [
          { name: 'a', readinessProbe: { httpGet: { path: '/osm-readiness-probe', port: 15902 } } },
        ]),
        addInjected('bookbuyer', 'b', [
          { name: 'b', ...tcp('readiness', 15901) },
          { name: 'c', ...tcp('liveness', 'web') },
        ]),
      ],
    },
    {
      name: 'without a sidecar, or ended',
      cluster: 'healthy-1.0.0',
      edits: [
        addPod('default', 'a', { spec: { containers: fooled } }),
        addPod('bookbuyer', 'a', { spec: { containers: fooled } }),
        addInjected('bookbuyer', 'b', fooled, { phase: 'Succeeded' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the release is not read', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
