import type { CheckCases, Edit } from '../check-cases.ts';
import { gaveUp, status, underWay } from './rollouts.ts';

const registry = 'mcr.microsoft.com/oss/openservicemesh';
const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const bootstrap = 'Deployment kube-system/osm-bootstrap';

function image(deployment: string, suffix: string, sidecars: readonly object[] = []): Edit {
  const [, component = ''] = deployment.split('/');
  const containers = [...sidecars, { name: component, image: `${registry}/${component}${suffix}` }];
  return { patch: deployment, with: { spec: { template: { spec: { containers } } } } };
}

const version = (deployment: string, of: string | null): Edit => ({
  patch: deployment,
  with: { metadata: { labels: { 'app.kubernetes.io/version': of } } },
});

const renamed = (deployment: string): Edit => ({
  patch: deployment,
  with: {
    spec: { template: { spec: { containers: [{ name: 'main', image: `${registry}/main:v1.1.1` }] } } },
  },
});

const digest = `@sha256:${'0'.repeat(64)}`;

export const cases: CheckCases = {
  fires: [
    {
      name: 'the injector stayed behind in an upgrade',
      edits: [image(injector, ':v1.2.3')],
      expect: [['otherRelease', injector, 'error']],
    },
    {
      name: 'the majority is right even against the controller',
      edits: [image(controller, ':v1.1.1')],
      expect: [['otherRelease', controller]],
    },
    {
      name: 'three releases: the controller is the measure',
      edits: [image(injector, ':v1.2.3'), image(bootstrap, ':v1.2.2')],
      expect: [
        ['otherRelease', injector],
        ['otherRelease', bootstrap],
      ],
    },
    {
      name: 'a tag that is no release',
      edits: [image(injector, ':latest')],
      expect: [['otherRelease', injector]],
    },
    {
      name: 'one has a digest alone, the two others differ',
      edits: [image(controller, digest), image(bootstrap, ':v1.2.3')],
      expect: [['otherRelease', bootstrap]],
    },
    {
      name: 'one has a digest alone, its label tells another release',
      edits: [image(injector, digest), version(injector, 'v1.2.3')],
      expect: [['otherRelease', injector, 'error']],
    },
    {
      name: 'one has a digest alone and no label, the two others differ',
      edits: [image(controller, digest), version(controller, null), image(bootstrap, ':v1.2.3')],
      expect: [['otherRelease', bootstrap]],
    },
    {
      name: 'an upgrade is under way',
      edits: [image(injector, ':v1.2.3'), status(controller, underWay)],
      expect: [['otherRelease', injector, 'warning']],
    },
    {
      name: 'an upgrade that Kubernetes gave up',
      edits: [image(injector, ':v1.2.3'), status(controller, gaveUp)],
      expect: [['otherRelease', injector, 'error']],
    },
  ],
  passes: [
    { name: 'a hotfix of the same release', edits: [image(injector, ':v1.2.4-hotfix.20240101')] },
    { name: 'tag and digest', edits: [image(injector, `:v1.2.4${digest}`)] },
    { name: 'one has a digest alone, the others agree', edits: [image(bootstrap, digest)] },
    {
      name: 'two have a digest alone, their labels agree with the third',
      edits: [image(controller, digest), image(injector, digest)],
    },
    {
      name: 'a log collector beside it has its own version',
      edits: [image(controller, ':v1.2.4', [{ name: 'fluentbit-logger', image: 'fluent/fluent-bit:1.6.4' }])],
    },
    {
      name: 'a version label gone stale',
      edits: [{ patch: injector, with: { metadata: { labels: { 'app.kubernetes.io/version': 'v1.0.0' } } } }],
    },
    { name: 'a component is missing: OSM1004', edits: [{ remove: bootstrap }] },
    {
      name: 'a second mesh of another release',
      cluster: 'two-meshes',
      edits: [image('Deployment osm-system/osm-injector', ':v1.1.0')],
    },
  ],
  unknown: [
    {
      name: 'neither image nor label of one tells its release',
      edits: [image(injector, digest), version(injector, null)],
    },
    {
      name: 'the label of one is no release',
      edits: [image(injector, digest), version(injector, 'stable')],
    },
    {
      name: 'no two can be compared',
      edits: [
        image(controller, digest),
        version(controller, null),
        image(injector, digest),
        version(injector, null),
      ],
    },
    {
      name: 'its container was renamed and its label is gone',
      edits: [renamed(injector), version(injector, null)],
    },
  ],
  notApplicable: [
    { name: 'one is left: OSM1002 and OSM1004', edits: [{ remove: controller }, { remove: bootstrap }] },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
};
