import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Connection, ConnectionError, pooling } from './connection.ts';
import { firstLine, type KubeconfigChoice, loadKubeconfig } from './kubeconfig-file.ts';

/**
 * Connects by kubeconfig as kubectl would. Client certificates, tokens and exec sign-in plugins are client-node's
 * business; a plugin that does not answer within `budgetMs` is given up. Throws ConnectionError with one sentence.
 */
export async function connectByKubeconfig(choice: KubeconfigChoice, budgetMs: number): Promise<Connection> {
  const config = await loadKubeconfig(choice);
  const { contextName, clusterName, server, proxyUrl } = pickContext(config, choice.context);
  const options = await signIn(config, budgetMs);
  const agent = agentFor(server, proxyUrl, options, choice.env);
  // As kubectl does: nothing that signs us in goes over a connection without TLS.
  const headers = server.protocol === 'http:' ? {} : headersOf(options);
  return {
    cluster: {
      name: clusterName,
      server: server.href,
      context: contextName,
      ...(choice.kubeconfig === undefined ? {} : { kubeconfig: choice.kubeconfig }),
    },
    server,
    agent,
    headers: async () => headers,
    close: () => agent.destroy(),
  };
}

interface PickedContext {
  readonly contextName: string;
  readonly clusterName: string;
  readonly server: URL;
  readonly proxyUrl: string | undefined;
}

function pickContext(config: KubeConfig, wanted: string | undefined): PickedContext {
  const contextName = wanted ?? config.getCurrentContext();
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(contextName)) throw noContext(contextName, names);
  config.setCurrentContext(contextName);
  const cluster = config.getCurrentCluster();
  if (cluster === null) {
    throw new ConnectionError(
      `Context "${contextName}" names a cluster that the kubeconfig does not define.`,
    );
  }
  if (config.getCurrentUser() === null) {
    throw new ConnectionError(`Context "${contextName}" names a user that the kubeconfig does not define.`);
  }
  const server = URL.parse(cluster.server ?? '');
  if (server === null || !['http:', 'https:'].includes(server.protocol)) {
    throw new ConnectionError(`The server address of context "${contextName}" is not an http or https URL.`);
  }
  server.username = '';
  server.password = '';
  return { contextName, clusterName: cluster.name, server, proxyUrl: cluster.proxyUrl };
}

function noContext(contextName: string, names: readonly string[]): ConnectionError {
  const there = names.length === 0 ? 'It has none.' : `It has: ${names.slice(0, 10).join(', ')}.`;
  return new ConnectionError(
    contextName === ''
      ? `The kubeconfig names no current context. ${there} Choose one with --context.`
      : `The kubeconfig has no context "${contextName}". ${there}`,
  );
}

/** Runs the sign-in: reads certificates, starts an exec plugin if there is one. */
async function signIn(config: KubeConfig, budgetMs: number): Promise<RequestOptions> {
  const options: RequestOptions = {};
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => {
    timer.reject(new Error(`it did not end within ${budgetMs / 1_000} s`));
  }, budgetMs);
  try {
    await Promise.race([config.applyToHTTPSOptions(options), timer.promise]);
  } catch (error) {
    throw new ConnectionError(`The sign-in that the kubeconfig describes failed: ${firstLine(error)}.`);
  } finally {
    clearTimeout(timeout);
  }
  return options;
}

/** Node's agent knows the proxy variables itself (NO_PROXY too); SOCKS is left to client-node's agent. */
function agentFor(
  server: URL,
  proxyUrl: string | undefined,
  options: RequestOptions,
  env: NodeJS.ProcessEnv,
): HttpAgent {
  if (proxyUrl?.startsWith('socks') === true && options.agent instanceof HttpAgent) return options.agent;
  const proxyEnv = proxyUrl === undefined ? env : { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl };
  const pool = { ...pooling, proxyEnv };
  if (server.protocol === 'http:') return new HttpAgent(pool);
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
  const tls = { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername };
  const given = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  return new HttpsAgent({ ...pool, ...given });
}

function headersOf({ headers, auth }: RequestOptions): Record<string, string> {
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
  const basic =
    typeof auth === 'string' ? [['Authorization', `Basic ${Buffer.from(auth).toString('base64')}`]] : [];
  return Object.fromEntries([...named, ...basic]);
}
