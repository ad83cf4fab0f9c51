import { chmodSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { basename } from 'node:path';
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
    expect((await runCli(['check', ...by(cluster, 'doctor')])).code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('doctor');
  });

  test('by client certificate', async () => {
    expect((await runCli(['check', ...by(cluster, 'admin', { clientCertificate: true })])).code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('admin');
  });

  test('by an exec plugin', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
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
    expect(cluster.requests.at(-1)?.as).toBe('doctor');
  });

  test('by an exec plugin that fails', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    config.users[0].user = {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/no/such/plugin' },
    };
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('The sign-in that the kubeconfig describes failed');
  });
});

describe('kubeconfigs as kubectl reads them', () => {
  test('a token file is read, relative to the kubeconfig', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    const tokenFile = scratchFile(`${config.users[0].user.token}\n`);
    config.users[0].user = { tokenFile: basename(tokenFile) };

    expect((await runCli(['check', '--kubeconfig', scratchFile(stringify(config))])).code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('doctor');
  });

  test('a token file that is missing is named', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    config.users[0].user = { tokenFile: '/no/such/token' };
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('the token file /no/such/token')]);
  });

  test('of several files in KUBECONFIG the first wins and missing ones are passed over', async () => {
    const first = scratchFile(cluster.kubeconfig('doctor'));
    const second = scratchFile(cluster.kubeconfig('nobody'));
    const run = await runCli(['check'], { KUBECONFIG: `/no/such/file:${first}:${second}` });

    expect(run.code).toBe(0);
    expect(cluster.requests.at(-1)?.as).toBe('doctor');
  });

  test('a context without a user goes on unsigned, the CA still checked', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    delete config.contexts[0].context.user;
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect(run.code).toBe(3);
    expect(run.stdout).toContain('User "system:anonymous" may not list');
  });

  test('a context that names an undefined user says so', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    config.users = [];
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('names a user that')]);
  });
});

describe('nothing leaks', () => {
  test('a plugin that prints its token raw does not have it repeated', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    const plugin = scratchFile('#!/bin/sh\necho SECRETTOKENVALUE\n');
    chmodSync(plugin, 0o755);
    config.users[0].user = {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: plugin, interactiveMode: 'Never' },
    };
    const run = await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);

    expect(run.code).toBe(2);
    expect(run.stderr + run.stdout).not.toContain('SECRETTOKEN');
  });

  test('a password in the server address is not shown', async () => {
    const { host } = new URL(cluster.url);
    const words = [
      'check',
      '-o',
      'json',
      ...by(cluster, 'admin', { server: `https://bob:SECRETPW@${host}` }),
    ];
    const run = await runCli(words);

    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toContain('SECRETPW');
  });

  test('credentials do not go over a connection without TLS', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((incoming, response) => {
      seen.push(incoming.headers.authorization);
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config = parse(cluster.kubeconfig('admin', { server: `http://127.0.0.1:${port}` }));
    config.clusters[0].cluster['insecure-skip-tls-verify'] = true;
    await runCli(['check', '--kubeconfig', scratchFile(stringify(config))]);
    server.close();

    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((header) => header === undefined)).toBe(true);
  });
});

describe('what hangs ends with the budget', () => {
  test('a sign-in plugin', async () => {
    const config = parse(cluster.kubeconfig('doctor'));
    config.users[0].user = {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'sleep',
        args: ['15'],
        interactiveMode: 'Never',
      },
    };
    const run = await runCli(['check', '--budget', '1s', '--kubeconfig', scratchFile(stringify(config))]);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('did not end within 1 s')]);
    expect(run.ms).toBeLessThan(12_000);
  });

  test.each(['http', 'socks5'])('a proxy (%s) that accepts and says nothing', async (scheme) => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const proxyUrl = `${scheme}://127.0.0.1:${port}`;
    const run = await runCli([
      'check',
      '--budget',
      '1s',
      '-o',
      'json',
      ...by(cluster, 'admin', { proxyUrl }),
    ]);
    silent.close();

    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout).state).toBe('failing');
    expect(run.ms).toBeLessThan(12_000);
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
