import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, terminate } from '../injection/objects.ts';
import { azureNotAsked, inAzure, withoutControlPlane } from './objects.ts';

const definitions = 'CustomResourceDefinition egresses.policy.openservicemesh.io';
const off = inAzure({ osmAddon: false });

const left: CheckCases['fires'][number]['expect'] = [
  ['label', 'Namespace app-routing-system', 'warning'],
  ['label', 'Namespace bookstore', 'warning'],
  ['label', 'Namespace bookbuyer', 'warning'],
  ['definitions', definitions, 'warning'],
];

const autoscaler = (name: string, target: string, kind = 'Deployment'): Edit => ({
  add: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'kube-system' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name: target }, maxReplicas: 5 },
  },
});

const foreignSmi: Edit = {
  add: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'trafficsplits.split.smi-spec.io', labels: { 'linkerd.io/extension': 'smi' } },
    spec: {
      group: 'split.smi-spec.io',
      names: { plural: 'trafficsplits', kind: 'TrafficSplit' },
      versions: [],
    },
  },
};

export const cases: CheckCases = {
  fires: [
    { name: 'the add-on was disabled', cluster: 'stale-webhooks', expect: left },
    {
      name: 'by kubeconfig',
      cluster: 'stale-webhooks',
      ...azureNotAsked,
      expect: left,
    },
    {
      name: 'autoscalers too, as before May 2023',
      cluster: 'nothing-here',
      ...off,
      edits: [
        autoscaler('osm-controller-hpa', 'osm-controller'),
        autoscaler('osm-injector-hpa', 'osm-injector'),
      ],
      expect: [
        ['autoscaler', 'HorizontalPodAutoscaler kube-system/osm-controller-hpa', 'warning'],
        ['autoscaler', 'HorizontalPodAutoscaler kube-system/osm-injector-hpa', 'warning'],
      ],
    },
    {
      name: 'autoscalers too, and only some of them came',
      cluster: 'nothing-here',
      ...off,
      edits: [autoscaler('osm-controller-hpa', 'osm-controller')],
      incomplete: ['horizontalPodAutoscalers'],
      expect: [['autoscaler', 'HorizontalPodAutoscaler kube-system/osm-controller-hpa', 'warning']],
    },
    {
      name: 'only some definitions came',
      cluster: 'stale-webhooks',
      incomplete: ['crds'],
      expect: left,
    },
    {
      name: 'a label alone',
      cluster: 'nothing-here',
      ...off,
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osm' } })],
      expect: [['label', 'Namespace shop']],
    },
    {
      name: 'only some namespaces came',
      cluster: 'stale-webhooks',
      incomplete: ['namespaces'],
      expect: left,
    },
  ],
  passes: [
    { name: 'a cluster that never had OSM', cluster: 'nothing-here', ...off },
    {
      name: 'a Kubernetes that has no autoscaling/v2',
      cluster: 'nothing-here',
      ...off,
      problems: { horizontalPodAutoscalers: { reason: 'notInstalled', detail: '' } },
    },
    {
      name: 'autoscalers that somebody made, whatever they scale',
      cluster: 'nothing-here',
      ...off,
      edits: [
        autoscaler('osm-web-hpa', 'web'),
        autoscaler('osm-stateful-hpa', 'osm-controller', 'StatefulSet'),
        autoscaler('my-osm-controller-hpa', 'osm-controller'),
        autoscaler('osm-controller-hpa-old', 'osm-controller'),
      ],
    },
    { name: 'the SMI of another mesh', cluster: 'nothing-here', ...off, edits: [foreignSmi] },
    {
      name: 'an autoscaler of an application, a namespace without a label, one that is being deleted',
      cluster: 'nothing-here',
      ...off,
      edits: [
        autoscaler('web', 'web'),
        addNamespace('shop', { annotations: { 'sidecar-injection': 'enabled' } }),
        addNamespace('gone', { labels: { 'monitored-by': 'osm' } }),
        terminate('gone'),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is there' },
    { name: 'one part of it is there', edits: [...withoutControlPlane.slice(1)] },
    {
      name: 'Azure says that it is on: it is missing, not turned off',
      cluster: 'stale-webhooks',
      ...inAzure({ osmAddon: true }),
    },
  ],
  unknown: [
    {
      name: 'only some Deployments came: OSM may be among the rest',
      cluster: 'stale-webhooks',
      incomplete: ['controlPlaneDeployments'],
    },
    {
      name: 'nothing found, but only some definitions came',
      cluster: 'nothing-here',
      ...off,
      incomplete: ['crds'],
    },
  ],
};
