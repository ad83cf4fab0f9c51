import type { CheckCases } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, ofDeployment, ownedBy, type Special } from './objects.ts';

const bookbuyers = '585cdc52-913d-5149-9e70-208dceeea671';
const withUuid = (uuid: string | null, more: Special = {}) =>
  ({
    ...more,
    metadata: { labels: { ...more.labels, ...(uuid === null ? {} : { 'osm-proxy-uuid': uuid }) } },
  }) as Special;
const plainPod = { spec: { volumes: [], containers: [{ name: 'app', image: 'contoso.azurecr.io/app:1' }] } };

export const cases: CheckCases = {
  fires: [
    {
      name: 'somebody took the label away',
      edits: [addMeshed('bookbuyer', 'till', withUuid(null))],
      expect: [['missing', 'Pod bookbuyer/till', 'error']],
    },
    {
      name: 'the label is empty',
      edits: [addMeshed('bookbuyer', 'till', withUuid(''))],
      expect: [['missing', 'Pod bookbuyer/till']],
    },
    {
      name: 'on all pods of a Deployment: one finding',
      edits: ['a', 'b', 'c'].map((pod) =>
        addMeshed('bookbuyer', `till-5d4f-${pod}`, withUuid(null, ofDeployment('till'))),
      ),
      expect: [['missing', 'Deployment bookbuyer/till']],
    },
    {
      name: 'a copy for debugging: the younger of the two',
      edits: [addMeshed('bookbuyer', 'copy', withUuid(bookbuyers))],
      expect: [['doubled', 'Pod bookbuyer/copy', 'error']],
    },
    {
      name: 'a copy without a sidecar: the label alone counts',
      edits: [addMeshed('bookbuyer', 'copy', withUuid(bookbuyers, plainPod))],
      expect: [['doubled', 'Pod bookbuyer/copy']],
    },
    {
      name: 'a copy that has ended: osm-controller does not look at that',
      edits: [addMeshed('bookbuyer', 'copy', withUuid(bookbuyers, { phase: 'Succeeded' }))],
      expect: [['doubled', 'Pod bookbuyer/copy']],
    },
    {
      name: 'a copy in another namespace of the mesh',
      edits: [addMeshed('bookstore', 'restored', withUuid(bookbuyers))],
      expect: [['doubled', 'Pod bookstore/restored']],
    },
    {
      name: 'the older is the original, whatever its name and wherever it is listed',
      edits: [addMeshed('bookbuyer', 'zinc', { ...withUuid(bookbuyers), created: '2025-01-01T08:00:00Z' })],
      expect: [['doubled', 'Deployment bookbuyer/bookbuyer']],
    },
    {
      name: 'the label stands in the template of a Deployment',
      cluster: 'healthy-1.1.1',
      edits: ['a', 'b', 'c'].map((pod) =>
        addMeshed('bookbuyer', `till-5d4f-${pod}`, withUuid('restored', ofDeployment('till'))),
      ),
      expect: [['doubled', 'Deployment bookbuyer/till']],
    },
    {
      name: 'an owner that kubectl would read as an option',
      edits: [addMeshed('bookbuyer', 'x', withUuid(null, ownedBy('Deployment', 'apps/v1', '--all')))],
      expect: [['missing', 'Deployment bookbuyer/--all']],
    },
    {
      name: 'only some pods came',
      edits: [
        addMeshed('bookbuyer', 'till', withUuid(null)),
        addMeshed('bookbuyer', 'copy', withUuid(bookbuyers)),
      ],
      incomplete: ['pods'],
      expect: [
        ['missing', 'Pod bookbuyer/till'],
        ['doubled', 'Pod bookbuyer/copy'],
      ],
    },
    {
      name: 'in one namespace alone',
      edits: [addMeshed('bookbuyer', 'copy', withUuid(bookbuyers))],
      namespace: 'bookbuyer',
      expect: [['doubled', 'Pod bookbuyer/copy']],
    },
  ],
  passes: [
    { name: 'each its own' },
    { name: 'the oldest release', cluster: 'healthy-0.11.1' },
    {
      name: 'pods without a sidecar need none',
      edits: [addMeshed('bookbuyer', 'till', withUuid(null, plainPod))],
    },
    {
      name: 'a copy that is being deleted',
      edits: [
        addMeshed('bookbuyer', 'copy', {
          metadata: { labels: { 'osm-proxy-uuid': bookbuyers }, deletionTimestamp: '2026-11-22T11:59:00Z' },
        }),
      ],
    },
    {
      name: 'a copy outside the mesh, where osm-controller does not look',
      edits: [addPlainNamespace('lab'), addMeshed('lab', 'copy', withUuid(bookbuyers, plainPod))],
    },
    {
      name: 'a copy in kube-system, which no sidecar comes to, whatever its label says',
      edits: [
        {
          patch: 'Namespace kube-system',
          with: { metadata: { labels: { 'openservicemesh.io/monitored-by': 'osm' } } },
        },
        addMeshed('kube-system', 'copy', withUuid(bookbuyers, plainPod)),
      ],
    },
    {
      name: 'an evicted pod without the label',
      edits: [addMeshed('bookbuyer', 'till', withUuid(null, { phase: 'Failed' }))],
    },
    {
      name: "a second mesh's pod",
      cluster: 'two-meshes',
      edits: [addMeshed('playground', 'till', withUuid(null))],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
