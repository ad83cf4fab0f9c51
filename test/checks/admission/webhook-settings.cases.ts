import type { CheckCases } from '../check-cases.ts';
import { mutating, mutatingWith, validating, validatingWith } from './webhooks.ts';

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
  ],
  passes: [
    { name: 'osm-validator and /validate, unlike the article' },
    { name: 'upstream, in its own namespace', cluster: 'healthy-1.1.1' },
    { name: '0.11.1', cluster: 'healthy-0.11.1' },
    { name: '1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'a second mesh calls its own namespace', cluster: 'two-meshes' },
  ],
  notApplicable: [
    { name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
};
