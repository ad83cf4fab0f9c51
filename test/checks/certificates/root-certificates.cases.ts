import type { CheckCases, Edit } from '../check-cases.ts';

const apiVersion = 'config.openservicemesh.io/v1alpha2';
const kind = 'MeshRootCertificate';
const tresor = { tresor: { ca: { secretRef: { name: 'osm-ca-bundle', namespace: 'kube-system' } } } };

function root(
  name: string,
  {
    state,
    namespace = 'kube-system',
    ...metadata
  }: { state?: string; namespace?: string; deletionTimestamp?: string } = {},
): Edit {
  return {
    add: {
      apiVersion,
      kind,
      metadata: { name, namespace, ...metadata },
      spec: { trustDomain: 'cluster.local', provider: tresor },
      ...(state === undefined ? {} : { status: { state } }),
    },
  };
}

const on = (name: string, namespace = 'kube-system') => `MeshRootCertificate ${namespace}/${name}`;

const withFeature: Edit = {
  patch: 'Deployment kube-system/osm-controller',
  with: {
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'osm-controller',
              image: 'osm-controller:v1.2.4',
              args: ['--certificate-manager', 'tresor', '--enable-mesh-root-certificate=true'],
            },
          ],
        },
      },
    },
  },
};

export const cases: CheckCases = {
  fires: [
    {
      name: 'one is there, but the feature is off, as shipped',
      edits: [root('ours')],
      expect: [['unused', on('ours'), 'info']],
    },
    {
      name: 'one says that it is active, but the feature is off',
      edits: [root('ours', { state: 'active' })],
      expect: [['unused', on('ours'), 'info']],
    },
    {
      name: 'the one in use is in error',
      edits: [withFeature, root('ours', { state: 'error' })],
      expect: [['inError', on('ours'), 'error']],
    },
    {
      name: 'the one of a try long ago is in error',
      edits: [root('ours', { state: 'error' })],
      expect: [['inError', on('ours'), 'warning']],
    },
    {
      name: 'one in error in a namespace of somebody else',
      edits: [withFeature, root('ours', { state: 'error', namespace: 'osm-system' })],
      expect: [['inError', on('ours', 'osm-system'), 'warning']],
    },
    {
      name: 'beside a mesh that does not use the feature',
      cluster: 'two-meshes',
      edits: [withFeature, root('ours', { state: 'active', namespace: 'osm-system' })],
      expect: [['unused', on('ours', 'osm-system'), 'info']],
    },
    {
      name: 'one without a spec, which the CRD takes',
      edits: [{ add: { apiVersion, kind, metadata: { name: 'empty', namespace: 'kube-system' } } }],
      expect: [['unused', on('empty'), 'info']],
    },
    {
      name: 'only some came, one of them in error',
      edits: [withFeature, root('old', { state: 'inactive' }), root('new', { state: 'error' })],
      incomplete: ['meshRootCertificates'],
      expect: [['inError', on('new'), 'error']],
    },
  ],
  passes: [
    { name: 'there is none, as on AKS' },
    { name: 'the one in use is active', edits: [withFeature, root('ours', { state: 'active' })] },
    {
      name: 'a rotation is under way',
      edits: [
        withFeature,
        root('old', { state: 'validatingRollout' }),
        root('new', { state: 'issuingRollout' }),
      ],
    },
    {
      name: 'a second mesh uses its own',
      cluster: 'two-meshes',
      edits: [
        { ...withFeature, patch: 'Deployment osm-system/osm-controller' },
        root('ours', { state: 'active', namespace: 'osm-system' }),
      ],
    },
    { name: 'the one in use has no state yet', edits: [withFeature, root('ours')] },
    {
      name: 'the one in error is being deleted',
      edits: [withFeature, root('ours', { state: 'error', deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
  ],
  notApplicable: [
    { name: '1.1 has no such kind', cluster: 'healthy-1.1.1' },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some came, none of them wrong', incomplete: ['meshRootCertificates'] }],
};
