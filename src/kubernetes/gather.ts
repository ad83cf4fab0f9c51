import { object, text } from '../model/json.ts';
import {
  type ClusterRef,
  type ClusterSnapshot,
  type InputName,
  type Inputs,
  outsideInputs,
  type Reading,
  type ReadProblem,
  type ReadRecord,
} from '../model/snapshot.ts';
import { accept, type Client, clientOf, getJson, type Meter, type OnExchange } from './client.ts';
import type { Connection } from './connection.ts';
import { inputReads, isOwnRead, namespacedInputs } from './inputs.ts';
import { isOutside, notAsked } from './not-asked.ts';
import { Pointless } from './pointless.ts';
import { readVersion } from './read-version.ts';

/** What to read and within which limits. */
export interface GatherOptions {
  readonly inputs: ReadonlySet<InputName>;
  /** Read this namespace alone. */
  readonly namespace?: string;
  readonly budgetMs: number;
  /** The time now; the snapshot is judged at the moment reading began. */
  now(): Date;
  /** Told whenever a read ends, with what is still open: for the progress line. */
  onRead?(record: ReadRecord, open: readonly InputName[]): void;
  /** Told of every request: for `--debug`. */
  readonly onExchange?: OnExchange;
}

interface Recorded {
  readonly reading: Reading<unknown>;
  readonly record: ReadRecord;
}

const allInputs = [
  'apiServer',
  'clock',
  ...Object.keys(inputReads),
  ...outsideInputs,
] as readonly InputName[];

/** Reads what is asked for, all at once, under one budget. Never throws: what did not come is data. */
export async function gather(connection: Connection, options: GatherOptions): Promise<ClusterSnapshot> {
  const started = performance.now();
  const takenAt = options.now().toISOString();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.budgetMs);
  const client = clientOf(connection, { ...options, signal: stop.signal });
  try {
    const [recorded, uid] = await Promise.all([
      readAll(client, options, (problem) => stop.abort(new Pointless(problem))),
      clusterUid(client),
    ]);
    const { budgetMs, namespace } = options;
    return {
      cluster: { ...connection.cluster, ...(uid === undefined ? {} : { uid }) },
      takenAt,
      durationMs: Math.round(performance.now() - started),
      asked: { budgetMs, ...(namespace === undefined ? {} : { namespace }) },
      inputs: inputsOf(recorded, options),
      reads: allInputs.flatMap((name) => recorded.get(name)?.record ?? []),
    };
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(
  client: Client,
  options: GatherOptions,
  giveUp: (problem: ReadProblem) => void,
): Promise<Map<InputName, Recorded>> {
  const { namespace, now } = options;
  const running = new Map<InputName, Promise<Recorded>>();
  const open = new Set<InputName>();
  const version = readVersion(client, now);
  const start = (name: InputName, read: (meter: Meter) => Promise<Reading<unknown>>): Promise<Recorded> => {
    open.add(name);
    const promise = recordedRead(name, read).then((recorded) => {
      open.delete(name);
      options.onRead?.(recorded.record, [...open]);
      return recorded;
    });
    running.set(name, promise);
    return promise;
  };
  const read = <K extends InputName>(name: K): Promise<Reading<Inputs[K]>> => {
    const already = running.get(name) ?? start(name, (meter) => readInput(name, meter));
    return already.then(({ reading }) => reading as Reading<Inputs[K]>);
  };
  const readInput = async (name: InputName, meter: Meter): Promise<Reading<unknown>> => {
    if (name === 'apiServer' || name === 'clock') {
      const { reading, requests, bytes } = (await version)[name];
      Object.assign(meter, { requests, bytes });
      if (name === 'apiServer' && !reading.ok && reading.problem.reason === 'unreachable') {
        giveUp(reading.problem);
      }
      return reading;
    }
    if (!isOwnRead(name)) return notRead;
    if (namespace === undefined) return inputReads[name]({ client, read }, meter);
    const [reading, there] = await Promise.all([
      inputReads[name]({ client, read, namespace }, meter),
      name === 'namespaces' ? undefined : namespaceItself(namespace),
    ]);
    return reading.ok && there?.ok === false && there.problem.reason === 'unreachable' ? there : reading;
  };
  // A list of a namespace that does not exist is empty, not refused: nothing was seen there.
  const namespaceItself = (name: string) =>
    options.inputs.has('namespaces')
      ? read('namespaces')
      : inputReads.namespaces({ client, read, namespace: name }, { requests: 0, bytes: 0 });
  const wanted = [...options.inputs]
    .filter((name) => !isOutside(name))
    .filter((name) => namespace === undefined || namespacedInputs.has(name));
  await Promise.all(wanted.map(read));
  const entries = [...running].map(async ([name, promise]) => [name, await promise] as const);
  return new Map(await Promise.all(entries));
}

/** What no request brings. */
const notRead: Reading<never> = {
  ok: false,
  problem: { reason: 'notAsked', detail: 'This run did not read it.' },
};

async function recordedRead(
  input: InputName,
  read: (meter: Meter) => Promise<Reading<unknown>>,
): Promise<Recorded> {
  const meter: Meter = { requests: 0, bytes: 0 };
  const started = performance.now();
  const reading = await read(meter);
  const value = reading.ok ? reading.value : reading.partial;
  const record: ReadRecord = {
    input,
    ...meter,
    ms: Math.round(performance.now() - started),
    items: Array.isArray(value) ? value.length : Number(value !== undefined),
    ok: reading.ok,
    ...(reading.ok ? {} : { problem: reading.problem }),
  };
  return { reading, record };
}

function inputsOf(
  recorded: ReadonlyMap<InputName, Recorded>,
  { inputs, namespace }: GatherOptions,
): ClusterSnapshot['inputs'] {
  const missing = (name: InputName): Reading<never> => ({
    ok: false,
    problem: notAsked(name, inputs.has(name), namespace),
  });
  const entries = allInputs.map((name) => [name, recorded.get(name)?.reading ?? missing(name)]);
  return Object.fromEntries(entries) as ClusterSnapshot['inputs'];
}

/** The UID of kube-system is the cluster's identity; who may not read it is known by the server's address. */
async function clusterUid(client: Client): Promise<ClusterRef['uid']> {
  const ask = { path: '/api/v1/namespaces/kube-system', accept: accept.metadata };
  const got = await getJson(client, ask, { requests: 0, bytes: 0 });
  return got.is === 'json' ? text(object(got.json['metadata'])['uid']) : undefined;
}
