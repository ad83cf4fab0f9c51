import type { InputName } from '../model/snapshot.ts';
import type { Arm } from './arm.ts';
import { clusterUserRole } from './az-command.ts';
import { tableNames } from './storage-names.ts';
import type { TableStores } from './tables/index.ts';

/** What a call of Azure Resource Manager needs. */
export interface ArmRight {
  /** Undefined where none is needed. */
  readonly action?: string;
  /** The least role with it, as a sentence goes on from "has". */
  readonly role: string;
  readonly scope: string;
  /** What the call is for. */
  readonly brings: string;
  /** Inputs of checks that it brings. */
  readonly inputs: readonly InputName[];
}

const clusters = 'Microsoft.ContainerService/managedClusters';
const eachCluster = 'each cluster, or its group or subscription';

/**
 * The right of every call of ARM: a call without one does not compile. Source: the permissions of
 * Microsoft.ContainerService and the built-in roles at learn.microsoft.com/azure/role-based-access-control.
 */
export const armRights: { readonly [M in keyof Arm]: ArmRight } = {
  subscriptions: {
    role: 'any role in it: Azure lists the subscriptions in which an identity has one',
    scope: 'a subscription',
    brings: 'the subscriptions to look through, where OSM_SUBSCRIPTIONS names none',
    inputs: [],
  },
  clusters: {
    action: `${clusters}/read`,
    role: clusterUserRole.name,
    scope: eachCluster,
    brings: 'the clusters of a subscription, where it is looked through',
    inputs: [],
  },
  cluster: {
    action: `${clusters}/read`,
    role: clusterUserRole.name,
    scope: eachCluster,
    brings: 'how a cluster is now, before it is read',
    inputs: ['managedCluster'],
  },
  userKubeconfig: {
    action: `${clusters}/listClusterUserCredential/action`,
    role: clusterUserRole.name,
    scope: eachCluster,
    brings: 'address and CA of its API server; no credential is in it',
    inputs: [],
  },
  meshRevisions: {
    action: 'Microsoft.ContainerService/locations/meshRevisionProfiles/read',
    role: 'a custom role with this action, or Reader',
    scope: 'each subscription with a cluster',
    brings: 'the Istio revisions that its region offers',
    inputs: ['meshRevisions'],
  },
  maintenanceWindows: {
    action: `${clusters}/maintenanceConfigurations/read`,
    role: 'a custom role with this action, or Reader',
    scope: eachCluster,
    brings: 'its planned maintenance',
    inputs: ['maintenanceWindows'],
  },
};

/** What a part of the state, or the queue, needs on the storage account. */
export interface StorageRight {
  readonly of: string;
  readonly role: 'Storage Table Data Contributor' | 'Storage Queue Data Contributor';
  readonly brings: string;
}

const tables = (...names: readonly string[]) =>
  ({
    of: `${names.length === 1 ? 'table' : 'tables'} ${names.join(', ')}`,
    role: 'Storage Table Data Contributor',
  }) as const;

/** The right of every port that keeps something in the storage account. The tables are made when they are first used. */
export const storageRights: { readonly [P in keyof TableStores | 'queue']: StorageRight } = {
  marks: { ...tables(tableNames.marks), brings: 'that a message is posted once' },
  reports: {
    ...tables(tableNames.reports, tableNames.runs),
    brings: 'the last reports, a line for each run',
  },
  rounds: { ...tables(tableNames.rounds), brings: 'digests and their parts' },
  running: { ...tables(tableNames.running), brings: 'that a check which is running is not run twice' },
  audit: { ...tables(tableNames.audit), brings: 'who asked what' },
  cleanUp: {
    ...tables(tableNames.runs, tableNames.rounds, tableNames.marks, tableNames.audit, tableNames.running),
    brings: 'that rows go when they are old',
  },
  queue: {
    of: 'queues osm-jobs, osm-jobs-poison, osm-jobs-kept',
    role: 'Storage Queue Data Contributor',
    brings: 'jobs, and the status page',
  },
};
