import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { ClusterSize } from '../sim/kubernetes/large/large-cluster.ts';
import type { Connection } from '../src/kubernetes/connection.ts';
import { connect } from './connect.ts';
import { bytes, median, ms, printTable, summary, timed } from './figures.ts';
import { judge } from './judge.ts';
import { type Simulator, withSimulator } from './simulator.ts';

interface Wanted {
  readonly path: string;
  readonly accept: string;
}

/** How the same lists are fetched without looking at them. */
interface Download {
  readonly name: string;
  /** A page can be asked for only once the one before has come, for it holds the token. */
  readonly pagesInTurn: boolean;
  readonly unpack: boolean;
}

const downloads: readonly Download[] = [
  { name: 'bare download', pagesInTurn: true, unpack: false },
  { name: 'bare download, unpacked', pagesInTurn: true, unpack: true },
  { name: 'bare download, even pages at once', pagesInTurn: false, unpack: false },
];

/** Everything that one check asks for, with the form it asks for. */
async function recordRequests(connection: Connection): Promise<Wanted[]> {
  const seen: Wanted[] = [];
  const listen = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    seen.push({ path: request.path, accept: String(request.getHeader('accept')) });
  };
  subscribe('http.client.request.start', listen);
  await judge(connection);
  unsubscribe('http.client.request.start', listen);
  connection.close();
  return seen;
}

async function fetchOnce(connection: Connection, wanted: Wanted, unpack: boolean): Promise<void> {
  const { agent, server } = connection;
  const sent = { ...(await connection.headers()), accept: wanted.accept, 'accept-encoding': 'gzip' };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(new URL(wanted.path, server), { agent, headers: sent }, resolve).on('error', reject);
  });
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const packed = unpack && answer.headers['content-encoding'] === 'gzip';
  await (packed ? pipeline(answer, createGunzip({ chunkSize: 65_536 }), nowhere) : pipeline(answer, nowhere));
}

/** Requests that have to wait for each other stand in one row; rows run at once. */
function rowsOf(requests: readonly Wanted[], pagesInTurn: boolean): Wanted[][] {
  if (!pagesInTurn) return requests.map((wanted) => [wanted]);
  const lists = Map.groupBy(requests, ({ path }) => path.replace(/&continue=[^&]*/, ''));
  return [...lists.values()];
}

async function fetchAll(connection: Connection, rows: Wanted[][], unpack: boolean): Promise<void> {
  await Promise.all(
    rows.map(async (row) => {
      for (const wanted of row) await fetchOnce(connection, wanted, unpack);
    }),
  );
  connection.close();
}

/** Sockets that close and what a server clears away count for nobody. */
const settled = (): Promise<void> => wait(100);

async function compare(simulator: Simulator, rounds: number): Promise<{ check: number[]; bare: number[][] }> {
  const fresh = (): Connection => connect(simulator.target);
  const requests = await recordRequests(fresh());
  const check: number[] = [];
  const bare: number[][] = downloads.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    await settled();
    const connection = fresh();
    const took = await timed(() => judge(connection));
    connection.close();
    if (round > 0) check.push(took);
    for (const [index, { pagesInTurn, unpack }] of downloads.entries()) {
      await settled();
      const time = await timed(() => fetchAll(fresh(), rowsOf(requests, pagesInTurn), unpack));
      // The first round compiles and warms up; it counts for nobody.
      if (round > 0) bare[index]?.push(time);
    }
  }
  return { check, bare };
}

async function one(
  title: string,
  size: ClusterSize | undefined,
  rounds: number,
  target: string,
): Promise<void> {
  await withSimulator(size, async (simulator) => {
    await recordRequests(connect(simulator.target));
    const log = await simulator.requests();
    const sent = log.reduce((sum, request) => sum + request.bytes, 0);
    const { check, bare } = await compare(simulator, rounds);
    const ratio = (of: readonly number[]): string =>
      median(check.map((time, round) => time / (of[round] ?? Number.NaN))).toFixed(2);
    printTable(
      `${title}: ${log.length} requests, ${bytes(sent)} on the wire, ${rounds} rounds in turn`,
      ['', 'median', 'least', 'check / this', 'target'],
      [
        ['read and judge everything', ...summary(check), '', ''],
        ...downloads.map(({ name }, index) => {
          const times = bare[index] ?? [];
          return [name, ...summary(times), ratio(times), index < 2 ? target : ''];
        }),
      ],
    );
    const served = log.reduce((sum, request) => sum + request.ms, 0);
    console.log(
      `What bounds it: the server (${ms(served)} over these answers the first time, summed), pages that come in turn, and JSON.parse of all of it on one thread; the bare download has only the first two.`,
    );
  });
}

/** The check alone against a bare parallel download of the same lists over as many sockets. */
export async function downloadPart(): Promise<void> {
  await one('DOWNLOAD, small cluster', undefined, 21, 'at most 1.5');
  await one('DOWNLOAD, 5,000 pods and 500 policies', { pods: 5_000, namespaces: 210 }, 15, 'at most 2');
}
