import type { Arm } from './arm.ts';
import { type ArmFailure, armFailure, sayFailure } from './arm-failure.ts';
import { clusterUserRole } from './az-command.ts';
import type { AzureCluster } from './azure-cluster.ts';

/** What one look at Azure brought. */
export interface Listing {
  /** By subscription; without those that failed. */
  readonly clusters: ReadonlyMap<string, readonly AzureCluster[]>;
  /** Subscriptions that failed, with a sentence. */
  readonly failed: ReadonlyMap<string, string>;
  /** Set when we could not even find out which subscriptions there are. */
  readonly noSubscriptions?: string;
}

/** How long looking may take. */
export interface ListingLimits {
  /** Milliseconds for one subscription, all its pages together. */
  readonly subscriptionMs: number;
  /** Milliseconds for everything. */
  readonly wholeMs: number;
  /** Subscriptions asked at once. */
  readonly atOnce: number;
}

/** ARM allows an identity some hundred reads at once for each subscription; eight are gentle and quick. */
export const listingLimits: ListingLimits = { subscriptionMs: 20_000, wholeMs: 60_000, atOnce: 8 };

/** Milliseconds below which asking is not worth while. */
const leastMs = 20;

/** Lists the managed clusters of these subscriptions, or of all that the identity sees. Never throws. */
export async function listClusters(
  arm: Arm,
  wanted: readonly string[] | 'visible',
  limits: ListingLimits,
): Promise<Listing> {
  const end = performance.now() + limits.wholeMs;
  const msLeft = (): number => Math.max(1, Math.min(limits.subscriptionMs, end - performance.now()));
  const clusters = new Map<string, readonly AzureCluster[]>();
  const failed = new Map<string, string>();
  const subscriptions = await subscriptionsOf(arm, wanted, msLeft);
  if (typeof subscriptions === 'string') return { clusters, failed, noSubscriptions: subscriptions };
  const waiting = subscriptions.values();
  const workOff = async (): Promise<void> => {
    for (const subscription of waiting) {
      if (end - performance.now() < leastMs) {
        failed.set(subscription, `${notListed(subscription)} There was no time left for it.`);
        continue;
      }
      try {
        clusters.set(subscription, await arm.clusters(subscription, msLeft()));
      } catch (error) {
        failed.set(subscription, sayListing(subscription, armFailure(error)));
      }
    }
  };
  await Promise.all(Array.from({ length: limits.atOnce }, workOff));
  return { clusters, failed };
}

async function subscriptionsOf(
  arm: Arm,
  wanted: readonly string[] | 'visible',
  msLeft: () => number,
): Promise<readonly string[] | string> {
  if (wanted !== 'visible') return [...new Set(wanted)];
  try {
    const visible = await arm.subscriptions(msLeft());
    return visible.length === 0
      ? `Our identity sees no subscription: give it the role "${clusterUserRole.name}" on one, or on clusters.`
      : visible;
  } catch (error) {
    return `The subscriptions could not be listed. ${sayFailure(armFailure(error))}`;
  }
}

function sayListing(subscription: string, failure: ArmFailure): string {
  const where = notListed(subscription);
  if (failure.is === 'forbidden' || failure.is === 'notFound') {
    return `${where} ${sayFailure(failure)} Give it the role "${clusterUserRole.name}" there, or take the subscription out of OSM_SUBSCRIPTIONS.`;
  }
  return `${where} ${sayFailure(failure)}`;
}

function notListed(subscription: string): string {
  return `The clusters of subscription ${subscription} could not be listed.`;
}
