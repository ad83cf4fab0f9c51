import { clusterUserRole } from '../../azure/az-command.ts';
import type { FleetPort } from '../../jobs/ports.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';
import type { Settings } from '../../settings/settings.ts';
import { unmatchedChannels } from '../cluster-channels.ts';
import { seenFromElsewhere } from './steps.ts';

/** The clusters, and whether the settings speak of clusters that there are. */
export async function lookAtFleet(
  settings: Settings,
  port: Pick<FleetPort, 'list'>,
  managed: boolean,
): Promise<{ readonly fleet: Fleet; readonly steps: readonly SelfCheckStep[] }> {
  const fleet = await port.list({ fresh: true });
  const list = listStep(fleet);
  return {
    fleet,
    steps: [
      managed || list.outcome !== 'failed' ? list : seenFromElsewhere(list),
      ...nameSteps(settings, fleet),
    ],
  };
}

/** What is not listed depends on who asks, or on Azure. */
function listStep({ clusters, problems }: Fleet): SelfCheckStep {
  const head = { area: 'fleet', of: 'List of clusters' } as const;
  if (problems.length > 0) {
    const says = problems.join(' ');
    // Where a role would help, its sentence names it.
    if (!says.includes(clusterUserRole.name)) {
      const todo =
        'Run this again in some minutes. If it stays so, look at status.azure.com and at the outbound network of the app.';
      return { ...head, outcome: 'unknown', says, todo };
    }
    const todo = `Give the identity the role "${clusterUserRole.name}" on the subscription or on each cluster, and see that OSM_SUBSCRIPTIONS names the right ones. A new role needs some minutes.`;
    return { ...head, outcome: 'failed', says, todo };
  }
  if (clusters.length === 0) {
    return {
      ...head,
      outcome: 'failed',
      says: 'There is no cluster: OSM_CLUSTERS names none, and none with the OSM add-on was found.',
      todo: `Name one in OSM_CLUSTERS; or give the identity the role "${clusterUserRole.name}" on the clusters, without which Azure hides them; or, for a mesh that was installed by hand, set OSM_ALL_CLUSTERS to true.`,
    };
  }
  const names = clusters.map(({ name }) => name);
  const says = `${names.length}: ${fewOf(names, 10)}.`;
  return { ...head, outcome: 'passed', says };
}

/** A name that fits no cluster keeps nothing in its channel; where not all could be listed, it may still fit one. */
function nameSteps({ OSM_CLUSTER_CHANNELS, OSM_CHANNEL_CLUSTERS }: Settings, fleet: Fleet): SelfCheckStep[] {
  const asked = {
    OSM_CLUSTER_CHANNELS,
    OSM_CHANNEL_CLUSTERS: OSM_CHANNEL_CLUSTERS.map(({ cluster }) => ({ cluster, channels: [] })),
  };
  return Object.entries(asked).flatMap(([setting, entries]) => {
    const unmatched = unmatchedChannels({ OSM_CLUSTER_CHANNELS: entries }, fleet);
    if (unmatched.length === 0) return [];
    const consequence =
      setting === 'OSM_CLUSTER_CHANNELS' ? ' If one is meant, it is answered about in every channel.' : '';
    return [
      {
        area: 'fleet',
        of: setting,
        outcome: fleet.problems.length > 0 ? 'unknown' : 'failed',
        says: `It names ${unmatched.join(', ')}, and no cluster that was found is called so.${consequence}`,
        todo: `Correct the name in ${setting}: an alias of OSM_CLUSTERS, the name in Azure, group/name or the ARM id.`,
      } as const,
    ];
  });
}
