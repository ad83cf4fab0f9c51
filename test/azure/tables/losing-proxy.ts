import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before Azurite and can lose answers: what was asked has happened, but the asker does not hear of it. */
export interface LosingProxy {
  readonly connectionString: string;
  /** Loses the answer to the next request of this method. */
  loseNext(method: 'POST' | 'PUT' | 'DELETE'): void;
  /** Answers the next requests with 503; nothing has happened then. */
  failNext(times: number): void;
  failuresLeft(): number;
  close(): Promise<void>;
}

/** Starts one for the tables of a connection string. */
export async function losingProxy(connectionString: string): Promise<LosingProxy> {
  const target = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  let toLose: string | undefined;
  let toFail = 0;
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    if (toFail > 0) {
      toFail -= 1;
      asked.resume();
      answer.writeHead(503).end();
      return;
    }
    const lost = method === toLose && !url?.endsWith('/Tables');
    if (lost) toLose = undefined;
    const forwarded = request(
      { host: target.hostname, port: target.port, method, path: url, headers },
      (got) => {
        if (lost) {
          got.resume();
          got.once('end', () => asked.socket.destroy());
          return;
        }
        answer.writeHead(got.statusCode ?? 500, got.headers);
        got.pipe(answer);
      },
    );
    asked.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`),
    loseNext: (method) => {
      toLose = method;
    },
    failNext: (times) => {
      toFail = times;
    },
    failuresLeft: () => toFail,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
