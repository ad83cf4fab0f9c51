import type { CheckCases } from '../check-cases.ts';
import { copyOf, mutating, mutatingWith, rules, validating, validatingWith } from './webhooks.ts';

const second = 'MutatingWebhookConfiguration osm-webhook-copy';
const [podRule] = rules.mutating;
const [policyRule, targetRule] = rules.validating;

/** As a copy that calls the injector without being recognizable by a name. */
const renamed = [
  {
    name: 'inject.contoso.com',
    clientConfig: {
      service: { namespace: 'kube-system', name: 'osm-injector', path: '/mutate-pod-creation', port: 9090 },
    },
    failurePolicy: 'Fail',
    timeoutSeconds: 20,
    rules: rules.mutating,
  },
];

export const cases: CheckCases = {
  fires: [
    {
      name: 'somebody followed the article, and opened the other one',
      cluster: 'wrong-webhooks',
      expect: [
        ['anotherService', validating, 'error'],
        ['failsOpen', mutating, 'warning'],
        ['anotherTimeout', mutating, 'info'],
      ],
    },
    {
      name: 'another path',
      edits: [mutatingWith({ service: { path: '/mutate' } })],
      expect: [['anotherService', mutating, 'error']],
    },
    {
      name: 'no path',
      edits: [validatingWith({ service: { path: null } })],
      expect: [['anotherService', validating, 'error']],
    },
    {
      name: 'the port left out, which is 443',
      edits: [mutatingWith({ service: { port: undefined } })],
      expect: [['anotherService', mutating, 'error']],
    },
    {
      name: 'another namespace',
      edits: [mutatingWith({ service: { namespace: 'elsewhere' } })],
      expect: [['anotherService', mutating, 'error']],
    },
    {
      name: 'a URL instead of a Service',
      edits: [mutatingWith({ service: null })],
      expect: [['anotherService', mutating, 'error']],
    },
    {
      name: 'policies are let through unchecked',
      edits: [validatingWith({ failurePolicy: 'Ignore' })],
      expect: [['failsOpen', validating, 'warning']],
    },
    {
      name: 'too short a timeout',
      edits: [mutatingWith({ timeoutSeconds: 2 })],
      expect: [['shortTimeout', mutating, 'warning']],
    },
    {
      name: 'the default timeout of Kubernetes: a fact, no fault',
      edits: [mutatingWith({ timeoutSeconds: 10 })],
      expect: [['anotherTimeout', mutating, 'info']],
    },
    {
      name: 'no rules: it is called for nothing',
      edits: [mutatingWith({ rules: [] })],
      expect: [['ruleMissing', mutating, 'error']],
    },
    {
      name: 'rules about something else',
      edits: [
        mutatingWith({
          rules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['configmaps'] },
            { ...podRule, operations: ['UPDATE', 'DELETE'] },
            { ...podRule, resources: ['pods/status'] },
            { ...podRule, apiGroups: ['apps'] },
            { ...podRule, apiVersions: ['v2'] },
            { ...podRule, scope: 'Cluster' },
          ],
        }),
      ],
      expect: [['ruleMissing', mutating, 'error']],
    },
    {
      name: 'policies are checked only when they are made',
      edits: [validatingWith({ rules: [{ ...policyRule, operations: ['CREATE'] }, targetRule] })],
      expect: [['ruleMissing', validating, 'warning']],
    },
    {
      name: 'only one kind of policy is checked',
      edits: [validatingWith({ rules: [{ ...policyRule, resources: ['egresses'] }] })],
      expect: [['ruleMissing', validating, 'warning']],
    },
    {
      name: 'only TrafficTargets are checked',
      edits: [validatingWith({ rules: [targetRule] })],
      expect: [['ruleMissing', validating, 'warning']],
    },
    {
      name: 'a condition that nothing meets',
      edits: [mutatingWith({ matchConditions: [{ name: 'never', expression: 'false' }] })],
      expect: [['conditional', mutating, 'warning']],
    },
    {
      name: 'a condition without a name, on policies',
      edits: [validatingWith({ matchConditions: [{ expression: 'false' }] })],
      expect: [['conditional', validating, 'warning']],
    },
    {
      name: 'a copy beside it',
      edits: [copyOf('mutating', 'osm-webhook-copy')],
      expect: [['double', second, 'warning']],
    },
    {
      name: 'a copy that stands before it',
      edits: [
        { remove: mutating },
        copyOf('mutating', 'osm-webhook-copy'),
        copyOf('mutating', 'aks-osm-webhook-osm'),
      ],
      expect: [['double', second, 'warning']],
    },
    {
      name: 'two, and neither is named as OSM does',
      edits: [
        { remove: mutating },
        copyOf('mutating', 'osm-webhook-first'),
        copyOf('mutating', 'osm-webhook-copy'),
      ],
      expect: [['double', second, 'warning']],
    },
    {
      name: 'a copy without labels, under another name of its webhook',
      edits: [
        copyOf('mutating', 'osm-webhook-copy', { labels: {} }),
        { patch: second, with: { webhooks: renamed } },
      ],
      expect: [['double', second, 'warning']],
    },
    {
      name: 'it calls a URL, and a correct copy hides it',
      edits: [mutatingWith({ service: null }), copyOf('mutating', 'osm-webhook-copy')],
      expect: [
        ['anotherService', mutating, 'error'],
        ['double', second, 'warning'],
      ],
    },
    {
      name: 'it calls a URL and lost its labels, and a correct copy hides it',
      edits: [
        mutatingWith({ service: null }),
        { patch: mutating, with: { metadata: { labels: null } } },
        copyOf('mutating', 'osm-webhook-copy'),
      ],
      expect: [
        ['anotherService', mutating, 'error'],
        ['double', second, 'warning'],
      ],
    },
    {
      name: 'a copy of the other one',
      edits: [copyOf('validating', 'osm-validator-copy')],
      expect: [['double', 'ValidatingWebhookConfiguration osm-validator-copy', 'warning']],
    },
  ],
  passes: [
    {
      name: 'the only one is on its way out: OSM2001',
      edits: [{ patch: mutating, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } }],
    },
    {
      name: 'rules with wildcards',
      edits: [
        mutatingWith({
          rules: [{ apiGroups: [''], apiVersions: ['*'], operations: ['*'], resources: ['*/*'], scope: '*' }],
        }),
        validatingWith({
          rules: [
            { ...policyRule, operations: ['UPDATE', 'CREATE', 'DELETE'], resources: ['egresses'] },
            { ...policyRule, apiGroups: ['*'], resources: ['ingressbackends/*'], scope: 'Namespaced' },
          ],
        }),
      ],
    },
    {
      name: 'TrafficTargets are not checked: a value of the chart',
      edits: [validatingWith({ rules: [policyRule] })],
    },
    {
      name: 'a copy on its way out',
      edits: [copyOf('mutating', 'osm-webhook-copy', { deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
    { name: 'osm-validator and /validate, unlike the article' },
    { name: 'upstream, in its own namespace', cluster: 'healthy-1.1.1' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    { name: '1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'a second mesh calls its own namespace', cluster: 'two-meshes' },
  ],
  notApplicable: [{ name: 'a cluster without OSM', cluster: 'nothing-here' }],
  unknown: [{ name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] }],
};
