import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { addInjected, addPod, ofDeployment } from './objects.ts';

const inbound = 'inbound-port-exclusion-list';
const outbound = 'outbound-port-exclusion-list';
const excluded = 'outbound-ip-range-exclusion-list';
const included = 'outbound-ip-range-inclusion-list';
const app = [{ name: 'till' }];
const fires = (key: string, value: string, what: string) => ({
  name: `${key} is ${JSON.stringify(value)}`,
  edits: [addPod('bookbuyer', 'till', { annotations: { [key]: value } })],
  expect: [[what, 'Pod bookbuyer/till', 'error']] as const,
});

export const cases: CheckCases = {
  fires: [
    fires(inbound, '', 'refused'),
    fires(inbound, '6379,', 'refused'),
    fires(inbound, '6379 6380', 'refused'),
    fires(outbound, '3306, -1', 'refused'),
    fires(outbound, '0', 'refused'),
    fires(outbound, '8000-8010', 'refused'),
    fires(outbound, 'https', 'refused'),
    fires(outbound, '0x50', 'refused'),
    fires(outbound, '1.5', 'refused'),
    fires(outbound, '[443]', 'refused'),
    fires(outbound, '70000', 'initFails'),
    fires(outbound, '70000,x', 'refused'),
    fires(excluded, '', 'refused'),
    fires(excluded, '10.0.0.1', 'refused'),
    fires(excluded, '10.0.0.0/33', 'refused'),
    fires(excluded, '10.0.0.0/8;10.1.0.0/16', 'refused'),
    fires(included, '010.0.0.0/8', 'refused'),
    fires(included, '256.0.0.0/8', 'refused'),
    fires(included, 'contoso.com/24', 'refused'),
    fires(included, 'fd00::/8', 'initFails'),
    fires(included, 'fd00::/128', 'initFails'),
    fires(included, '::ffff:10.0.0.0/104', 'initFails'),
    fires(included, 'fd00::/129', 'refused'),
    fires(included, 'xfd00::/8', 'refused'),
    fires(included, 'fd00::/8x', 'refused'),
    fires(included, 'fd00:::::/8', 'refused'),
    fires(included, 'fd00/8', 'refused'),
    {
      name: 'two pods of a Deployment whose list was written after they were made: once',
      edits: ['a', 'b'].map((id) =>
        addInjected('bookbuyer', `till-5d4f-${id}`, app, {
          ...ofDeployment('till'),
          annotations: { [inbound]: 'x' },
        }),
      ),
      expect: [['refused', 'Deployment bookbuyer/till']],
    },
    {
      name: '1.1.0 was the first to refuse',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        addPod('bookbuyer', 'till', { annotations: { [excluded]: '10.0.0.1' } }),
      ],
      expect: [['refused', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: '1.1.1 refuses',
      cluster: 'healthy-1.1.1',
      edits: [addPod('bookbuyer', 'till', { annotations: { [inbound]: 'x' } })],
      expect: [['refused', 'Pod bookbuyer/till', 'error']],
    },
    ...['healthy-1.0.0', 'healthy-0.11.1'].map((cluster) => ({
      name: `${cluster} ignores the list, and does not know ranges`,
      cluster,
      edits: [
        addInjected('bookbuyer', 'a', app, { annotations: { [inbound]: 'x' } }),
        addInjected('bookbuyer', 'b', app, { annotations: { [excluded]: '10.0.0.0/8' } }),
        addInjected('bookbuyer', 'c', app, { annotations: { [outbound]: '70000' } }),
      ],
      expect: [
        ['initFails', 'Pod bookbuyer/c', 'error'],
        ['ignored', 'Pod bookbuyer/a', 'warning'],
        ['unknown', 'Pod bookbuyer/b', 'warning'],
      ] as const,
    })),
    {
      name: 'only some pods came, and one is such',
      edits: [addInjected('bookbuyer', 'till', app, { annotations: { [inbound]: 'x' } })],
      incomplete: ['pods'],
      expect: [['refused', 'Pod bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'no such annotation' },
    {
      name: 'lists as they should be, with spaces and a plus sign',
      edits: [
        addInjected('bookbuyer', 'till', app, {
          annotations: {
            [inbound]: ' 6379 , +6380',
            [outbound]: '1,65535',
            [excluded]: '10.0.0.0/8, 169.254.169.254/32',
            [included]: '0.0.0.0/0',
          },
        }),
      ],
    },
    {
      name: 'up to 1.0, ports as they should be',
      cluster: 'healthy-1.0.0',
      edits: [addInjected('bookbuyer', 'till', app, { annotations: { [inbound]: '6379' } })],
    },
    {
      name: 'nobody reads it there',
      edits: [
        addPod('default', 'a', { annotations: { [inbound]: 'x' } }),
        addPod('bookbuyer', 'b', { annotations: { [inbound]: 'x', 'sidecar-injection': 'disabled' } }),
        addPod('bookbuyer', 'c', { annotations: { [inbound]: 'x' }, spec: { hostNetwork: true } }),
        addPod('bookbuyer', 'd', { annotations: { [inbound]: 'x' }, phase: 'Succeeded' }),
        addPod('bookbuyer', 'e', {
          annotations: { [inbound]: 'x' },
          spec: { nodeSelector: { 'kubernetes.io/os': 'WINDOWS' } },
        }),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the release is not read', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
