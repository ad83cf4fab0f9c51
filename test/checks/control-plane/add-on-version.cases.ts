import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';

const runs = (tag: string): Edit => ({
  patch: controller,
  with: {
    spec: {
      template: { spec: { containers: [{ name: 'osm-controller', image: `osm-controller:${tag}` }] } },
    },
  },
});
const on = (gitVersion: string) => ({ values: { apiServer: { gitVersion } } });

export const cases: CheckCases = {
  fires: [
    { name: 'v1.2.4 on Kubernetes 1.31', expect: [['older', controller, 'info']] },
    { name: 'v1.2.7 on 1.31, which 1.30 had', edits: [runs('v1.2.7')], expect: [['older', controller]] },
    {
      name: 'v1.2.11 on 1.35',
      edits: [runs('v1.2.11')],
      ...on('v1.35.2'),
      expect: [['older', controller]],
    },
    { name: 'v0.11.1', cluster: 'healthy-0.11.1', ...on('v1.21.3'), expect: [['older', controller]] },
    { name: 'one of which nobody has heard', edits: [runs('v1.3.0')], expect: [['unheardOf', controller]] },
    {
      name: 'a build newer than the newest',
      edits: [runs('v1.2.16-1')],
      expect: [['unheardOf', controller]],
    },
  ],
  passes: [
    { name: 'v1.2.7 on 1.30', edits: [runs('v1.2.7')], ...on('v1.30.9') },
    { name: 'v1.2.9 on 1.31', edits: [runs('v1.2.9')] },
    { name: 'v1.2.9 on 1.33', edits: [runs('v1.2.9')], ...on('v1.33.0') },
    { name: 'v1.2.11, announced for all', edits: [runs('v1.2.11')] },
    { name: 'v1.2.15-7 on 1.36', edits: [runs('v1.2.15-7')], ...on('v1.36.1') },
    { name: 'Kubernetes names its version without a v', edits: [runs('v1.2.9')], ...on('1.31.3') },
    { name: 'v1.0.0 on 1.22', cluster: 'healthy-1.0.0', ...on('v1.22.11') },
    { name: 'a build with a mark of its own', edits: [runs('v1.2.9-hotfix.20250101')] },
  ],
  notApplicable: [
    { name: 'installed by hand', cluster: 'healthy-1.1.1' },
    { name: 'no OSM at all', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'the list is too old', edits: [runs('v1.2.9')], now: '2027-02-18T00:00:00Z' },
    { name: 'a Kubernetes that is not in the list', edits: [runs('v1.2.15')], ...on('v1.37.0') },
    { name: 'a Kubernetes 2', edits: [runs('v1.2.9')], ...on('v2.1.30') },
    { name: 'no version at all', edits: [runs('v1.2.9')], ...on('unknown') },
    {
      name: 'an image that names no release',
      edits: [
        runs('latest'),
        { patch: controller, with: { metadata: { labels: { 'app.kubernetes.io/version': null } } } },
        { remove: 'Deployment kube-system/osm-injector' },
        { remove: 'Deployment kube-system/osm-bootstrap' },
      ],
    },
  ],
};
