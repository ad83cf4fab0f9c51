import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Starts a server on a free port of 127.0.0.1 and tells the port. */
export async function listenOn(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Ends a server and all its connections. */
export async function closed(server: HttpServer): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** An address that takes connections and never answers. */
export interface SilentAddress {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens an address that takes connections and never answers, as one behind a firewall that drops packets. */
export async function silentAddress(): Promise<SilentAddress> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)));
  });
  const port = await listenOn(server);
  return {
    port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A port that nothing listens on: IANA has not assigned it, and `fetch` does not refuse it out of hand. */
export const refusingPort = 4;
