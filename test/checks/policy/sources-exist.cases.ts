import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, permissive, serviceAccount, strict, target } from './objects.ts';

const from = (...sources: readonly object[]) => ({ sources });
const name = 'TrafficTarget bookstore/t';

export const cases: CheckCases = {
  fires: [
    {
      name: 'a source that is not there',
      edits: [strict, target('bookstore/t', from(account('bookbuyer/gone'), account('bookbuyer/bookbuyer')))],
      expect: [['missing', name, 'warning']],
    },
    {
      name: 'a source outside the mesh',
      edits: [
        strict,
        addNamespace('shop'),
        serviceAccount('shop/till'),
        target('bookstore/t', from(account('shop/till'))),
      ],
      expect: [['outsideMesh', name]],
    },
    {
      name: 'a source of another mesh',
      edits: [
        strict,
        addNamespace('shop', { labels: { 'monitored-by': 'other' } }),
        serviceAccount('shop/till'),
        target('bookstore/t', from(account('shop/till'))),
      ],
      expect: [['outsideMesh', name]],
    },
    {
      name: 'another kind, and the right kind in lower case',
      edits: [
        strict,
        target(
          'bookstore/t',
          from(
            { kind: 'User', name: 'alice' },
            { ...account('bookbuyer/bookbuyer'), kind: 'serviceaccount' },
          ),
        ),
      ],
      expect: [['otherKind', name]],
    },
    {
      name: 'no namespace, and an empty one',
      edits: [
        strict,
        target(
          'bookstore/t',
          from(
            { kind: 'ServiceAccount', name: 'bookstore' },
            { kind: 'ServiceAccount', name: 'postgres', namespace: '' },
          ),
        ),
      ],
      expect: [['noNamespace', name]],
    },
    {
      name: 'no sources',
      edits: [strict, target('bookstore/t', from())],
      expect: [['noSources', name, 'info']],
    },
    {
      name: 'all kinds of slips are one finding each',
      edits: [
        strict,
        target(
          'bookstore/t',
          from(
            account('bookbuyer/a'),
            account('bookbuyer/b'),
            { kind: 'Group', name: 'x' },
            { kind: 'ServiceAccount', name: 'y' },
          ),
        ),
      ],
      expect: [
        ['missing', name],
        ['otherKind', name],
        ['noNamespace', name],
      ],
    },
    {
      name: 'four that are not there, each in a namespace of its own: three are looked at',
      edits: [
        strict,
        target('bookstore/t', from(...['a', 'b', 'c', 'd'].map((namespace) => account(`${namespace}/gone`)))),
      ],
      expect: [['missing', name]],
    },
    {
      name: 'permissive mode makes it a note',
      cluster: 'healthy-1.1.1',
      edits: [permissive, target('bookstore/t', from(account('bookbuyer/gone')))],
      expect: [['missing', name, 'info']],
    },
    {
      name: 'hostile names',
      edits: [strict, target('bookstore/t', from(account('--all/$(x)')))],
      expect: [['missing', name]],
    },
    {
      name: 'some came of a list that was cut',
      edits: [strict, target('bookstore/t', from(account('bookbuyer/gone')))],
      incomplete: ['trafficTargets'],
      expect: [['missing', name]],
    },
  ],
  passes: [
    { name: 'sources that exist in the mesh', cluster: 'healthy-1.1.1' },
    { name: 'there is no TrafficTarget' },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [strict, addNamespace('shop'), target('shop/t', from(account('shop/gone')))],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['trafficTargets'] },
    { name: 'only some accounts came', cluster: 'healthy-1.1.1', incomplete: ['serviceAccounts'] },
    { name: 'only some namespaces came', cluster: 'healthy-1.1.1', incomplete: ['namespaces'] },
  ],
};
