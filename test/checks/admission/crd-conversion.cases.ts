import type { CheckCases, Edit } from '../check-cases.ts';

const egresses = 'CustomResourceDefinition egresses.policy.openservicemesh.io';
const meshConfigs = 'CustomResourceDefinition meshconfigs.config.openservicemesh.io';
const multicluster = 'CustomResourceDefinition multiclusterservices.config.openservicemesh.io';
const retries = 'CustomResourceDefinition retries.policy.openservicemesh.io';

const conversion = (namespace = 'kube-system') => ({
  strategy: 'Webhook',
  webhook: { clientConfig: { service: { namespace, name: 'osm-bootstrap', port: 9443 } } },
});
const converted = (crd: string, namespace?: string): Edit => ({
  patch: crd,
  with: { spec: { conversion: conversion(namespace) } },
});

const release = (version: string): Edit[] =>
  ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((component) => ({
    patch: `Deployment osm-system/${component}`,
    with: {
      spec: {
        template: {
          spec: { containers: [{ name: component, image: `openservicemesh/${component}:${version}` }] },
        },
      },
    },
  }));

export const cases: CheckCases = {
  fires: [
    {
      name: 'an upgrade from 1.0 left it, and the Service still has endpoints',
      cluster: 'leftover-conversion',
      expect: [
        ['leftOver', egresses, 'error'],
        ['leftOver', meshConfigs, 'error'],
      ],
    },
    {
      name: 'without a bootstrap that would reset it',
      cluster: 'leftover-conversion',
      edits: [{ remove: 'Deployment kube-system/osm-bootstrap' }],
      expect: [
        ['leftOver', egresses],
        ['leftOver', meshConfigs],
      ],
    },
    {
      name: '1.1.1 converts meshconfigs alone',
      cluster: 'healthy-1.1.1',
      edits: [converted(retries, 'osm-system')],
      expect: [['leftOver', retries]],
    },
    {
      name: 'one is converted elsewhere, which is left open, and another that this release converts no more',
      cluster: 'healthy-1.1.1',
      edits: [
        converted(retries, 'osm-system'),
        {
          patch: meshConfigs,
          with: {
            spec: { conversion: { webhook: { clientConfig: { service: null, url: 'https://a.b' } } } },
          },
        },
      ],
      expect: [['leftOver', retries]],
    },
    {
      name: '1.1.2 converts none any more',
      cluster: 'healthy-1.1.1',
      edits: release('v1.1.2'),
      expect: [['leftOver', meshConfigs]],
    },
    {
      name: 'a CRD that this release no longer has',
      edits: [
        {
          add: {
            apiVersion: 'apiextensions.k8s.io/v1',
            kind: 'CustomResourceDefinition',
            metadata: { name: 'multiclusterservices.config.openservicemesh.io' },
            spec: { conversion: conversion() },
          },
        },
      ],
      expect: [['leftOver', multicluster]],
    },
    {
      name: 'as shipped, but the Service is gone',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: 'Service osm-system/osm-bootstrap' }],
      expect: [['serviceMissing', meshConfigs, 'error']],
    },
    {
      name: 'as shipped, but by the Service of a mesh that moved',
      cluster: 'healthy-1.1.1',
      edits: [converted(meshConfigs, 'kube-system')],
      expect: [['serviceMissing', meshConfigs]],
    },
    {
      name: 'the control plane is gone: namespaces hang in Terminating',
      cluster: 'stale-webhooks',
      edits: [converted(egresses)],
      expect: [['leftOver', egresses]],
    },
    {
      name: 'only some CRDs came',
      cluster: 'leftover-conversion',
      incomplete: ['crds'],
      expect: [
        ['leftOver', egresses],
        ['leftOver', meshConfigs],
      ],
    },
  ],
  passes: [
    { name: '0.11.1 ships so, all CRDs', cluster: 'healthy-0.11.1' },
    { name: '1.0.0 ships so, all CRDs', cluster: 'healthy-1.0.0' },
    { name: '1.1.1 ships so, meshconfigs', cluster: 'healthy-1.1.1' },
    {
      name: '1.2.0 ships so, meshconfigs',
      cluster: 'healthy-1.1.1',
      edits: release('v1.2.0'),
    },
    {
      name: 'strategy None with the rest of a webhook',
      edits: [{ patch: egresses, with: { spec: { conversion: { ...conversion(), strategy: 'None' } } } }],
    },
    {
      name: 'no strategy, which is None',
      edits: [{ patch: egresses, with: { spec: { conversion: null } } }],
    },
    { name: 'CRDs left over, none converted', cluster: 'stale-webhooks' },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
  unknown: [
    {
      name: 'which CRDs should be converted is not known without a version',
      cluster: 'healthy-1.1.1',
      edits: ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((component) => ({
        patch: `Deployment osm-system/${component}`,
        with: {
          metadata: { labels: { 'app.kubernetes.io/version': null } },
          spec: { template: { spec: { containers: [{ name: component, image: 'osm:latest' }] } } },
        },
      })),
    },
    {
      name: 'somebody sends the conversion out of the cluster',
      cluster: 'healthy-1.1.1',
      edits: [
        {
          patch: meshConfigs,
          with: {
            spec: {
              conversion: {
                webhook: { clientConfig: { service: null, url: 'https://convert.contoso.com' } },
              },
            },
          },
        },
      ],
    },
    { name: 'only some CRDs came, none converted', incomplete: ['crds'] },
    { name: 'only some Services came', cluster: 'healthy-1.1.1', incomplete: ['controlPlaneServices'] },
    {
      name: 'only some Deployments came',
      cluster: 'stale-webhooks',
      incomplete: ['controlPlaneDeployments'],
    },
  ],
};
