import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, permissive, serviceAccount, strict, target } from './objects.ts';

const to = (name: string) => ({ destination: account(name) });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a destination that is not there',
      edits: [strict, target('bookstore/old', to('bookstore/bookstore-v1'))],
      expect: [['missing', 'TrafficTarget bookstore/old', 'error']],
    },
    {
      name: 'names are compared as written',
      edits: [strict, target('bookstore/old', to('bookstore/Bookstore'))],
      expect: [['missing', 'TrafficTarget bookstore/old']],
    },
    {
      name: 'a name that is no name',
      edits: [strict, target('bookstore/old', to('bookstore/--all $(x)'))],
      expect: [['missing', 'TrafficTarget bookstore/old']],
    },
    {
      name: 'an account that no pod uses: scaled to zero, perhaps',
      cluster: 'healthy-1.1.1',
      edits: [serviceAccount('bookstore/spare'), target('bookstore/spare', to('bookstore/spare'))],
      expect: [['unused', 'TrafficTarget bookstore/spare', 'info']],
    },
    {
      name: 'permissive mode makes it a note',
      cluster: 'healthy-1.1.1',
      edits: [permissive, target('bookstore/old', to('bookstore/gone'))],
      expect: [['missing', 'TrafficTarget bookstore/old', 'info']],
    },
    {
      name: 'a namespace that has no ServiceAccount at all',
      edits: [
        strict,
        addNamespace('shop', { labels: { 'monitored-by': 'osm' } }),
        target('shop/old', to('shop/till')),
      ],
      expect: [['missing', 'TrafficTarget shop/old']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [strict, target('bookstore/old', to('bookstore/gone'))],
      incomplete: ['trafficTargets'],
      expect: [['missing', 'TrafficTarget bookstore/old']],
    },
  ],
  passes: [
    { name: 'destinations that exist and run', cluster: 'healthy-1.1.1' },
    { name: 'there is no TrafficTarget' },
    { name: 'another namespace is OSM7004', edits: [strict, target('bookstore/old', to('bookbuyer/gone'))] },
    {
      name: 'another kind is OSM7004',
      edits: [
        strict,
        target('bookstore/old', { destination: { kind: 'Group', namespace: 'bookstore', name: 'gone' } }),
      ],
    },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [strict, addNamespace('shop'), target('shop/old', to('shop/gone'))],
    },
    {
      name: 'one that is being deleted',
      edits: [
        strict,
        target('bookstore/old', to('bookstore/gone'), { deletionTimestamp: '2026-11-22T11:59:00Z' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['trafficTargets'] },
    {
      name: 'only some accounts came',
      edits: [strict, target('bookstore/old', to('bookstore/gone'))],
      incomplete: ['serviceAccounts'],
    },
  ],
};
