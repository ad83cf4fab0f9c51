import type { ManagedCluster, MeshRevision } from '../../../src/model/managed-cluster.ts';
import type { CheckCases } from '../check-cases.ts';
import { inAzure } from './objects.ts';

const cluster = 'Cluster prod-cluster';
const offered = (revision: string, ...kubernetes: string[]): MeshRevision => ({ revision, kubernetes });
const where = (meshRevisions: readonly MeshRevision[], special: Partial<ManagedCluster> = {}) => ({
  values: { ...inAzure({ supportPlan: 'KubernetesOfficial', ...special }).values, meshRevisions },
});
const notAsked = { reason: 'notAsked', detail: '' } as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'Kubernetes is too old for all of them',
      ...where([offered('asm-1-29', '1.31', '1.32'), offered('asm-1-30', '1.32')], {
        kubernetesVersion: '1.30.2',
      }),
      expect: [['noneFits', cluster, 'warning']],
    },
    {
      name: 'only with long-term support, which it has not',
      ...where([{ revision: 'asm-1-30', kubernetes: ['1.32'], longTermKubernetes: ['1.31', '1.32'] }]),
      expect: [['noneFits', cluster]],
    },
    {
      name: 'those that fit have ended',
      ...where([offered('asm-1-28', '1.31'), offered('asm-1-29', '1.31'), offered('asm-1-30', '1.32')]),
      expect: [['outOfSupport', cluster, 'warning']],
    },
    {
      name: 'one that ended before the list began',
      ...where([offered('asm-1-20', '1.31')]),
      expect: [['outOfSupport', cluster]],
    },
    {
      name: 'the day after its last',
      ...where([offered('asm-1-30', '1.32')], { kubernetesVersion: '1.32.5' }),
      now: '2027-01-01T00:00:00Z',
      expect: [['outOfSupport', cluster]],
    },
    {
      name: 'none fits, and the newest is not the last of the list; what is not numbered as a revision is none',
      ...where([
        offered('old-asm-13-1', '1.43'),
        offered('asm-1-30', '1.40'),
        offered('asm-12-0', '1.41'),
        offered('asm-2-0', '1.42'),
        offered('asm-13-1-beta', '1.44'),
      ]),
      expect: [['noneFits', cluster]],
    },
    {
      name: 'they have ended, and the only one left is on its last day',
      ...where([offered('asm-1-29', '1.31')]),
      now: '2026-12-31T12:00:00Z',
      expect: [['outOfSupport', cluster]],
    },
    { name: 'nothing is offered', ...where([]), expect: [['noneOffered', cluster]] },
    {
      name: 'none fits, however old the list is',
      ...where([offered('asm-1-40', '1.40')]),
      now: '2028-01-01T00:00:00Z',
      expect: [['noneFits', cluster]],
    },
  ],
  passes: [
    { name: 'with long-term support' },
    {
      name: 'on its last day',
      ...where([offered('asm-1-30', '1.32')], { kubernetesVersion: '1.32.5' }),
      now: '2026-12-31T23:00:00Z',
    },
    {
      name: 'one that came after the list is in support',
      ...where([offered('asm-1-31', '1.32')], { kubernetesVersion: '1.32.5' }),
      now: '2027-01-15T00:00:00Z',
    },
    {
      name: 'Azure lists no versions for long-term support',
      ...where([offered('asm-1-30', '1.32')], {
        kubernetesVersion: '1.32.5',
        supportPlan: 'AKSLongTermSupport',
      }),
    },
  ],
  notApplicable: [
    { name: 'the add-on is off', ...inAzure({ osmAddon: false }) },
    {
      name: 'Azure was not asked',
      problems: { managedCluster: notAsked, meshRevisions: notAsked },
    },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'the list is too old', now: '2027-02-18T00:00:00Z' },
    { name: 'Azure says something that is no version', ...where([], { kubernetesVersion: 'k1.31' }) },
    {
      name: 'Azure does not say which Kubernetes it is',
      values: { managedCluster: { osmAddon: true } },
    },
  ],
};
