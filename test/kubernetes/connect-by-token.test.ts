import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { type OpenedServer, tokenConnections } from '../../src/kubernetes/connect-by-token.ts';
import { ConnectionError } from '../../src/kubernetes/connection.ts';
import { gather } from '../../src/kubernetes/gather.ts';
import { serve } from '../cli/run-cli.ts';

let cluster: RunningCluster;
let strangersCa: string;
beforeAll(async () => {
  cluster = await serve('healthy-1.2.4');
  strangersCa = readFileSync(new URL('../clusters/certificates/other-root.pem', import.meta.url), 'utf8');
});
afterAll(() => cluster.close());

function opened(name: string, change: Partial<OpenedServer> = {}): OpenedServer {
  const resourceId = `/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const { url: server, ca } = cluster;
  return { name, resourceId, server, ca, authorization: async () => 'Bearer token-of-doctor', ...change };
}

const options = {
  inputs: new Set(['apiServer', 'namespaces'] as const),
  budgetMs: 15_000,
  now: () => new Date(),
};

describe('signing in by token', () => {
  test('the token is asked for anew with every request', async () => {
    const connections = tokenConnections({});
    const tokens = ['token-of-doctor', 'token-of-nobody'];
    let last = '';
    const authorization = async (): Promise<string> => {
      last = tokens.shift() ?? 'token-of-admin';
      return `Bearer ${last}`;
    };
    const before = cluster.requests.length;
    await gather(connections.connect(opened('one', { authorization })), options);
    connections.close();

    expect(new Set(cluster.requests.slice(before).map(({ as }) => as))).toEqual(
      new Set(['doctor', 'nobody', 'admin']),
    );
  });

  test('a token that does not come fails the reading, in words', async () => {
    const connections = tokenConnections({});
    const authorization = (): Promise<string> => Promise.reject(new Error('Entra ID said no'));
    const { inputs } = await gather(connections.connect(opened('one', { authorization })), options);
    connections.close();

    expect(inputs.apiServer).toMatchObject({
      ok: false,
      problem: { reason: 'unreachable', detail: expect.stringContaining('Entra ID said no') },
    });
  });

  test('the CA of the cluster is the only one that counts', async () => {
    const connections = tokenConnections({});
    const { inputs } = await gather(connections.connect(opened('one', { ca: strangersCa })), options);
    connections.close();

    expect(inputs.apiServer).toMatchObject({
      ok: false,
      problem: { detail: expect.stringContaining('certificate') },
    });
  });

  test.each(['http://127.0.0.1:1', 'not an address', ''])('no token goes to %j', (server) => {
    expect(() => tokenConnections({}).connect(opened('one', { server }))).toThrow(ConnectionError);
  });
});

describe('sockets are kept', () => {
  test('for the same cluster, whatever the spelling of its id', () => {
    const connections = tokenConnections({});
    const first = connections.connect(opened('one'));
    first.close();
    const again = connections.connect({
      ...opened('one'),
      resourceId: opened('one').resourceId.toUpperCase(),
    });

    expect(again.agent).toBe(first.agent);
    connections.close();
  });

  test.each([
    ['another cluster', opened.bind(undefined, 'two', {})],
    ['another address', opened.bind(undefined, 'one', { server: 'https://127.0.0.2:1' })],
    ['another CA', opened.bind(undefined, 'one', { ca: 'another' })],
  ])('but not for %s', (_name, other) => {
    const connections = tokenConnections({});
    const first = connections.connect(opened('one'));

    expect(connections.connect(other()).agent).not.toBe(first.agent);
    connections.close();
  });

  test('for so many clusters and no more: the one used least recently goes, unless it is in use', () => {
    const connections = tokenConnections({}, 2);
    const one = connections.connect(opened('one'));
    const two = connections.connect(opened('two'));
    two.close();
    connections.connect(opened('three')).close();

    expect(connections.connect(opened('one')).agent).toBe(one.agent);
    expect(connections.connect(opened('two')).agent).not.toBe(two.agent);
    connections.close();
  });

  test('closing twice counts once', () => {
    const connections = tokenConnections({}, 1);
    const one = connections.connect(opened('one'));
    connections.connect(opened('one')).close();
    const other = connections.connect(opened('one'));
    other.close();
    other.close();
    connections.connect(opened('two'));

    expect(connections.connect(opened('one')).agent).toBe(one.agent);
    connections.close();
  });
});
