import type { MaintenanceWindow, MeshRevision } from '../model/managed-cluster.ts';
import { parseClusterId } from '../model/resource-id.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { who } from './access-problem.ts';
import type { Arm } from './arm.ts';
import { type ArmFailure, armFailure, sayFailure } from './arm-failure.ts';
import type { AzureCluster } from './azure-cluster.ts';
import type { Principal } from './credential.ts';

/** What reading goes through, and who asks. */
interface Asking {
  readonly arm: Arm;
  readonly principal: Principal | undefined;
}

/** The Istio revisions that Azure offers in the cluster's region. Never throws. */
export async function readMeshRevisions(
  asking: Asking,
  { resourceId, location }: AzureCluster,
  ms: number,
): Promise<Reading<MeshRevision[]>> {
  const id = parseClusterId(resourceId);
  if (id === undefined || location === undefined) {
    const detail = 'Azure does not say in which region the cluster is, so its Istio revisions are unknown.';
    return { ok: false, problem: { reason: 'unreachable', detail } };
  }
  return reading(asking, revisionsRight(id.subscription), () =>
    asking.arm.meshRevisions(id.subscription, location, ms),
  );
}

/** The cluster's planned maintenance. Never throws. */
export async function readMaintenanceWindows(
  asking: Asking,
  { resourceId }: AzureCluster,
  now: Date,
  ms: number,
): Promise<Reading<MaintenanceWindow[]>> {
  const id = parseClusterId(resourceId);
  if (id === undefined) {
    const detail = 'The cluster has no resource id, so its planned maintenance is unknown.';
    return { ok: false, problem: { reason: 'unreachable', detail } };
  }
  return reading(asking, maintenanceRight(resourceId), () => asking.arm.maintenanceWindows(id, now, ms));
}

/** What is read, and the action that Azure must allow, at which scope. */
interface AzureRight {
  readonly of: string;
  readonly action: string;
  readonly scope: string;
}

function revisionsRight(subscription: string): AzureRight {
  return {
    of: "the Istio revisions of the cluster's region",
    action: 'Microsoft.ContainerService/locations/meshRevisionProfiles/read',
    scope: `/subscriptions/${subscription}`,
  };
}

function maintenanceRight(scope: string): AzureRight {
  return {
    of: "the cluster's planned maintenance",
    action: 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations/read',
    scope,
  };
}

async function reading<T>(asking: Asking, right: AzureRight, read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, problem: problemOf(asking, right, armFailure(error)) };
  }
}

function problemOf({ principal }: Asking, right: AzureRight, failure: ArmFailure): ReadProblem {
  const { of, action, scope } = right;
  if (failure.is === 'forbidden') {
    const detail = `Azure does not let ${who(principal)} read ${of}. Give it a role with ${action} on ${scope}, such as Reader.`;
    return { reason: 'forbidden', detail };
  }
  const reason = failure.is === 'tookTooLong' ? 'timedOut' : 'unreachable';
  return { reason, detail: `Of ${of} nothing came. ${sayFailure(failure)}` };
}
