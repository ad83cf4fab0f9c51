import { chmodSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { by, runCli, scratchFile, serve } from '../cli/run-cli.ts';

let cluster: RunningCluster;
beforeAll(async () => {
  cluster = await serve('healthy-1.2.4');
});
afterAll(() => cluster.close());

describe('signing in', () => {
  test('by token', async () => {
    expect((await runCli(['check', ...by(cluster, 'reader')])).code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('reader');
  });

  test('by client certificate', async () => {
    expect((await runCli(['check', ...by(cluster, 'admin', { clientCertificate: true })])).code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('admin');
  });

  test('by an exec plugin', async () => {
    const config = parse(cluster.kubeconfig('reader'));
    const { token } = config.users[0].user;
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token },
    };
    const plugin = scratchFile(`#!/bin/sh\necho '${JSON.stringify(credential)}'\n`);
    chmodSync(plugin, 0o755);
    config.users[0].user = {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: plugin, interactiveMode: 'Never' },
    };
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect(run.code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('reader');
  });

  test('by an exec plugin that fails', async () => {
    const config = parse(cluster.kubeconfig('reader'));
    config.users[0].user = {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/no/such/plugin' },
    };
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('The sign-in that the kubeconfig describes failed');
  });
});

describe('proxies', () => {
  test.each([
    ['of the environment', (proxy: string) => ({ env: { HTTPS_PROXY: proxy }, options: {} })],
    ['of the kubeconfig', (proxy: string) => ({ env: {}, options: { proxyUrl: proxy } })],
  ])('%s are honoured', async (_name, by_) => {
    const { server, seen, address } = await startProxy();
    const { env, options } = by_(address);
    const run = await runCli(['check', ...by(cluster, 'admin', options)], env);
    server.closeAllConnections();
    server.close();

    expect(run.code).toBe(0);
    expect(seen).toContain(new URL(cluster.url).host);
  });

  test('NO_PROXY is honoured', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' };

    expect((await runCli(['check', ...by(cluster, 'admin')], env)).code).toBe(0);
  });
});

/** A proxy that tunnels CONNECT, as company proxies do, and remembers where to. */
async function startProxy() {
  const seen: string[] = [];
  const server = createServer((incoming, response) =>
    incoming.pipe(request(incoming.url ?? '', () => response.end())),
  );
  server.on('connect', ({ url = '' }, socket, head) => {
    seen.push(url);
    const [host, port] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, seen, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
