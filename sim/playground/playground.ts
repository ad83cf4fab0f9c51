import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { KubeconfigChoice } from '../../src/kubernetes/kubeconfig-file.ts';
import { closed, listenOn } from '../azure/listeners.ts';
import { type RunningAzure, startAzure } from '../azure/server.ts';
import type { LoggedRequest } from '../kubernetes/server.ts';
import { type RunningSlack, startSlack } from '../slack/server.ts';
import type { PageCluster, PageEvent, PagePart, PageState } from './api.ts';
import { type PlayCluster, playClusters } from './clusters.ts';
import { copyOfApp } from './copy-of-app.ts';
import { deedsOf } from './deeds.ts';
import { type EventStream, eventStream } from './event-stream.ts';
import { type Feed, followSlack } from './feed.ts';
import { type Machine, type Machines, startMachines } from './machines.ts';
import { type OwnCluster, openOwnCluster } from './own-cluster.ts';
import { pageApi } from './page-api.ts';
import { pageFiles } from './page-files.ts';
import { pageServer } from './page-server.ts';
import { type ReaderDoes, readerDoes } from './reader-does.ts';
import { commandRunner, findKubectl } from './run-command.ts';
import { pageSwitch, type Switch } from './switch.ts';
import { switchesOf } from './switches.ts';
import { shownStatus, type Wire, wireLog } from './wire.ts';
import { channelFor, channels, me, people } from './workspace.ts';

/** How a playground is started. */
export interface PlaygroundOptions {
  /** Folder of the built page: index.html and what it needs. `dist/playground` unless given. */
  readonly page?: string;
  /** The reader's own cluster, to be read beside the simulated ones. */
  readonly own?: KubeconfigChoice;
  /** Told of each part as it comes up, in words. */
  onUp?(part: string): void;
}

