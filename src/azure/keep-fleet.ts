import type { Fleet } from '../model/fleet.ts';
import type { AzureSettings } from '../settings/settings.ts';
import type { Arm } from './arm.ts';
import { armFailure, sayFailure } from './arm-failure.ts';
import { fleetOf, type Known, knownAfter } from './fleet.ts';
import { type Listing, listClusters, listingLimits } from './list-clusters.ts';

/** Milliseconds after which a list with problems is not used again: somebody may be mending them. */
const troubledMs = 30_000;

/**
 * Lists the fleet and keeps the list for OSM_CLUSTER_CACHE seconds. Who asks while a list is on its way gets that
 * one. Throws nothing. Azure is not asked at all when the settings name no subscription.
 */
export function keepFleet(
  settings: Pick<
    AzureSettings,
    'OSM_CLUSTERS' | 'OSM_SUBSCRIPTIONS' | 'OSM_ALL_CLUSTERS' | 'OSM_CLUSTER_CACHE'
  >,
  arm: () => Promise<Arm>,
  now: () => Date,
): (options?: { readonly fresh?: boolean }) => Promise<Fleet> {
  const { OSM_SUBSCRIPTIONS: wanted, OSM_CLUSTER_CACHE: cacheSeconds } = settings;
  let known: Known | undefined;
  let askedAt = 0;
  let coming: Promise<Known> | undefined;
  const isYoung = ({ problems }: Known): boolean => {
    const most = problems.length > 0 ? Math.min(troubledMs, cacheSeconds * 1_000) : cacheSeconds * 1_000;
    return now().getTime() - askedAt < most;
  };
  const look = async (): Promise<Known> => {
    try {
      const listing = await lookAt(wanted, arm);
      known = knownAfter(known, listing, now());
      askedAt = now().getTime();
      return known;
    } finally {
      coming = undefined;
    }
  };
  return async (options) => {
    if (options?.fresh !== true && known !== undefined && isYoung(known)) return fleetOf(known, settings);
    coming ??= look();
    return fleetOf(await coming, settings);
  };
}

async function lookAt(wanted: AzureSettings['OSM_SUBSCRIPTIONS'], arm: () => Promise<Arm>): Promise<Listing> {
  const nothing: Listing = { clusters: new Map(), failed: new Map() };
  if (wanted.length === 0) return nothing;
  try {
    return await listClusters(await arm(), wanted, listingLimits);
  } catch (error) {
    return { ...nothing, noSubscriptions: `Azure could not be asked. ${sayFailure(armFailure(error))}` };
  }
}
