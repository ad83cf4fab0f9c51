import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { initialRights, revokeRight } from './access.ts';
import type { Api } from './api.ts';
import { catalogueOf } from './catalogue.ts';
import { type Certificates, certificates } from './certificates.ts';
import type { KubernetesObject, SimulatedCluster } from './cluster.ts';
import { admitPod } from './controllers/admission.ts';
import { type Controllers, type Pace, startControllers } from './controllers/controllers.ts';
import { type World, worldOf } from './controllers/world.ts';
import { type Fault, faultList } from './faults.ts';
import { type LoggedRequest, requestHandler, type Site } from './handler.ts';
import { type EntraSignIn, type Identity, userOf } from './identity.ts';
import { collectionOf, type ServedKind } from './kinds.ts';
import { type KubeconfigOptions, kubeconfigText } from './kubeconfig.ts';
import { type ProgramManners, programsOf } from './programs.ts';
import { removeObject } from './removal.ts';
import { place, seedStore } from './seed.ts';
import { allOf, emptyStore, keyOf, lookUp, type StoredObject } from './store.ts';
import type { Admission } from './write-answers.ts';

export type { Fault } from './faults.ts';
export type { LoggedRequest } from './handler.ts';
export type { EntraSignIn, Identity } from './identity.ts';

/** A simulated API server that listens. */
export interface RunningCluster {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  /** Grows as requests arrive. */
  readonly requests: LoggedRequest[];
  /** A kubeconfig for an identity, as YAML text. */
  kubeconfig(as: Identity, options?: KubeconfigOptions): string;
  addFault(fault: Fault): void;
  clearFaults(): void;
  find(kind: string, namespace: string | undefined, name: string): KubernetesObject | undefined;
  /** All objects of a kind, in whatever group and namespace. */
  all(kind: string): readonly KubernetesObject[];
  /** Creates or replaces an object and counts up its resourceVersion. */
  put(object: KubernetesObject): void;
  remove(kind: string, namespace: string | undefined, name: string): void;
  /** Takes a right away from an identity, live. */
  revoke(identity: Identity, rule: { group: string; resource: string }): void;
  /** How the program of a pod answers through `pods/proxy`, from now on. */
  setProgram(pod: string, how: ProgramManners): void;
  /** Gives an identity back the rights with which it started. */
  giveBack(identity: Identity): void;
  /** Where it was started with them. */
  readonly controllers: Controllers | undefined;
  close(): Promise<void>;
}

/** What a server may be started with. */
export interface StartOptions {
  readonly port?: number;
  /** Shifts the clock: the Date header, and the times that a living cluster writes. */
  readonly clockSkewSeconds?: number;
  /** Lets people and programs of Entra sign in by token, beside the identities that every simulated server knows. */
  readonly entra?: EntraSignIn;
  /**
   * Plays the controllers that docs/playground.md lists, and lets the cluster's clock run: without it nothing
   * changes that nobody writes, and it is always the moment at which the cluster was taken.
   */
  readonly controllers?: boolean | Pace;
  /** Told of every request once it is answered, or is known to get no answer. */
  onAnswered?(request: LoggedRequest): void;
}

interface Found {
  readonly kind: ServedKind;
  readonly stored: StoredObject;
}

function search(api: Api, kind: string, namespace: string | undefined, name: string): Found | undefined {
  for (const served of api.catalogue().all.filter((other) => other.kind === kind)) {
    const stored = lookUp(
      api.store,
      collectionOf(served),
      keyOf(served.namespaced ? namespace : undefined, name),
    );
    if (stored !== undefined) return { kind: served, stored };
  }
  return undefined;
}

function put(api: Api, object: KubernetesObject): void {
  const { resourceVersion: _, ...metadata } = object.metadata;
  place(api.store, api.catalogue, structuredClone({ ...object, metadata }), api.now);
}

