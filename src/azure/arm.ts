import type { ContainerServiceClient } from '@azure/arm-containerservice';
import type { TokenCredential } from '@azure/identity';
import type { MaintenanceWindow, MeshRevision } from '../model/managed-cluster.ts';
import { type ClusterId, clusterId } from '../model/resource-id.ts';
import { Throttled } from './arm-failure.ts';
import { type AzureCluster, azureCluster } from './azure-cluster.ts';
import type { Cloud } from './clouds.ts';
import { meshRevisionsOf } from './cluster-facts.ts';
import { within } from './limit.ts';
import { openingsOf } from './maintenance-openings.ts';

/** What we ask Azure Resource Manager. Each call ends within its milliseconds; `armFailure` tells what a rejection means. */
export interface Arm {
  /** Ids of the subscriptions that the identity sees, the disabled ones left out. */
  subscriptions(ms: number): Promise<string[]>;
  /** Every managed cluster of a subscription. */
  clusters(subscription: string, ms: number): Promise<AzureCluster[]>;
  cluster(id: ClusterId, ms: number): Promise<AzureCluster>;
  /** The kubeconfig of a cluster's users, which holds no secret: it names a sign-in program. */
  userKubeconfig(id: ClusterId, ms: number): Promise<string>;
  /** Revisions of the Istio add-on that are offered in a region. */
  meshRevisions(subscription: string, location: string, ms: number): Promise<MeshRevision[]>;
  /** Planned maintenance of a cluster, with when it opens after `now`. */
  maintenanceWindows(id: ClusterId, now: Date, ms: number): Promise<MaintenanceWindow[]>;
}

/** Seconds that we let ARM make us wait between two tries; beyond that the person is told. */
const patienceSeconds = 5;

/** Loads the ARM libraries; connects to nothing yet. */
export async function connectArm(
  { armEndpoint: endpoint, armScope }: Cloud,
  credential: TokenCredential,
): Promise<Arm> {
  const { ContainerServiceClient } = await import('@azure/arm-containerservice');
  const options = {
    endpoint,
    credentials: { scopes: [armScope] },
    retryOptions: { maxRetries: 3, retryDelayInMs: 400 },
    additionalPolicies: [{ policy: patience, position: 'perRetry' as const }],
  };
  const clients = new Map<string, ContainerServiceClient>();
  const clientFor = (subscription: string): ContainerServiceClient => {
    const client = clients.get(subscription) ?? new ContainerServiceClient(credential, subscription, options);
    clients.set(subscription, client);
    return client;
  };
  return {
    subscriptions: (ms) =>
      within(ms, async (abortSignal) => {
        const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
        const found = new SubscriptionClient(credential, options).subscriptions.list({ abortSignal });
        const ids: string[] = [];
        for await (const { subscriptionId, state } of found) {
          if (subscriptionId !== undefined && state !== 'Disabled' && state !== 'Deleted') {
            ids.push(subscriptionId.toLowerCase());
          }
        }
        return ids;
      }),
    clusters: (subscription, ms) =>
      within(ms, async (abortSignal) => {
        const clusters: AzureCluster[] = [];
        for await (const raw of clientFor(subscription).managedClusters.list({ abortSignal })) {
          clusters.push(...[azureCluster(raw) ?? []].flat());
        }
        return clusters;
      }),
    cluster: (id, ms) =>
      within(ms, async (abortSignal) => {
        const { subscription, resourceGroup, name } = id;
        const clusters = clientFor(subscription).managedClusters;
        const raw = await clusters.get(resourceGroup, name, { abortSignal });
        const cluster = azureCluster({ ...raw, id: raw.id ?? clusterId(id) });
        if (cluster === undefined) throw new Error('not a managed cluster');
        return cluster;
      }),
    userKubeconfig: (id, ms) =>
      within(ms, async (abortSignal) => {
        const { subscription, resourceGroup, name } = id;
        const clusters = clientFor(subscription).managedClusters;
        const options = { format: 'exec', abortSignal };
        const { kubeconfigs } = await clusters.listClusterUserCredentials(resourceGroup, name, options);
        return Buffer.from(kubeconfigs?.[0]?.value ?? []).toString('utf8');
      }),
    meshRevisions: (subscription, location, ms) =>
      within(ms, async (abortSignal) => {
        const clusters = clientFor(subscription).managedClusters;
        return meshRevisionsOf(await clusters.getMeshRevisionProfile(location, 'istio', { abortSignal }));
      }),
    maintenanceWindows: ({ subscription, resourceGroup, name }, now, ms) =>
      within(ms, async (abortSignal) => {
        const configurations = clientFor(subscription).maintenanceConfigurations;
        const windows: MaintenanceWindow[] = [];
        for await (const raw of configurations.listByManagedCluster(resourceGroup, name, { abortSignal })) {
          windows.push({ name: raw.name ?? '', opens: openingsOf(raw, now) });
        }
        return windows;
      }),
  };
}

/** The libraries wait as long as Retry-After says, be it an hour. */
const patience = {
  name: 'patience',
  async sendRequest<Request, Response extends ThrottledResponse>(
    request: Request,
    next: (request: Request) => Promise<Response>,
  ): Promise<Response> {
    const response = await next(request);
    const seconds = Number(response.headers.get('Retry-After'));
    if (response.status === 429 && seconds > patienceSeconds) throw new Throttled(seconds);
    return response;
  },
};

interface ThrottledResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
}
