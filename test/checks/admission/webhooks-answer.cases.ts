import type { CheckCases } from '../check-cases.ts';
import { copyOf, mutating, mutatingWith, validating, validatingWith } from './webhooks.ts';

const injectorSlice = 'EndpointSlice kube-system/osm-injector-gdddk';
const validatorSlice = 'EndpointSlice kube-system/osm-validator-dxtz5';
const noneReady = {
  endpoints: [{ addresses: ['10.244.0.13'], conditions: { ready: false, serving: false } }],
};

export const cases: CheckCases = {
  fires: [
    {
      name: 'no pod can be created: the injectors are down',
      cluster: 'injector-down',
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'the Service of the injector is gone',
      edits: [{ remove: 'Service kube-system/osm-injector' }, { remove: injectorSlice }],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'the Deployment of the injector is gone',
      edits: [
        { remove: 'Deployment kube-system/osm-injector' },
        { patch: injectorSlice, with: { endpoints: [] } },
      ],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'only policies cannot be written: the controllers are down',
      edits: [{ patch: validatorSlice, with: noneReady }],
      expect: [['nobodyAnswers', validating, 'error']],
    },
    {
      name: 'both',
      edits: [
        { patch: validatorSlice, with: noneReady },
        { patch: injectorSlice, with: noneReady },
      ],
      expect: [
        ['nobodyAnswers', mutating, 'critical'],
        ['nobodyAnswers', validating, 'error'],
      ],
    },
    {
      name: 'endpoints of the same Service in another namespace do not answer',
      edits: [mutatingWith({ service: { namespace: 'elsewhere' } })],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'the other one calls something unknown',
      edits: [
        validatingWith({ service: { name: 'osm-config-validator' } }),
        { patch: injectorSlice, with: noneReady },
      ],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'the Service is gone, its EndpointSlices are not yet',
      edits: [{ remove: 'Service kube-system/osm-injector' }],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
    {
      name: 'a copy that answers does not help the one that calls another Service',
      edits: [
        mutatingWith({ service: { name: 'osm-controller' } }),
        copyOf('mutating', 'osm-webhook-copy'),
        { remove: 'Service kube-system/osm-controller' },
      ],
      expect: [['nobodyAnswers', mutating, 'critical']],
    },
  ],
  passes: [
    { name: 'upstream with one replica', cluster: 'healthy-1.1.1' },
    {
      name: 'one of two injectors answers',
      edits: [
        {
          patch: injectorSlice,
          with: {
            endpoints: [
              { addresses: ['10.244.0.13'], conditions: { ready: false } },
              { addresses: ['10.244.1.14'], conditions: { ready: true } },
            ],
          },
        },
      ],
    },
    {
      name: 'an endpoint without a ready condition counts as ready',
      edits: [{ patch: injectorSlice, with: { endpoints: [{ addresses: ['10.244.0.13'] }] } }],
    },
    {
      name: 'nobody answers, but it fails open: OSM2005',
      edits: [mutatingWith({ failurePolicy: 'Ignore' }), { patch: injectorSlice, with: noneReady }],
    },
    {
      name: 'osm-bootstrap is down',
      edits: [{ patch: 'EndpointSlice kube-system/osm-bootstrap-85pzp', with: noneReady }],
    },
    {
      name: 'the injector of a second mesh is down',
      cluster: 'two-meshes',
      edits: [
        { remove: 'Deployment osm-system/osm-injector' },
        { remove: 'Service osm-system/osm-injector' },
      ],
    },
  ],
  notApplicable: [{ name: 'left over without a control plane: OSM2007', cluster: 'stale-webhooks' }],
  unknown: [
    {
      name: 'the Service only lost its label, as its EndpointSlices did with it: OSM1011',
      edits: [
        { patch: 'Service kube-system/osm-injector', with: { metadata: { labels: { app: null } } } },
        { patch: injectorSlice, with: { metadata: { labels: { app: null } } } },
      ],
    },
    {
      name: 'it calls a URL, and a correct copy hides it',
      edits: [mutatingWith({ service: null }), copyOf('mutating', 'osm-webhook-copy')],
    },
    { name: 'only some Services came', incomplete: ['controlPlaneServices'] },
    { name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] },
    { name: 'as the article prints it: endpoints of that Service are not read', cluster: 'wrong-webhooks' },
    { name: 'it calls a URL', edits: [mutatingWith({ service: null })] },
    {
      name: 'only some EndpointSlices came',
      cluster: 'injector-down',
      incomplete: ['controlPlaneEndpoints'],
    },
  ],
};