/** RFC 3339 without fractions of a second, as Kubernetes writes times. */
function thisSecond(clockSkewSeconds: number): string {
  return `${new Date(Date.now() + clockSkewSeconds * 1_000).toISOString().slice(0, 19)}Z`;
}

function apiOf(cluster: SimulatedCluster, address: () => string, clock: (() => string) | undefined): Api {
  const store = emptyStore();
  const catalogue = catalogueOf(store, cluster.manners);
  seedStore(store, catalogue, cluster);
  const now = clock ?? (() => cluster.takenAt);
  const world = worldOf(store, catalogue, now);
  return {
    store,
    catalogue,
    rights: initialRights(cluster.manners),
    manners: cluster.manners,
    get now() {
      return now();
    },
    address,
    admit: admissionOf(world),
    lives: clock !== undefined,
    programs: programsOf(world),
  };
}

function admissionOf(world: World): Admission {
  return (given) => {
    const { pod, beside } = admitPod(world, given);
    return { pod, keepBeside: () => beside.forEach(world.save) };
  };
}

function controls(
  api: Api,
): Pick<RunningCluster, 'find' | 'all' | 'put' | 'remove' | 'revoke' | 'setProgram' | 'giveBack'> {
  return {
    find: (kind, namespace, name) => search(api, kind, namespace, name)?.stored.object,
    all: (kind) => {
      const served = api.catalogue().all.filter((other) => other.kind === kind);
      const names = new Set(served.map(collectionOf));
      return [...names].flatMap((name) => allOf(api.store, name)).map(({ object }) => object);
    },
    put: (object) => put(api, object),
    remove: (kind, namespace, name) => {
      const found = search(api, kind, namespace, name);
      if (found !== undefined) removeObject(api.store, found.kind, found.stored);
    },
    revoke: (identity, rule) => revokeRight(api.rights, userOf(identity), rule, api.catalogue().all),
    setProgram: api.programs.set,
    giveBack: (identity) => {
      const user = userOf(identity);
      api.rights.set(user, initialRights(api.manners).get(user) ?? []);
    },
  };
}

async function listening(server: Server, port: number): Promise<void> {
  // As long as a real server's: a client's idle connection must not end under its hands.
  server.keepAliveTimeout = 180_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** Certificates are asked for but never demanded: whether one is good is for the sign-in to say, with a 401. */
function tlsOf(certs: Certificates): ServerOptions {
  return { ...certs.server, ca: certs.clientCa, requestCert: true, rejectUnauthorized: false };
}

/** Starts an API server for a cluster, on a free port of 127.0.0.1 unless one is given. */
export async function startKubernetes(
  cluster: SimulatedCluster,
  options: StartOptions = {},
): Promise<RunningCluster> {
  const certs = await certificates();
  const { controllers: wanted = false, clockSkewSeconds = 0 } = options;
  const clock = (): string => thisSecond(clockSkewSeconds);
  const api = apiOf(cluster, () => address(), wanted === false ? undefined : clock);
  const faults = faultList();
  const stopping = new AbortController();
  const site: Site = {
    api,
    faults,
    requests: [],
    clientCa: certs.clientCa,
    clockSkewSeconds,
    entra: options.entra,
    onAnswered: options.onAnswered,
    stop: stopping.signal,
  };
  const server = createServer(tlsOf(certs), requestHandler(site));
  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
  await listening(server, options.port ?? 0);
  const pace = wanted === true ? { pace: 1 } : wanted;
  const controllers = pace === false ? undefined : startControllers(api.store, api.catalogue, clock, pace);
  const url = `https://${address()}`;
  return {
    ...controls(api),
    url,
    ca: certs.ca,
    requests: site.requests,
    kubeconfig: (as, wanted = {}) => kubeconfigText({ name: cluster.name, url }, as, certs, wanted),
    addFault: faults.add,
    clearFaults: faults.clear,
    controllers,
    close: async () => {
      controllers?.stop();
      stopping.abort();
      await closed(server);
    },
  };
}
