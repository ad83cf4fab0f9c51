import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, permissive, strict, target } from './objects.ts';

const name = 'TrafficTarget bookstore/t';
const to = (destination: object) => target('bookstore/t', { destination });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a destination in another namespace',
      edits: [strict, to(account('bookbuyer/bookbuyer'))],
      expect: [['otherNamespace', name, 'error']],
    },
    {
      name: 'no namespace for the destination: OSM does not fill in its own',
      edits: [strict, to({ kind: 'ServiceAccount', name: 'bookstore' })],
      expect: [['noDestinationNamespace', name]],
    },
    {
      name: 'an empty one',
      edits: [strict, to({ kind: 'ServiceAccount', name: 'bookstore', namespace: '' })],
      expect: [['noDestinationNamespace', name]],
    },
    {
      name: 'no rules',
      edits: [strict, target('bookstore/t', { rules: [] })],
      expect: [['noRules', name]],
    },
    {
      name: 'another kind of destination',
      edits: [strict, to({ ...account('bookstore/bookstore'), kind: 'Service' })],
      expect: [['destinationKind', name]],
    },
    {
      name: 'the right kind in lower case, and no rules either',
      edits: [
        strict,
        target('bookstore/t', {
          destination: { ...account('bookstore/bookstore'), kind: 'serviceaccount' },
          rules: [],
        }),
      ],
      expect: [
        ['noRules', name],
        ['destinationKind', name],
      ],
    },
    {
      name: 'permissive mode makes it a note',
      cluster: 'healthy-1.1.1',
      edits: [permissive, target('bookstore/t', { rules: [] })],
      expect: [['noRules', name, 'info']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [strict, target('bookstore/t', { rules: [] })],
      incomplete: ['trafficTargets'],
      expect: [['noRules', name]],
    },
  ],
  passes: [
    { name: 'the form that OSM takes', cluster: 'healthy-1.1.1' },
    { name: 'there is no TrafficTarget' },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [strict, addNamespace('shop'), target('shop/t', { rules: [] })],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['trafficTargets'] }],
};
