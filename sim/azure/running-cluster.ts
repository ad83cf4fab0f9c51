import type { SimulatedCluster } from '../kubernetes/cluster.ts';
import {
  type EntraSignIn,
  type LoggedRequest,
  type RunningCluster,
  startKubernetes,
} from '../kubernetes/server.ts';
import { refusingPort } from './listeners.ts';
import {
  addressesOf,
  type ClusterDeclaration,
  type ClusterState,
  initialState,
  type ManagedCluster,
  resourceIdOf,
} from './managed-cluster.ts';
import type { TokenOffice } from './tokens.ts';
import { aksServerApp } from './user-kubeconfig.ts';

/** The subscription and resource group of clusters that name none. */
export const usual = { subscription: '5b000000-0000-4000-8000-000000000001', resourceGroup: 'mesh' } as const;

/** A managed cluster that runs, as a test holds it. */
export interface RunningManagedCluster {
  readonly resourceId: string;
  /** As it is now. */
  readonly state: ClusterState;
  /** The API server behind it. It is there even while the cluster is stopped: then it answers nobody. */
  readonly kubernetes: RunningCluster;
  /** Changes it live: stops or starts it, gives or takes rights, takes the API server off the net, … */
  change(state: Partial<ClusterState>): void;
  /** Takes it out of ARM, and its API server off the net. */
  delete(): void;
  /** Brings it back after `delete`, as it was. */
  restore(): void;
}

/** A managed cluster and the server behind it. */
export interface Started {
  readonly managed: ManagedCluster;
  readonly running: RunningManagedCluster;
}

function emptyCluster(name: string): SimulatedCluster {
  return { name, manners: '1.31', takenAt: '2026-01-01T00:00:00Z', objects: [] };
}

function entraSignIn(managed: ManagedCluster, tokens: TokenOffice, now: () => Date): EntraSignIn {
  return {
    audience: aksServerApp,
    now,
    claimsOf: (token) => (managed.state.entra ? tokens.claimsOf(token) : undefined),
    identityOf: () => managed.state.as,
  };
}

/** Whether something stands at the server's address. */
function isReachable({ deleted, state }: ManagedCluster): boolean {
  return !deleted && state.power === 'Running' && state.apiServer === 'serving';
}

/** Who still has the server's address finds nobody there while the cluster is stopped or off the net. */
function guard(managed: ManagedCluster, kubernetes: RunningCluster): RunningCluster {
  const addGuards = (): void => {
    const isSilent = (): boolean => managed.state.apiServer === 'silent';
    kubernetes.addFault({ on: () => !isReachable(managed) && isSilent(), is: { kind: 'hang' } });
    kubernetes.addFault({ on: () => !isReachable(managed) && !isSilent(), is: { kind: 'reset' } });
  };
  addGuards();
  return {
    ...kubernetes,
    clearFaults: () => {
      kubernetes.clearFaults();
      addGuards();
    },
  };
}

/**
 * The address that ARM gives for the API server. A name with an empty label does not exist, and is known not to exist
 * without asking any DNS server.
 */
export function serverUrl(managed: ManagedCluster, kubernetesUrl: string, silentPort: number): string {
  const { apiServer, power } = managed.state;
  const { fqdn, privateFQDN = fqdn } = addressesOf(managed);
  if (apiServer === 'silent') return `https://127.0.0.1:${silentPort}`;
  if (apiServer === 'refusing') return `https://127.0.0.1:${refusingPort}`;
  // While a cluster is stopped, its name is taken out of DNS.
  if (apiServer === 'unresolvable' || power === 'Stopped') return `https://${privateFQDN}..invalid:443`;
  return kubernetesUrl;
}

/** Starts the API server of a declared cluster. */
export async function startManagedCluster(
  declared: ClusterDeclaration,
  tokens: TokenOffice,
  { now, onAnswered }: { now(): Date; onAnswered(request: LoggedRequest): void },
): Promise<Started> {
  const served = declared.cluster ?? emptyCluster(declared.name);
  const place = { subscription: usual.subscription, resourceGroup: usual.resourceGroup, ...declared };
  const { name, subscription, resourceGroup } = place;
  const state = initialState(declared, resourceGroup);
  const managed: ManagedCluster = { name, subscription, resourceGroup, state, deleted: false };
  const entra = entraSignIn(managed, tokens, now);
  const simulated = await startKubernetes(served, {
    entra,
    onAnswered,
    clockSkewSeconds: Math.round((now().getTime() - Date.now()) / 1_000),
    controllers: declared.controllers ?? false,
  });
  const kubernetes = { ...simulated, url: declared.elsewhere ?? simulated.url };
  const running: RunningManagedCluster = {
    resourceId: resourceIdOf(managed),
    get state() {
      return managed.state;
    },
    kubernetes: guard(managed, kubernetes),
    change: (change) => {
      managed.state = { ...managed.state, ...change };
    },
    delete: () => {
      managed.deleted = true;
    },
    restore: () => {
      managed.deleted = false;
    },
  };
  return { managed, running };
}
