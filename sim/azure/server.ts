import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificates } from '../kubernetes/certificates.ts';
import { type Fault, type Faults, faultList } from '../kubernetes/faults.ts';
import { answersOf } from './answers.ts';
import { closed, listenOn, silentAddress } from './listeners.ts';
import type { Endpoint } from './request.ts';
import { type RunningManagedCluster, type Started, startManagedCluster } from './running-cluster.ts';
import { type LoggedAzureRequest, type Site, siteHandler } from './site.ts';
import { tokenOffice } from './tokens.ts';
import { type AzureOptions, type World, worldOf } from './world.ts';

export type { RunningManagedCluster } from './running-cluster.ts';
export type { LoggedAzureRequest } from './site.ts';
export type { AzureOptions } from './world.ts';

/** A fault of one endpoint of Azure; ARM's unless `at` says otherwise. Faults of API servers are added there. */
export interface AzureFault extends Fault {
  readonly at?: Endpoint;
}

/** A simulated Azure that listens. */
export interface RunningAzure {
  /** ARM's address, and Entra's (`AZURE_AUTHORITY_HOST`). */
  readonly url: string;
  /** What clients must trust, for ARM, Entra and every API server. PEM. */
  readonly ca: string;
  readonly tenant: string;
  /** Object id of the system-assigned identity. */
  readonly objectId: string;
  /** Grows as requests to managed identity, Entra and ARM arrive. */
  readonly requests: readonly LoggedAzureRequest[];
  /** Everything that was handed out and must appear in no log: tokens, keys, the identity header, client secrets. */
  readonly secrets: readonly string[];
  /** What the product needs in its environment to find itself in this Azure. */
  env(): Record<string, string>;
  /** A declared cluster, by name or ARM id. Throws when there is none. */
  cluster(name: string): RunningManagedCluster;
  /** A token of the system-assigned identity, as its endpoint would give it. */
  tokenFor(audience: string): string;
  /** Whether it handed out a token for this audience that is still good. */
  isGood(token: string, audience: string): boolean;
  /** How long tokens live that are handed out from now on. */
  setTokenLifetime(seconds: number): void;
  setPageSize(items: number): void;
  /** Gives or takes all rights in a subscription. */
  setSubscriptionRights(id: string, rights: 'none' | 'some'): void;
  addFault(fault: AzureFault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/** Writes the certificate authority where `NODE_EXTRA_CA_CERTS` can point. */
async function caFile(ca: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'simulated-azure-'));
  const path = join(folder, 'ca.pem');
  await writeFile(path, ca);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

function found(started: readonly Started[], name: string): RunningManagedCluster {
  const wanted = started.find(
    ({ managed, running }) =>
      managed.name === name || running.resourceId.toLowerCase() === name.toLowerCase(),
  );
  if (wanted === undefined) throw new Error(`No cluster ${name} was declared for the simulated Azure.`);
  return wanted.running;
}

function endpointOf(path: string): Endpoint {
  return /^\/subscriptions\b/i.test(path) ? 'arm' : 'entra';
}

function controls(
  world: World,
): Pick<RunningAzure, 'setTokenLifetime' | 'setPageSize' | 'setSubscriptionRights'> {
  return {
    setTokenLifetime: (seconds) => {
      world.tokenLifetimeSeconds = seconds;
    },
    setPageSize: (items) => {
      world.pageSize = items;
    },
    setSubscriptionRights: (id, rights) => {
      world.subscriptions = world.subscriptions.map((one) => (one.id === id ? { ...one, rights } : one));
    },
  };
}

function faultControls(
  faults: Readonly<Record<Endpoint, Faults>>,
): Pick<RunningAzure, 'addFault' | 'clearFaults'> {
  return {
    addFault: ({ at = 'arm', ...fault }) => faults[at].add(fault),
    clearFaults: () => {
      for (const list of Object.values(faults)) list.clear();
    },
  };
}

function environment(world: World, url: string, identityUrl: string, caPath: string): Record<string, string> {
  return {
    IDENTITY_ENDPOINT: `${identityUrl}/msi/token`,
    IDENTITY_HEADER: world.identityHeader,
    OSM_ARM_ENDPOINT: url,
    OSM_SUBSCRIPTIONS: world.subscriptions.map(({ id }) => id).join(','),
    NODE_EXTRA_CA_CERTS: caPath,
  };
}

/** Starts a simulated Azure on free ports of 127.0.0.1: managed identity, Entra, ARM, and the declared clusters. */
export async function startAzure(options: AzureOptions): Promise<RunningAzure> {
  const [certs, silent] = await Promise.all([certificates(), silentAddress()]);
  const world = worldOf(options);
  const { secrets, now } = world;
  const lifetimeSeconds = (): number => world.tokenLifetimeSeconds;
  const tokens = tokenOffice({ tenant: world.directory.tenant, secrets, now, lifetimeSeconds });
  const started = await Promise.all(
    (options.clusters ?? []).map((declared) =>
      startManagedCluster(declared, tokens, {
        now,
        onAnswered: (request) => options.onKubernetesAnswered?.(declared.name, request),
      }),
    ),
  );
  const file = await caFile(certs.ca);
  const stopping = new AbortController();
  const faults = { managedIdentity: faultList(), entra: faultList(), arm: faultList() };
  const requests: LoggedAzureRequest[] = [];
  let url = '';
  const answers = answersOf({ world, tokens, started, certs, silentPort: silent.port, url: () => url });
  const site: Site = {
    faults,
    requests,
    tokens,
    answers,
    now,
    onAnswered: options.onAnswered,
    stop: stopping.signal,
  };
  const plain = createHttpServer(siteHandler(site, () => 'managedIdentity'));
  const secure = createHttpsServer(certs.server, siteHandler(site, endpointOf));
  const identityUrl = `http://127.0.0.1:${await listenOn(plain)}`;
  url = `https://127.0.0.1:${await listenOn(secure)}`;
  return {
    url,
    ca: certs.ca,
    tenant: world.directory.tenant,
    objectId: world.self.objectId,
    requests,
    secrets,
    env: () => environment(world, url, identityUrl, file.path),
    cluster: (name) => found(started, name),
    tokenFor: (audience) => tokens.issue(audience, world.self).token,
    isGood: (token, audience) => {
      const claims = tokens.claimsOf(token);
      return claims?.audience === audience && claims.expires * 1000 > now().getTime();
    },
    ...controls(world),
    ...faultControls(faults),
    close: async () => {
      stopping.abort();
      const apiServers = started.map(({ running }) => running.kubernetes.close());
      await Promise.all([closed(plain), closed(secure), silent.close(), file.remove(), ...apiServers]);
    },
  };
}
