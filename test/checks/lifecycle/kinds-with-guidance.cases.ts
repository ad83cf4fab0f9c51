import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, terminate } from '../injection/objects.ts';
import { addPolicy } from './objects.ts';

const ours = 'policy.openservicemesh.io/v1alpha1';
const egress = addPolicy('Egress', ours, 'to-docs', { sources: [], ports: [] });
const definition = (plural: string): string => `CustomResourceDefinition ${plural}.policy.openservicemesh.io`;

const inAttic = (kind: string): Edit => ({
  add: { apiVersion: ours, kind, metadata: { name: 'old', namespace: 'attic' }, spec: {} },
});

const oneOfEach: Pick<CheckCases['fires'][number], 'edits' | 'expect'> = {
  edits: [
    egress,
    addPolicy('IngressBackend', ours, 'web', { backends: [], sources: [] }),
    addPolicy('Retry', ours, 'again', { source: {}, destinations: [], retryPolicy: {} }),
    addPolicy('UpstreamTrafficSetting', ours, 'limits', { host: 'bookstore' }),
  ],
  expect: [
    ['noGuidance', definition('ingressbackends'), 'info'],
    ['noGuidance', definition('egresses'), 'info'],
    ['noGuidance', definition('retries'), 'info'],
    ['noGuidance', definition('upstreamtrafficsettings'), 'info'],
  ],
};

export const cases: CheckCases = {
  fires: [
    { name: 'one of each kind', ...oneOfEach },
    {
      name: 'one of each kind, and of all of them only some came',
      ...oneOfEach,
      incomplete: ['egresses', 'ingressBackends', 'retries', 'upstreamTrafficSettings'],
    },
    {
      name: 'many of a kind are one finding, and a warning when little time is left',
      edits: [egress, addPolicy('Egress', ours, 'to-mail')],
      now: '2027-04-03T00:00:00Z',
      expect: [['noGuidance', definition('egresses'), 'warning']],
    },
    {
      name: 'in two namespaces',
      edits: [
        egress,
        {
          add: {
            apiVersion: ours,
            kind: 'Egress',
            metadata: { name: 'to-mail', namespace: 'bookbuyer' },
            spec: {},
          },
        },
      ],
      expect: [['noGuidance', definition('egresses'), 'info']],
    },
    {
      name: 'on 0.11.1, which lacks two of the kinds',
      cluster: 'healthy-0.11.1',
      edits: [egress],
      expect: [['noGuidance', definition('egresses'), 'info']],
    },
    {
      name: 'only some came',
      edits: [egress],
      incomplete: ['egresses'],
      expect: [['noGuidance', definition('egresses'), 'info']],
    },
  ],
  passes: [
    { name: 'none is in use' },
    { name: 'on 0.11.1', cluster: 'healthy-0.11.1' },
    {
      name: 'outside the mesh, and one that is being deleted',
      edits: [
        addNamespace('attic'),
        inAttic('Egress'),
        egress,
        {
          patch: 'Egress bookstore/to-docs',
          with: { metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' } },
        },
      ],
    },
    { name: 'in a namespace that is being deleted', edits: [egress, terminate('bookstore')] },
    { name: 'the kinds are not there', cluster: 'nothing-here' },
  ],
  notApplicable: [{ name: 'installed by hand', cluster: 'healthy-1.1.1' }],
  unknown: [{ name: 'only some came, none', incomplete: ['retries'] }],
};
