import type { CheckCases } from '../check-cases.ts';

const crd = (name: string) => `CustomResourceDefinition ${name}`;
const retries = crd('retries.policy.openservicemesh.io');
const rootCertificates = crd('meshrootcertificates.config.openservicemesh.io');
const multicluster = crd('multiclusterservices.config.openservicemesh.io');
const splits = crd('trafficsplits.split.smi-spec.io');
const meshConfigs = crd('meshconfigs.config.openservicemesh.io');

const condition = (type: string, status: string) => ({ type, status });

export const cases: CheckCases = {
  fires: [
    {
      name: 'somebody cleaned up',
      cluster: 'crd-cleanup',
      expect: [
        ['missing', crd('httproutegroups.specs.smi-spec.io'), 'error'],
        ['missing', crd('traffictargets.access.smi-spec.io'), 'error'],
        ['notEstablished', retries, 'error'],
      ],
    },
    { name: 'one of 1.2', edits: [{ remove: rootCertificates }], expect: [['missing', rootCertificates]] },
    {
      name: 'one of 1.1',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: retries }],
      expect: [['missing', retries]],
    },
    {
      name: 'one that 1.2 does not need, but 1.1 does',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: multicluster }],
      expect: [['missing', multicluster]],
    },
    {
      name: 'one that every release needs, in 0.11.1',
      cluster: 'legacy',
      expect: [['missing', splits]],
    },
    {
      name: 'its names are taken',
      edits: [
        {
          patch: splits,
          with: {
            status: { conditions: [condition('NamesAccepted', 'False'), condition('Established', 'True')] },
          },
        },
      ],
      expect: [['notEstablished', splits]],
    },
    {
      name: 'made a moment ago, without conditions yet',
      edits: [{ patch: splits, with: { status: { conditions: [] } } }],
      expect: [['notEstablished', splits]],
    },
    {
      name: 'on its way out, though still established',
      edits: [{ patch: splits, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } }],
      expect: [['terminating', splits]],
    },
    {
      name: 'another version than OSM uses is served',
      edits: [
        {
          patch: splits,
          with: {
            spec: {
              versions: [
                { name: 'v1alpha4', served: true, storage: false },
                { name: 'v1alpha2', served: false, storage: true },
              ],
            },
          },
        },
      ],
      expect: [['notServed', splits]],
    },
    {
      name: 'an old bootstrap put back the old MeshConfig',
      edits: [
        {
          patch: meshConfigs,
          with: { spec: { versions: [{ name: 'v1alpha1', served: true, storage: true }] } },
        },
      ],
      expect: [['notServed', meshConfigs]],
    },
  ],
  passes: [
    { name: 'the eight of 0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'the eight of 1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'the ten of 1.1.1', cluster: 'healthy-1.1.1' },
    { name: 'the ten of 1.2.4: the article wants multiclusterservices, which is gone' },
    {
      name: 'multiclusterservices stayed behind in an upgrade',
      edits: [
        {
          add: {
            apiVersion: 'apiextensions.k8s.io/v1',
            kind: 'CustomResourceDefinition',
            metadata: { name: 'multiclusterservices.config.openservicemesh.io' },
            spec: { versions: [{ name: 'v1alpha1', served: true, storage: true }] },
          },
        },
      ],
    },
    {
      name: 'the label is gone, the CRD is not',
      edits: [{ patch: splits, with: { metadata: { labels: null } } }],
    },
    {
      name: 'further conditions',
      edits: [
        {
          patch: splits,
          with: {
            status: {
              conditions: [
                condition('NamesAccepted', 'True'),
                condition('Established', 'True'),
                condition('NonStructuralSchema', 'False'),
              ],
            },
          },
        },
      ],
    },
  ],
  notApplicable: [
    { name: 'the control plane is gone', cluster: 'stale-webhooks' },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'only some CRDs came: the rest may be there', cluster: 'crd-cleanup', incomplete: ['crds'] },
  ],
};
