import { Agent } from 'node:https';
import { resourceKey } from '../model/resource-id.ts';
import { type Connection, ConnectionError, pooling } from './connection.ts';

/** A cluster of Azure that was opened: where it is, whom to trust there, and what signs us in. */
export interface OpenedServer {
  /** What people call the cluster. */
  readonly name: string;
  /** ARM id: connections are kept under it. */
  readonly resourceId: string;
  /** https address. */
  readonly server: string;
  /** PEM; without it the CAs that Node knows. */
  readonly ca?: string;
  /** The Authorization header as it must stand now. */
  authorization(): Promise<string>;
}

/** Connections by token, whose sockets stay open between runs. */
export interface TokenConnections {
  /** Throws ConnectionError when the address is none. Close the connection after each run: the sockets stay. */
  connect(opened: OpenedServer): Connection;
  /** Closes every socket. */
  close(): void;
}

interface Pool {
  readonly ca: string | undefined;
  readonly server: string;
  readonly agent: Agent;
  inUse: number;
}

/**
 * Milliseconds after which an unused socket is closed: before Azure's outbound address translation drops it without
 * a word after four minutes. Source: learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset.
 */
const unusedMs = 120_000;

/**
 * One pool of sockets a cluster, at most `most` of them: the one that was used least recently and is not in use is
 * closed first. A cluster whose address or CA changed gets a new pool.
 */
export function tokenConnections(env: NodeJS.ProcessEnv, most = 32): TokenConnections {
  const pools = new Map<string, Pool>();
  const poolFor = ({ resourceId, server, ca }: OpenedServer): Pool => {
    const key = resourceKey(resourceId);
    const kept = pools.get(key);
    // Behind the others: a Map keeps the order of entry, which is the order of use.
    pools.delete(key);
    const fits = kept !== undefined && kept.server === server && kept.ca === ca;
    // In the hands of a run it is left alone: its sockets close by themselves when they are unused.
    if (!fits && kept?.inUse === 0) kept.agent.destroy();
    const pool = fits ? kept : { ca, server, agent: agentFor(ca, env), inUse: 0 };
    pools.set(key, pool);
    return pool;
  };
  const makeRoom = (): void => {
    const idle = [...pools].filter(([, { inUse }]) => inUse === 0);
    for (const [key, { agent }] of idle.slice(0, Math.max(0, pools.size - most))) {
      pools.delete(key);
      agent.destroy();
    }
  };
  return {
    connect(opened) {
      const server = addressOf(opened);
      const pool = poolFor(opened);
      pool.inUse += 1;
      makeRoom();
      let open = true;
      return {
        cluster: { name: opened.name, resourceId: opened.resourceId, server: server.href },
        server,
        agent: pool.agent,
        headers: async () => ({ Authorization: await opened.authorization() }),
        close: () => {
          if (open) pool.inUse -= 1;
          open = false;
        },
      };
    },
    close() {
      for (const { agent } of pools.values()) agent.destroy();
      pools.clear();
    },
  };
}

/** Only over TLS: the token would go to whoever listens. */
function addressOf({ name, server }: OpenedServer): URL {
  const url = URL.parse(server);
  if (url?.protocol === 'https:') return url;
  throw new ConnectionError(`Azure gives no https address for the API server of ${name}.`);
}

function agentFor(ca: string | undefined, env: NodeJS.ProcessEnv): Agent {
  return new Agent({
    ...pooling,
    timeout: unusedMs,
    proxyEnv: env,
    ...(ca === undefined ? {} : { ca }),
  });
}
