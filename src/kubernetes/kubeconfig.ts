import { existsSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { type Connection, ConnectionError } from './connection.ts';

/** Which kubeconfig and context to use, and the environment for defaults and proxies. */
export interface KubeconfigChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Sockets a cluster: enough for every small list at once, few enough for any API server. */
const maxSockets = 12;

/**
 * Connects by kubeconfig as kubectl would: the file named, else KUBECONFIG, else ~/.kube/config, else the pod's
 * service account. Client certificates, tokens and exec sign-in plugins are client-node's business.
 * Throws ConnectionError with one sentence on what is wrong.
 */
export async function connectByKubeconfig(choice: KubeconfigChoice): Promise<Connection> {
  const config = load(choice);
  const { contextName, clusterName, server, proxyUrl } = pickContext(config, choice.context);
  const options = await signIn(config);
  const agent = agentFor(server, proxyUrl, options, choice.env);
  return {
    cluster: {
      name: clusterName,
      server: server.href,
      ...(contextName === '' ? {} : { context: contextName }),
    },
    server,
    agent,
    headers: headersOf(options),
    close: () => agent.destroy(),
  };
}

function load({ kubeconfig, env }: KubeconfigChoice): KubeConfig {
  const config = new KubeConfig();
  const file =
    kubeconfig ?? (env['KUBECONFIG'] === undefined ? join(homedir(), '.kube', 'config') : undefined);
  if (kubeconfig !== undefined && !existsSync(kubeconfig)) {
    throw new ConnectionError(`There is no kubeconfig at ${kubeconfig}.`);
  }
  try {
    if (file !== undefined && existsSync(file)) config.loadFromFile(file);
    else if (env['KUBECONFIG'] !== undefined) config.loadFromDefault();
    else if (env['KUBERNETES_SERVICE_HOST'] !== undefined) config.loadFromCluster();
    else
      throw new ConnectionError(`There is no kubeconfig: ${file} does not exist and KUBECONFIG is not set.`);
  } catch (error) {
    if (error instanceof ConnectionError) throw error;
    throw new ConnectionError(
      `The kubeconfig ${file ?? env['KUBECONFIG']} can't be read: ${firstLine(error)}.`,
    );
  }
  return config;
}

interface PickedContext {
  readonly contextName: string;
  readonly clusterName: string;
  readonly server: URL;
  readonly proxyUrl: string | undefined;
}

function pickContext(config: KubeConfig, wanted: string | undefined): PickedContext {
  const contextName = wanted ?? config.getCurrentContext() ?? '';
  const names = (config.getContexts() ?? []).map(({ name }) => name);
  if (!names.includes(contextName)) {
    const there = names.length === 0 ? 'It has none.' : `It has: ${names.slice(0, 10).join(', ')}.`;
    throw new ConnectionError(
      contextName === ''
        ? `The kubeconfig names no current context. ${there} Choose one with --context.`
        : `The kubeconfig has no context "${contextName}". ${there}`,
    );
  }
  config.setCurrentContext(contextName);
  const cluster = config.getCurrentCluster();
  if (cluster === null) {
    throw new ConnectionError(
      `Context "${contextName}" names a cluster that the kubeconfig does not define.`,
    );
  }
  const server = URL.parse(cluster.server ?? '');
  if (server === null || !['http:', 'https:'].includes(server.protocol)) {
    throw new ConnectionError(`The server address of context "${contextName}" is not an http or https URL.`);
  }
  return { contextName, clusterName: cluster.name, server, proxyUrl: cluster.proxyUrl };
}

/** Runs the sign-in: reads certificates and token files, starts an exec plugin if there is one. */
async function signIn(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw new ConnectionError(`The sign-in that the kubeconfig describes failed: ${firstLine(error)}.`);
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
  const pool = { keepAlive: true, maxSockets, scheduling: 'lifo' as const, proxyEnv };
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

/** Only the first line, and no full stop: messages of YAML readers and plugins run on. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/[.\s]+$/, '').slice(0, 300);
}
