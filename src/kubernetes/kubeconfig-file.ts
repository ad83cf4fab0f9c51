import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { ConnectionError } from './connection.ts';

/** Which kubeconfig and context to use, and the environment for defaults and proxies. */
export interface KubeconfigChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Stands in for the user of a context that names none: kubectl goes on unsigned there. */
const nobody = 'no user';

/**
 * Loads what kubectl would: the file named, else those of KUBECONFIG (missing ones passed over, the first to define
 * a name wins), else ~/.kube/config, else the pod's service account. Throws ConnectionError.
 */
export async function loadKubeconfig({ kubeconfig, env }: KubeconfigChoice): Promise<KubeConfig> {
  const files = filesFor(kubeconfig, env);
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) {
    if (kubeconfig === undefined && env['KUBERNETES_SERVICE_HOST'] !== undefined) {
      const config = new KubeConfig();
      config.loadFromCluster();
      return config;
    }
    throw new ConnectionError(`There is no kubeconfig at ${files.join(' or ')}.`);
  }
  return merge(await Promise.all(there.map(loadFile)));
}

function filesFor(kubeconfig: string | undefined, env: NodeJS.ProcessEnv): string[] {
  if (kubeconfig !== undefined) return [kubeconfig];
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  return listed.length > 0 ? listed : [join(env['HOME'] ?? homedir(), '.kube', 'config')];
}

async function loadFile(file: string): Promise<KubeConfig> {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
    const content = readFileSync(file, 'utf8');
    if (content.includes('tokenFile'))
      (await import('./token-files.ts')).readTokenFiles(config, file, content);
  } catch (error) {
    if (error instanceof ConnectionError) throw error;
    throw new ConnectionError(`The kubeconfig ${file} can't be read: ${firstLine(error)}.`);
  }
  return config;
}

function merge(parts: readonly KubeConfig[]): KubeConfig {
  const firsts = <T extends { readonly name: string }>(all: readonly T[]): T[] => [
    ...new Map([...all].reverse().map((one) => [one.name, one])).values(),
  ];
  const merged = new KubeConfig();
  merged.loadFromOptions({
    clusters: firsts(parts.flatMap((part) => part.clusters)),
    users: [...firsts(parts.flatMap((part) => part.users)), { name: nobody }],
    contexts: firsts(parts.flatMap((part) => part.contexts)).map((context) => ({
      ...context,
      user: context.user || nobody,
    })),
    currentContext: parts.map((part) => part.currentContext).find((name) => name) ?? '',
  });
  return merged;
}

/** The first line of an error and no full stop; what a parser quotes of its input is left out. */
export function firstLine(error: unknown): string {
  if (error instanceof SyntaxError || error instanceof TypeError)
    return 'what it holds is not what it should be';
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/[.\s]+$/, '').slice(0, 300);
}
