import { defineFact } from '../../model/derived.ts';

/** What Azure says, for checks that can also do without: nothing in it where nobody asked. */
export const azure = defineFact({
  name: 'azure',
  from: [],
  whenAsked: ['managedCluster'],
  derive({ managedCluster }) {
    return { is: 'known', value: managedCluster === undefined ? {} : { cluster: managedCluster } };
  },
});
