import type { CheckCases } from '../check-cases.ts';
import { deletedAt, gaveUp, status } from './rollouts.ts';

const bootstrap = 'Deployment kube-system/osm-bootstrap';

export const cases: CheckCases = {
  fires: [
    {
      name: 'it does not come up',
      edits: [{ patch: bootstrap, with: { status: { readyReplicas: null } } }],
      expect: [['noneReady', bootstrap, 'error']],
    },
    {
      name: 'the Deployment is gone, the rest stands',
      edits: [{ remove: bootstrap }],
      expect: [['missing', bootstrap, 'error']],
    },
    {
      name: 'scaled to zero is not a pass',
      edits: [{ patch: bootstrap, with: { spec: { replicas: 0 }, status: { readyReplicas: null } } }],
      expect: [['scaledToZero', bootstrap, 'error']],
    },
    {
      name: 'somebody wants two of it, and one is ready',
      edits: [{ patch: bootstrap, with: { spec: { replicas: 2 } } }, status(bootstrap, { readyReplicas: 1 })],
      expect: [['someNotReady', bootstrap, 'error']],
    },
    {
      name: 'the new one does not come up, the old one is ready',
      edits: [status(bootstrap, gaveUp, { updatedReplicas: 1, unavailableReplicas: 1 })],
      expect: [['rolloutStuck', bootstrap, 'error']],
    },
    {
      name: 'it is being deleted',
      edits: [{ patch: bootstrap, with: { metadata: { deletionTimestamp: deletedAt } } }],
      expect: [['terminating', bootstrap, 'error']],
    },
  ],
  passes: [
    { name: 'one replica is all it ever has' },
    { name: 'in 0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'the injectors are down, not it', cluster: 'injector-down' },
  ],
  notApplicable: [{ name: 'a cluster without OSM: its controller check says so', cluster: 'nothing-here' }],
};
