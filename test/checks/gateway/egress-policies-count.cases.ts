import type { CheckCases } from '../check-cases.ts';
import { egress, egressOff, elsewhere, ours, setFlags, setTraffic } from './objects.ts';

const upstream = 'MeshConfig osm-system/osm-mesh-config';

export const cases: CheckCases = {
  fires: [
    {
      name: 'an Egress, and global egress is on, as AKS ships',
      edits: [egress('maps', {})],
      expect: [['restrictNothing', ours, 'warning']],
    },
    {
      name: 'many are one finding',
      edits: ['a', 'b', 'c', 'd', 'e'].map((name) => egress(name, {})),
      expect: [['restrictNothing', ours]],
    },
    {
      name: 'upstream, where somebody turned it on',
      cluster: 'healthy-1.1.1',
      edits: [setTraffic({ enableEgress: true }, upstream), egress('maps', {})],
      expect: [['restrictNothing', upstream]],
    },
    {
      name: 'in a namespace of the system, which OSM watches once it is labelled',
      cluster: 'meshed-kube-system',
      edits: [egress('maps', {}, elsewhere.system)],
      expect: [['restrictNothing', ours]],
    },
    {
      name: 'some came of a list that was cut',
      edits: [egress('maps', {})],
      incomplete: ['egresses'],
      expect: [['restrictNothing', ours]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'global egress is off', edits: [egressOff, egress('maps', {})] },
    { name: 'it is absent, which is off', edits: [setTraffic({ enableEgress: null }), egress('maps', {})] },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [egress('maps', {}, elsewhere.outside), egress('maps', {}, elsewhere.leaving)],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
    {
      name: 'the policies are switched off, which OSM4017 says',
      edits: [setFlags({ enableEgressPolicy: false }), egress('maps', {})],
    },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['egresses'] },
    {
      name: 'global egress is a text, which the API server would not take',
      edits: [setTraffic({ enableEgress: 'true' }), egress('maps', {})],
    },
  ],
};
