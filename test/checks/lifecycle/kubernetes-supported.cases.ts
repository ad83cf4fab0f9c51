import type { CheckCases } from '../check-cases.ts';
import { azureNotAsked, inAzure } from './objects.ts';

const cluster = 'Cluster prod-cluster';
const official = (kubernetesVersion: string) =>
  inAzure({ kubernetesVersion, supportPlan: 'KubernetesOfficial' });
const longTerm = (kubernetesVersion: string) => inAzure({ kubernetesVersion });
const byKubeconfig = (gitVersion: string) => ({ ...azureNotAsked, values: { apiServer: { gitVersion } } });

export const cases: CheckCases = {
  fires: [
    {
      name: '1.31 without long-term support',
      ...official('1.31.3'),
      expect: [['outOfSupport', cluster, 'error']],
    },
    {
      name: 'the day after its last',
      ...official('1.34.2'),
      now: '2026-12-01T00:00:00Z',
      expect: [['outOfSupport', cluster, 'error']],
    },
    {
      name: 'Azure names no plan: the ordinary one',
      values: { managedCluster: { osmAddon: true, kubernetesVersion: '1.31.3' } },
      expect: [['outOfSupport', cluster, 'error']],
    },
    {
      name: 'the day after the last of long-term support',
      ...longTerm('1.31.3'),
      now: '2026-12-01T00:00:00Z',
      expect: [['outOfSupport', cluster, 'error']],
    },
    { name: 'older than the list', ...longTerm('1.24.9'), expect: [['outOfSupport', cluster, 'error']] },
    {
      name: 'Azure says the version, whatever the API server says meanwhile',
      values: {
        apiServer: { gitVersion: 'v1.35.0' },
        managedCluster: { osmAddon: true, kubernetesVersion: '1.30' },
      },
      expect: [['outOfSupport', cluster, 'error']],
    },
    {
      name: 'by kubeconfig: the plan decides, and nobody asked for it',
      ...azureNotAsked,
      expect: [['needsLongTermSupport', cluster, 'info']],
    },
    {
      name: 'by kubeconfig: that it is AKS is likely, not seen',
      ...byKubeconfig('v1.30.4'),
      expect: [['outOfSupport', cluster, 'info']],
    },
    {
      name: 'by kubeconfig, a build that AKS alone makes',
      ...byKubeconfig('v1.28.101-akslts'),
      expect: [['outOfSupport', cluster, 'error']],
    },
    {
      name: 'a mesh by hand on AKS',
      cluster: 'healthy-1.1.1',
      ...official('1.31.3'),
      expect: [['outOfSupport', 'Cluster healthy-1.1.1', 'error']],
    },
  ],
  passes: [
    { name: '1.31 with long-term support' },
    { name: 'on its last day', ...official('1.34.2'), now: '2026-11-30T23:00:00Z' },
    { name: 'on the last day of long-term support', ...longTerm('1.31.3'), now: '2026-11-30T23:00:00Z' },
    { name: 'by kubeconfig, in support with any plan', ...byKubeconfig('v1.35.2') },
    { name: 'by kubeconfig, a build of long-term support', ...byKubeconfig('v1.32.100-akslts') },
    { name: 'Azure knows the minor version alone', ...official('1.35') },
  ],
  notApplicable: [
    { name: 'upstream, and nothing says that it is AKS', cluster: 'healthy-1.1.1', ...azureNotAsked },
    { name: 'a build of somebody else', ...byKubeconfig('v1.21.3-k3s1') },
    { name: 'no OSM at all', cluster: 'nothing-here' },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'the list is too old', ...official('1.35.1'), now: '2027-02-18T00:00:00Z' },
    { name: 'too new for the list', ...official('1.38.0') },
    { name: 'a version that is none', ...inAzure({ kubernetesVersion: 'latest' }) },
    { name: 'by kubeconfig, a version that is none', ...byKubeconfig('latest') },
  ],
};
