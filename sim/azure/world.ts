import { randomUUID } from 'node:crypto';
import type { LoggedRequest } from '../kubernetes/server.ts';
import type { Subscription } from './arm.ts';
import type { AppRegistration, Directory } from './directory.ts';
import type { ClusterDeclaration } from './managed-cluster.ts';
import { type OfferedRevision, usualRevisions } from './mesh-revisions.ts';
import { usual } from './running-cluster.ts';
import type { LoggedAzureRequest } from './site.ts';
import type { Principal } from './tokens.ts';

/** What a simulated Azure may be started with. */
export interface AzureOptions {
  readonly clusters?: readonly ClusterDeclaration[] | undefined;
  /** Those that the clusters name, unless given. */
  readonly subscriptions?: readonly Subscription[];
  /** Whether there is a system-assigned identity; there is one unless given. */
  readonly systemAssigned?: boolean;
  readonly userAssigned?: readonly Principal[];
  readonly apps?: readonly AppRegistration[];
  /** A day unless given, as managed identities have it. */
  readonly tokenLifetimeSeconds?: number;
  /** How many items a page of a list holds; a hundred unless given. */
  readonly pageSize?: number;
  /** What every region offers of the Istio add-on; `usualRevisions` unless given. */
  readonly meshRevisions?: readonly OfferedRevision[];
  /** Whose tokens ARM takes; those of the public cloud unless given. Without a slash at the end. */
  readonly armAudiences?: readonly string[];
  /** Told of every request to managed identity, Entra and ARM once it is answered, or is known to get no answer. */
  onAnswered?(request: LoggedAzureRequest, ms: number): void;
  /** The same of the API servers, by the names of their clusters. */
  onKubernetesAnswered?(cluster: string, request: LoggedRequest): void;
  /** By which tokens are dated and judged. */
  now?(): Date;
}

/** Audiences of ARM in the public cloud. */
const publicAudiences = ['https://management.core.windows.net', 'https://management.azure.com'];

/** What the simulated Azure knows, servers apart; the fields that can be written change while it runs. */
export interface World {
  readonly directory: Directory;
  /** The system-assigned identity, whether or not its endpoint gives it out. */
  readonly self: Principal;
  readonly identityHeader: string;
  readonly armAudiences: readonly string[];
  readonly secrets: string[];
  subscriptions: readonly Subscription[];
  tokenLifetimeSeconds: number;
  pageSize: number;
  readonly meshRevisions: readonly OfferedRevision[];
  now(): Date;
}

const tenant = '7e000000-0000-4000-8000-000000000001';
const self: Principal = {
  clientId: 'c1000000-0000-4000-8000-000000000001',
  objectId: '0b000000-0000-4000-8000-000000000001',
};

function subscriptionsOf({ subscriptions, clusters = [] }: AzureOptions): readonly Subscription[] {
  if (subscriptions !== undefined) return subscriptions;
  const named = clusters.map((cluster) => cluster.subscription ?? usual.subscription);
  return [...new Set(named.length > 0 ? named : [usual.subscription])].map((id) => ({ id }));
}

/** The world that a test's options ask for. */
export function worldOf(options: AzureOptions): World {
  const { systemAssigned = true, userAssigned = [], apps = [] } = options;
  const identityHeader = randomUUID();
  return {
    directory: { tenant, systemAssigned: systemAssigned ? self : undefined, userAssigned, apps },
    self,
    identityHeader,
    armAudiences: options.armAudiences ?? publicAudiences,
    secrets: [identityHeader, ...apps.map(({ secret }) => secret)],
    subscriptions: subscriptionsOf(options),
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 24 * 3600,
    pageSize: options.pageSize ?? 100,
    meshRevisions: options.meshRevisions ?? usualRevisions,
    now: () => options.now?.() ?? new Date(),
  };
}