/** A playground that runs. */
export interface RunningPlayground {
  /** What to open: it holds the key. */
  readonly address: string;
  /** The name of the reader's own cluster. */
  readonly own: string | undefined;
  readonly slack: RunningSlack;
  readonly azure: RunningAzure;
  readonly machines: Machines;
  readonly reader: ReaderDoes;
  /** Ends everything: no process, port or file is left. */
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts everything on free ports of 127.0.0.1. The function bundle must have been built. */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<RunningPlayground> {
  const opened: Opened = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const world = await startWorld(options, opened);
    return { ...world, ...(await servePage(options, world, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What has to be ended, in the order in which it was opened. */
type Opened = (() => Promise<void>)[];

/** Everything that a page shows, without the page. */
interface World {
  readonly stream: EventStream;
  readonly wire: Wire;
  readonly clusters: readonly PlayCluster[];
  readonly ownCluster: OwnCluster | undefined;
  readonly azure: RunningAzure;
  readonly slack: RunningSlack;
  readonly feed: Feed;
  readonly machines: Machines;
  readonly reader: ReaderDoes;
  readonly switches: readonly Switch[];
  /** Tells parts and switches, where they are not as they were told last. */
  changed(): void;
}

const words: Readonly<Record<Machine, string>> = {
  storage: 'Storage: Azurite, in memory',
  functions: 'The Function App: osm-doctor as it is shipped',
};

async function startWorld(options: PlaygroundOptions, opened: Opened): Promise<World> {
  const { onUp = () => undefined } = options;
  const stream = eventStream();
  const wire = wireLog((entries) => stream.tell({ is: 'wire', entries }));
  opened.push(async () => {
    stream.close();
    wire.close();
  });

  const clusters = playClusters();
  const ownCluster = await openOwn(options, clusters, wire, opened);
  const azure = await startAzureWith(clusters, ownCluster, wire);
  opened.push(azure.close);
  ownCluster?.admit(azure.isGood);
  onUp(`Kubernetes and Azure: ${clusters.length} clusters`);

  const slack = await startSlack({
    channels,
    users: people,
    onAnswered: ({ method, status, error }, ms) => {
      wire.add({ who: 'app → Slack', what: method, status: error ?? shownStatus(status), ms });
      feed.look();
    },
  });
  opened.push(slack.close);
  const feed = followSlack(slack, stream.tell);
  onUp('Slack');

  const app = await copyOfApp(root);
  opened.push(app.remove);
  let changed = (): void => undefined;
  const machines = await startMachines({
    app: app.folder,
    env: appSettings(azure, slack),
    onChange: () => changed(),
    onUp: (name) => onUp(words[name]),
    onStored: ({ what, status, ms }) =>
      wire.add({ who: 'app → Storage', what, status: shownStatus(status), ms }),
  });
  opened.push(machines.close);
  const names = clusters.map(({ name }) => name);
  const switches = switchesOf({ azure, slack, machines }, names);
  changed = changesTold(stream.tell, () => ({
    parts: partsOf(machines),
    switches: switches.map(pageSwitch),
  }));
  const reader = readerDoes({ slack, feed, wire, host: machines.host });
  return { stream, wire, clusters, ownCluster, azure, slack, feed, machines, reader, switches, changed };
}

/** Milliseconds between looks at what no request tells: the controllers of a cluster take their time to mend it. */
const lookMs = 500;

async function servePage(
  options: PlaygroundOptions,
  world: World,
  opened: Opened,
): Promise<Pick<RunningPlayground, 'address' | 'own'>> {
  const { clusters, ownCluster, azure, machines, feed, wire, switches, changed } = world;
  const names = clusters.map(({ name }) => name);
  const all = ownCluster === undefined ? names : [...names, ownCluster.name];
  const deeds = deedsOf({
    host: machines.host,
    clusters: all.map((name) => ({ name, resourceId: azure.cluster(name).resourceId })),
    onSent: wire.add,
  });
  const kubectl = await findKubectl();
  const find = (name: string) => (names.includes(name) ? azure.cluster(name).kubernetes : undefined);
  const runner = kubectl === undefined ? undefined : commandRunner({ kubectl, find });
  if (runner !== undefined) opened.push(runner.close);

  const state = (): PageState => ({
    me,
    people,
    channels,
    messages: feed.messages(),
    views: feed.views(),
    parts: partsOf(machines),
    clusters: pageClusters(clusters, ownCluster),
    switches: switches.map(pageSwitch),
    deeds: deeds.map(({ run: _, ...deed }) => deed),
    wire: wire.entries(),
    kubectl: runner !== undefined,
  });
  const looking = setInterval(changed, lookMs);
  opened.push(async () => clearInterval(looking));

  const token = randomBytes(16).toString('hex');
  const files = pageFiles(options.page ?? `${root}dist/playground`);
  const api = pageApi({ ...world, state, deeds, runner, files });
  let port = 0;
  const server = pageServer(api, token, () => port);
  port = await listenOn(server);
  opened.push(() => closed(server));
  return { address: `http://127.0.0.1:${port}/?key=${token}`, own: ownCluster?.name };
}

async function openOwn(
  { own }: PlaygroundOptions,
  clusters: readonly PlayCluster[],
  wire: Wire,
  opened: Opened,
): Promise<OwnCluster | undefined> {
  if (own === undefined) return undefined;
  const cluster = await openOwnCluster({
    choice: own,
    taken: clusters.map(({ name }) => name),
    onAnswered: ({ path, status, ms }) => {
      const who = `app → Kubernetes ${cluster.name} (yours)`;
      wire.add({ who, what: `GET ${path}`, status: shownStatus(status), ms });
    },
  });
  opened.push(cluster.close);
  return cluster;
}

function startAzureWith(
  clusters: readonly PlayCluster[],
  own: OwnCluster | undefined,
  wire: Wire,
): Promise<RunningAzure> {
  const declared = clusters.map((cluster) => cluster.declared);
  return startAzure({
    clusters: own === undefined ? declared : [...declared, { name: own.name, elsewhere: own.url }],
    onAnswered: ({ method, path, endpoint, status }, ms) => {
      const what = `${method} ${endpoint === 'arm' ? path : endpoint}`;
      wire.add({ who: 'app → Azure', what, status: shownStatus(status), ms });
    },
    onKubernetesAnswered: (cluster, { method, path, as, status, ms }: LoggedRequest) => {
      const from = as === 'admin' ? 'kubectl' : 'app';
      const what = `${method} ${path}`;
      wire.add({ who: `${from} → Kubernetes ${cluster}`, what, status: shownStatus(status), ms });
    },
  });
}

function appSettings(azure: RunningAzure, slack: RunningSlack): Record<string, string> {
  return {
    ...azure.env(),
    ...slack.env(),
    OSM_DIGEST_CHANNEL: channelFor.digest,
    OSM_ALERT_CHANNEL: channelFor.alerts,
    // A digest is due in every second, so that each one that is asked for is posted; timers do not fire by themselves.
    OSM_DIGEST_SCHEDULE: '* * * * * *',
    OSM_DIGEST_MINUTES: '2',
    OSM_CLUSTER_CACHE: '5',
    PATH: process.env['PATH'] ?? '',
  };
}

function partsOf(machines: Machines): readonly PagePart[] {
  const here = { is: 'up' } as const;
  const [storage, functions] = machines.parts();
  return [
    { name: 'slack', title: 'Slack (simulated)', ...here },
    ...(functions === undefined ? [] : [functions]),
    ...(storage === undefined ? [] : [storage]),
    { name: 'azure', title: 'Azure (simulated)', ...here },
    { name: 'kubernetes', title: 'Kubernetes (simulated)', ...here },
  ];
}

function pageClusters(clusters: readonly PlayCluster[], own: OwnCluster | undefined): readonly PageCluster[] {
  const simulated = clusters.map(({ name, about }) => ({ name, about, own: false }));
  if (own === undefined) return simulated;
  const about = `Yours, by the context ${own.context}. It is only read; what Azure tells of it is made up.`;
  return [...simulated, { name: own.name, about, own: true }];
}

/** Tells parts and switches, each when it is not as it was told last. */
function changesTold(
  tell: (event: PageEvent) => void,
  look: () => Pick<PageState, 'parts' | 'switches'>,
): () => void {
  const told = { parts: '', switches: '' };
  return () => {
    const { parts, switches } = look();
    const now = { parts: JSON.stringify(parts), switches: JSON.stringify(switches) };
    if (told.parts !== now.parts) tell({ is: 'parts', parts });
    if (told.switches !== now.switches) tell({ is: 'switches', switches });
    Object.assign(told, now);
  };
}
