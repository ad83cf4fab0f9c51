import type { ClusterSnapshot, InputName } from './snapshot.ts';

/** A cluster of the fleet: found in Azure, or named in the settings. */
export interface FleetCluster {
  /** What people call it: the alias where the settings give one, else its name in Azure. */
  readonly name: string;
  /** ARM id of the managed cluster. */
  readonly resourceId: string;
  /** Every name that the settings give it, the first being `name`; absent when they give none. */
  readonly aliases?: readonly string[];
  /** What Azure said of it when it was last listed; absent for one that only the settings name. */
  readonly seen?: {
    readonly nodeResourceGroup?: string;
    readonly location?: string;
    readonly kubernetesVersion?: string;
    readonly osmAddon: boolean;
    readonly running: boolean;
  };
}

/** All clusters, and what kept us from seeing others. */
export interface Fleet {
  readonly clusters: readonly FleetCluster[];
  /** A sentence for each subscription that could not be listed. */
  readonly problems: readonly string[];
  /** RFC 3339: when Azure was asked. */
  readonly listedAt: string;
}

/**
 * Why a cluster could not be opened. `says` tells what happened to which cluster, `todo` what to do about it;
 * `command` and `manifest` are for copying. `passing` when trying again later may be enough.
 */
export interface AccessProblem {
  readonly reason: AccessReason;
  readonly says: string;
  readonly todo: string;
  readonly command?: string;
  /** Kubernetes YAML that would grant what is missing. */
  readonly manifest?: string;
  readonly passing: boolean;
}

/** The ways in which opening a cluster fails, each with a sentence of its own. */
export type AccessReason =
  | 'noIdentity'
  | 'deleted'
  | 'notVisible'
  | 'stopped'
  | 'notReady'
  | 'addonOff'
  | 'noClusterUserRole'
  | 'entraOff'
  | 'entraAndLocalAccountsOff'
  | 'tokenRefused'
  | 'privateUnreachable'
  | 'ipRanges'
  | 'unreachable'
  | 'noKubernetesRights'
  | 'throttled'
  | 'azureFailed';

/** What came of reading a cluster of the fleet. */
export type FleetReading =
  | { readonly is: 'read'; readonly snapshot: ClusterSnapshot }
  | { readonly is: 'closed'; readonly problem: AccessProblem };

/** What to read of it. */
export interface WantedReading {
  readonly inputs: ReadonlySet<InputName>;
  readonly namespace?: string;
  readonly budgetMs: number;
  onRead?(open: readonly InputName[]): void;
}
