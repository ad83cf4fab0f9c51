import { problemOfFailure } from '../azure/access-problem.ts';
import type { Arm } from '../azure/arm.ts';
import { armFailure } from '../azure/arm-failure.ts';
import type { AzureCluster } from '../azure/azure-cluster.ts';
import { cloudOf } from '../azure/clouds.ts';
import { managedClusterOf } from '../azure/cluster-facts.ts';
import { type SignIn, signIn } from '../azure/credential.ts';
import { explainReading, type LastTry } from '../azure/explain-reading.ts';
import { keepFleet } from '../azure/keep-fleet.ts';
import { aboutOf, type Opened, openCluster } from '../azure/open-cluster.ts';
import { readMaintenanceWindows, readMeshRevisions } from '../azure/read-outside.ts';
import type { FleetPort } from '../jobs/ports.ts';
import type { OnExchange } from '../kubernetes/client.ts';
import { type TokenConnections, tokenConnections } from '../kubernetes/connect-by-token.ts';
import { gather } from '../kubernetes/gather.ts';
import type { FleetCluster, FleetReading, WantedReading } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import type { ClusterSnapshot, InputName, Reading, ReadRecord } from '../model/snapshot.ts';
import type { AzureSettings } from '../settings/settings.ts';

interface Azure {
  readonly signIn: SignIn;
  readonly arm: Arm;
  readonly armScope: string;
}

/** What reading goes through. */
interface Means {
  readonly azure: () => Promise<Azure>;
  readonly connections: TokenConnections;
  readonly allClusters: boolean;
  readonly now: () => Date;
}

/**
 * The clusters of the settings and of Azure. Nothing is loaded or asked before the first call; tokens, the list and
 * sockets are kept between calls. The libraries of Azure read the sign-in from `process.env` themselves.
 */
export function fleetPort(settings: AzureSettings, env: NodeJS.ProcessEnv, now: () => Date): FleetPort {
  const azure = once(async () => {
    const { connectArm } = await import('../azure/arm.ts');
    const identity = await signIn(settings, env);
    const cloud = cloudOf(settings);
    const arm = await connectArm(cloud, identity.credential);
    return { signIn: identity, arm, armScope: cloud.armScope };
  });
  const means = { azure, connections: tokenConnections(env), allClusters: settings.OSM_ALL_CLUSTERS, now };
  return {
    list: keepFleet(settings, async () => (await azure()).arm, now),
    read: (cluster, wanted) => readCluster(means, cluster, wanted),
  };
}

/** Made when it is first wanted; made again when that failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** How much of the budget opening may take: an API server must not be blamed for what Azure took its time over. */
const openingShare = 0.8;

async function readCluster(
  means: Means,
  cluster: FleetCluster,
  wanted: WantedReading,
): Promise<FleetReading> {
  const end = performance.now() + wanted.budgetMs;
  try {
    const azure = await means.azure();
    const { allClusters } = means;
    const openMs = (end - performance.now()) * openingShare;
    const opened = await openCluster({ ...azure, allClusters }, cluster, openMs);
    if (opened.is === 'closed') return opened;
    const budgetMs = tenths(end - performance.now());
    const [{ snapshot: ofCluster, lastTry }, ofAzure] = await Promise.all([
      readOpened(means, cluster, opened, { ...wanted, budgetMs }),
      readInAzure(means, azure, opened.cluster, { ...wanted, budgetMs }),
    ]);
    const inputs = { ...ofCluster.inputs, ...ofAzure.inputs };
    const snapshot = { ...ofCluster, inputs, reads: [...ofCluster.reads, ...ofAzure.reads] };
    const problem = explainReading(aboutOf(cluster, azure.signIn), opened.cluster, snapshot, lastTry);
    return problem === undefined ? { is: 'read', snapshot } : { is: 'closed', problem };
  } catch (error) {
    return { is: 'closed', problem: problemOfFailure(aboutOf(cluster), 'get', armFailure(error)) };
  }
}

/** What came of Azure itself, and what asking cost. */
type OfAzure = Pick<ClusterSnapshot, 'reads'> & { readonly inputs: Partial<ClusterSnapshot['inputs']> };

/** What checks want of Azure itself, asked while the cluster is read. Never throws. */
async function readInAzure(
  { now }: Means,
  { arm, signIn: identity }: Azure,
  cluster: AzureCluster,
  { inputs, namespace, budgetMs }: WantedReading,
): Promise<OfAzure> {
  if (namespace !== undefined) return { inputs: notAskedBeside(namespace), reads: [] };
  const asking = { arm, principal: identity.principal() };
  const reads: ReadRecord[] = [];
  const recorded = async <T>(input: InputName, read: () => Promise<Reading<T[]>>) => {
    if (!inputs.has(input)) return undefined;
    const started = performance.now();
    const reading = await read();
    reads.push(recordOf(input, reading, performance.now() - started));
    return reading;
  };
  const [meshRevisions, maintenanceWindows] = await Promise.all([
    recorded('meshRevisions', () => readMeshRevisions(asking, cluster, budgetMs)),
    recorded('maintenanceWindows', () => readMaintenanceWindows(asking, cluster, now(), budgetMs)),
  ]);
  // Opening the cluster brought it already.
  const managedCluster = { ok: true, value: managedClusterOf(cluster) } as const;
  const came = {
    ...(inputs.has('managedCluster') ? { managedCluster } : {}),
    ...optional('meshRevisions', meshRevisions),
    ...optional('maintenanceWindows', maintenanceWindows),
  };
  return { inputs: came, reads };
}

/** The libraries of Azure do not tell how much came. */
function recordOf<T>(input: InputName, reading: Reading<readonly T[]>, ms: number): ReadRecord {
  const ended = reading.ok ? { ok: true } : { ok: false, problem: reading.problem };
  const items = reading.ok ? reading.value.length : 0;
  return { input, requests: 1, bytes: 0, ms: Math.round(ms), items, ...ended };
}

/** Of a run of one namespace: what Azure says is about the whole cluster. */
function notAskedBeside(namespace: string): OfAzure['inputs'] {
  const detail = `Only namespace ${namespace} was asked for; this is about the whole cluster.`;
  const reading = { ok: false, problem: { reason: 'notAsked', detail } } as const;
  return { managedCluster: reading, meshRevisions: reading, maintenanceWindows: reading };
}

/** Sentences name the budget: 28.4 s reads better than 28.417 s. */
function tenths(ms: number): number {
  return Math.max(100, Math.floor(ms / 100) * 100);
}

async function readOpened(
  { connections, now }: Means,
  { name, resourceId }: FleetCluster,
  { apiServer, authorization }: Opened & { is: 'open' },
  { inputs, namespace, budgetMs, onRead }: WantedReading,
): Promise<{ snapshot: ClusterSnapshot; lastTry: LastTry }> {
  let lastTry: LastTry;
  const onExchange: OnExchange = ({ path, status }) => {
    if (path === '/version') lastTry = status;
  };
  const connection = connections.connect({ name, resourceId, ...apiServer, authorization });
  try {
    const snapshot = await gather(connection, {
      inputs,
      budgetMs,
      now,
      onExchange,
      ...(namespace === undefined ? {} : { namespace }),
      ...(onRead === undefined ? {} : { onRead: (_record, open) => onRead(open) }),
    });
    return { snapshot, lastTry };
  } finally {
    connection.close();
  }
}
