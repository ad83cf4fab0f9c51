import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { Connection } from '../../src/kubernetes/connection.ts';
import { connectByKubeconfig } from '../../src/kubernetes/kubeconfig.ts';
import type { KubeconfigChoice } from '../../src/kubernetes/kubeconfig-file.ts';
import { closed, listenOn } from '../azure/listeners.ts';
import { aksServerApp } from '../azure/user-kubeconfig.ts';
import { certificates } from '../kubernetes/certificates.ts';
import { mayPass } from './read-only.ts';

/** Milliseconds for the reader's sign-in. */
const signInMs = 20_000;
/** Milliseconds after which the sign-in is done anew: tokens of sign-in programs run out. */
const signedInMs = 10 * 60_000;

/** The reader's own cluster, as the app finds it: behind an address that lets reading through and nothing else. */
export interface OwnCluster {
  /** A name that Azure would allow, and that no simulated cluster has. */
  readonly name: string;
  readonly context: string;
  /** https address, with the simulator's certificate. */
  readonly url: string;
  /** Whose requests pass; nobody's before it is called. */
  admit(isGood: (token: string, audience: string) => boolean): void;
  close(): Promise<void>;
}

/** How the reader's own cluster is reached, and what is told of it. */
export interface OwnClusterOptions {
  readonly choice: KubeconfigChoice;
  /** Names that are taken. */
  readonly taken: readonly string[];
  onAnswered(request: { readonly path: string; readonly status: number; readonly ms: number }): void;
}

/**
 * Opens an address of its own in front of the cluster of a kubeconfig. It takes the app's token, as every simulated
 * cluster does, and puts the reader's own sign-in in its place. Throws ConnectionError.
 */
export async function openOwnCluster({ choice, taken, onAnswered }: OwnClusterOptions): Promise<OwnCluster> {
  let connection = await connectByKubeconfig(choice, signInMs);
  let signedInAt = Date.now();
  let isGood = (_token: string, _audience: string): boolean => false;
  const { name, context = name } = connection.cluster;

  const signedIn = async (): Promise<Connection> => {
    if (Date.now() - signedInAt < signedInMs) return connection;
    signedInAt = Date.now();
    connection.close();
    connection = await connectByKubeconfig(choice, signInMs);
    return connection;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const { method = '', url = '/', headers } = request;
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (!isGood(token, aksServerApp)) return refuse(response, 401, 'Unauthorized', 'Unauthorized');
    if (!mayPass(method, url)) {
      const says = 'The playground reads this cluster and does nothing else: only GET passes.';
      return refuse(response, 405, 'MethodNotAllowed', says);
    }
    const theirs = await ask(await signedIn(), request, url);
    response.writeHead(theirs.statusCode ?? 502, only(theirs.headers, passedBack));
    await pipeline(theirs, response);
    return theirs.statusCode ?? 502;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    // A cluster that cannot be reached must look like one: the connection ends without an answer.
    const status = await answer(request, response).catch(() => {
      response.destroy();
      return 0;
    });
    onAnswered({ path: request.url ?? '/', status, ms: performance.now() - started });
  };

  const { server: pair } = await certificates();
  const server = createServer(pair, (request, response) => void handle(request, response));
  const port = await listenOn(server);
  return {
    name: freeName(name, taken),
    context,
    url: `https://127.0.0.1:${port}`,
    admit: (rule) => {
      isGood = rule;
    },
    close: async () => {
      await closed(server);
      connection.close();
    },
  };
}

const passedOn = ['accept', 'accept-encoding'];
const passedBack = ['content-type', 'content-encoding', 'content-length', 'date', 'retry-after', 'warning'];

function only(headers: IncomingMessage['headers'], names: readonly string[]): IncomingMessage['headers'] {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

async function ask(
  connection: Connection,
  { headers }: IncomingMessage,
  target: string,
): Promise<IncomingMessage> {
  const { server, agent } = connection;
  const url = new URL(server.pathname.replace(/\/$/, '') + target, server);
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const signIn = await connection.headers();
  const options = { method: 'GET', agent, headers: { ...only(headers, passedOn), ...signIn } };
  return new Promise((resolve, reject) => {
    send(url, options, resolve).on('error', reject).end();
  });
}

function refuse(response: ServerResponse, code: number, reason: string, message: string): number {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(status));
  return code;
}

/** Source for the letters: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules. */
function freeName(name: string, taken: readonly string[]): string {
  const allowed = name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const short = allowed.slice(0, 50) || 'own';
  const clashes = taken.some((other) => other.toLowerCase() === short.toLowerCase());
  return clashes ? `my-${short}` : short;
}
