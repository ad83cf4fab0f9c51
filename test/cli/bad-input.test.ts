import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { by, type CliRun, runCli, scratchFile, serve } from './run-cli.ts';

let cluster: RunningCluster;
let otherCa: string;
beforeAll(async () => {
  cluster = await serve('healthy-1.2.4');
  ({ cert: otherCa } = await generate([{ name: 'commonName', value: 'another CA' }], { keySize: 2048 }));
});
afterAll(() => cluster.close());

/** One to three lines on stderr, nothing on stdout, no stack trace. */
function expectAnswer(run: CliRun, code: number, words: RegExp): void {
  expect(run.stderr).toMatch(words);
  expect(run.code).toBe(code);
  expect(run.stdout).toBe('');
  expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  expect(run.stderr).not.toMatch(/\bat .*\.js:|node:internal/);
}

describe('what was typed', () => {
  test.each<[string, string[], RegExp]>([
    ['a missing kubeconfig', ['check', '--kubeconfig', '/no/such'], /There is no kubeconfig at \/no\/such/],
    ['no kubeconfig at all', ['check'], /There is no kubeconfig/],
    ['a kubeconfig that is not YAML', ['check', '--kubeconfig', scratchFile('{[')], /can't be read/],
    ['an empty kubeconfig', ['check', '--kubeconfig', scratchFile('{}')], /no current context/],
    ['an unknown id', ['check', '--only', 'OSM10002'], /No check is called "OSM10002"/],
    ['a near miss of an area', ['check', '--only', 'admision'], /Did you mean admission/],
    ['an unknown option', ['check', '--frobnicate'], /unknown option '--frobnicate'/],
    ['a wrong choice', ['check', '-o', 'xml'], /Allowed choices are short, text, json/],
    ['a wrong budget', ['check', '--budget', 'soon'], /Give a time/],
    ['a namespace that is a path', ['check', '-n', '..'], /A namespace is lower-case/],
    ['an empty namespace', ['check', '-n', ''], /A namespace is lower-case/],
    ['an unknown command', ['chekc'], /Did you mean check/],
    ['an unknown thing to explain', ['explain', 'OSM1O02'], /Did you mean OSM1002/],
    ['a snapshot with a cluster', ['check', '--snapshot', 'f', '--context', 'c'], /does not go with/],
  ])('%s', async (_name, words, answer) => {
    expectAnswer(await runCli(words, { HOME: '/no/home' }), 2, answer);
  });

  test('an unknown context is answered with those there are', async () => {
    const run = await runCli(['check', ...by(cluster, 'admin'), '--context', 'staging']);

    expectAnswer(run, 2, /no context "staging". It has: prod-cluster/);
  });
});

test('a context that would run something cannot', async () => {
  const contextName = "$(touch /tmp/osm-doctor-was-here)'`\u001b[31m";
  const options = { server: 'https://127.0.0.1:1', contextName };
  const run = await runCli(['check', ...by(cluster, 'admin', options), '--context', contextName]);

  expect(run.code).toBe(3);
  expect(run.stderr).not.toContain('Try:');
  expect(run.stderr).not.toContain('\u001b');
  const harmless = await runCli(['check', ...by(cluster, 'admin', { ...options, contextName: '$(x)' })]);
  expect(harmless.stderr).toMatch(/Try: kubectl --kubeconfig \S+ --context '\$\(x\)' version/);
});

describe('what answers', () => {
  test('a wrong CA', async () => {
    const run = await runCli(['check', ...by(cluster, 'admin', { ca: otherCa })]);

    expectAnswer(run, 3, /not signed by the CA in the kubeconfig/);
  });

  test('a wrong name', async () => {
    const run = await runCli(['check', ...by(cluster, 'admin', { tlsServerName: 'elsewhere.example' })]);

    expectAnswer(run, 3, /certificate is for another name/);
  });

  test('an expired client certificate', async () => {
    const run = await runCli(['check', ...by(cluster, 'expired', { clientCertificate: true })]);

    expectAnswer(run, 3, /client certificate .* expired|refused the sign-in \(401\)/);
  });

  test('nothing at all', async () => {
    const run = await runCli(['check', ...by(cluster, 'admin', { server: 'https://127.0.0.1:1' })]);

    expectAnswer(run, 3, /connection refused/);
  });

  test.each([
    ['a web page', '<html>hello</html>', /no Kubernetes API server/],
    ['some other JSON', '{"hello":"world"}', /no Kubernetes API server/],
  ])('a server that is not Kubernetes: %s', async (_name, body, answer) => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keySize: 2048,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const server = createTlsServer({ cert, key }, (_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const run = await runCli([
      'check',
      ...by(cluster, 'admin', { server: `https://127.0.0.1:${port}`, ca: cert }),
    ]);
    server.close();

    expectAnswer(run, 3, answer);
  });

  test('a server without TLS', async () => {
    const server = createHttpServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const run = await runCli(['check', ...by(cluster, 'admin', { server: `https://127.0.0.1:${port}` })]);
    server.close();

    expectAnswer(run, 3, /does not speak TLS/);
  });
});
