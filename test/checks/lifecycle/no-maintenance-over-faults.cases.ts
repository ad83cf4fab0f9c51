import type { MaintenanceWindow, ManagedCluster } from '../../../src/model/managed-cluster.ts';
import type { CheckCases } from '../check-cases.ts';
import { inAzure } from './objects.ts';

const upgrade = 'aksManagedAutoUpgradeSchedule';
const nodes = 'aksManagedNodeOSUpgradeSchedule';

const planned = (maintenanceWindows: readonly MaintenanceWindow[], upgradeChannel?: string) => {
  const channel: Partial<ManagedCluster> = upgradeChannel === undefined ? {} : { upgradeChannel };
  return { values: { ...inAzure(channel).values, maintenanceWindows } };
};
const opens = (name: string, ...times: string[]): MaintenanceWindow => ({ name, opens: times });
const notAsked = { reason: 'notAsked', detail: '' } as const;

const broken = { cluster: 'injector-down' } as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'a window in two days',
      ...broken,
      ...planned([opens('default', '2026-11-24T01:00:00.000Z')]),
      expect: [['near', 'MaintenanceConfiguration default', 'warning']],
    },
    {
      name: 'exactly a week ahead',
      ...broken,
      ...planned([opens(nodes, '2026-11-29T12:00:00.000Z')]),
      expect: [['near', `MaintenanceConfiguration ${nodes}`]],
    },
    {
      name: 'one that is open now',
      ...broken,
      ...planned([opens(nodes, '2026-11-22T10:00:00.000Z', '2026-11-29T10:00:00.000Z')]),
      expect: [['near', `MaintenanceConfiguration ${nodes}`]],
    },
    {
      name: 'several, one of them not to be read',
      ...broken,
      ...planned(
        [
          opens(upgrade, '2026-11-25T01:00:00.000Z'),
          opens('default', '2026-11-23T01:00:00.000Z'),
          opens(nodes),
        ],
        'patch',
      ),
      expect: [
        ['near', `MaintenanceConfiguration ${upgrade}`],
        ['near', 'MaintenanceConfiguration default'],
      ],
    },
    {
      name: 'upgrades by itself, whenever it likes',
      ...broken,
      ...planned([], 'stable'),
      expect: [['anyTime', 'Cluster injector-down', 'info']],
    },
    {
      name: 'upgrades by itself, and only nodes have a window',
      ...broken,
      ...planned([opens(nodes, '2026-12-29T12:00:00.000Z')], 'stable'),
      expect: [['anyTime', 'Cluster injector-down', 'info']],
    },
  ],
  passes: [
    { name: 'nothing is wrong', ...planned([opens('default', '2026-11-23T01:00:00.000Z')], 'patch') },
    { name: 'nothing is planned', ...broken, ...planned([]) },
    {
      name: 'a little more than a week ahead',
      ...broken,
      ...planned([opens(nodes, '2026-11-29T12:00:01.000Z')]),
    },
    {
      name: 'the window of upgrades that are off',
      ...broken,
      ...planned([opens(upgrade, '2026-11-23T01:00:00.000Z')], 'none'),
    },
    {
      name: 'Azure names no channel: none',
      ...broken,
      ...planned([opens(upgrade, '2026-11-23T01:00:00.000Z')]),
    },
    {
      name: 'upgrades have a window, and it is far',
      ...broken,
      ...planned([opens(upgrade, '2026-12-23T01:00:00.000Z')], 'patch'),
    },
    {
      name: 'upgrades have a window, and nodes have one, and both are far',
      ...broken,
      ...planned(
        [opens(nodes, '2026-12-22T01:00:00.000Z'), opens(upgrade, '2026-12-23T01:00:00.000Z')],
        'patch',
      ),
    },
    {
      name: 'only the version is out of support, which an upgrade cures',
      values: {
        managedCluster: { osmAddon: true, kubernetesVersion: '1.31.3', location: 'westeurope' },
        maintenanceWindows: [opens(nodes, '2026-11-23T01:00:00.000Z')],
      },
    },
  ],
  notApplicable: [
    { name: 'Azure was not asked', ...broken, problems: { maintenanceWindows: notAsked } },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'a schedule that could not be read', ...broken, ...planned([opens(nodes)]) },
    {
      name: 'a schedule that could not be read, beside a far one',
      ...broken,
      ...planned([opens(nodes), opens('default', '2026-12-29T01:00:00.000Z')]),
    },
  ],
};
