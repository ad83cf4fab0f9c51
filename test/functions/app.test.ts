import { fileURLToPath } from 'node:url';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';
import { jobQueue } from '../../src/model/queues.ts';

const cluster =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters/aks-prod';

let azurite: RunningAzurite;
let host: RunningHost;
beforeAll(async () => {
  azurite = await startAzurite();
  host = await startHost({
    app: fileURLToPath(new URL('../..', import.meta.url)),
    polls: false,
    env: {
      AzureWebJobsStorage: azurite.connectionString,
      OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
      OSM_ALERT_CHANNEL: 'C0123456789',
      OSM_CLUSTERS: `prod=${cluster}`,
      OSM_SUBSCRIPTIONS: 'none',
      SLACK_BOT_TOKEN: 'xoxb-not-a-real-token',
      SLACK_SIGNING_SECRET: 'not-a-real-signing-secret',
    },
  });
});
afterAll(async () => {
  await host?.stop();
  await azurite?.close();
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${host.url}${path}`, init);
}

type Body = Exclude<RequestInit['body'], null | undefined>;

function sendAlert(body: Body, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', body, headers: { 'x-functions-key': host.key, ...headers } };
  return ask('/api/alerts', { ...init, duplex: 'half' } as RequestInit);
}

/** An alert in the common schema about a cluster. */
function alertOn(target: string): string {
  const essentials = {
    alertId: '/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/a1',
    alertRule: 'osm-controller restarts',
    severity: 'Sev2',
    signalType: 'Metric',
    monitorCondition: 'Fired',
    monitoringService: 'Platform',
    alertTargetIDs: [target],
    firedDateTime: '2026-11-23T05:00:00.000Z',
  };
  const condition = { condition: { allOf: [] } };
  return JSON.stringify({
    schemaId: 'azureMonitorCommonAlertSchema',
    data: { essentials, alertContext: condition },
  });
}

async function messages(): Promise<unknown[]> {
  const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient(jobQueue);
  await queue.createIfNotExists();
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
  return receivedMessageItems.map(({ messageText }) =>
    JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')),
  );
}

interface Listed {
  readonly name: string;
  readonly config: { readonly bindings: readonly Record<string, unknown>[] };
}

describe('what the built bundle registers', () => {
  test('is this and nothing else', async () => {
    const answer = await ask('/admin/functions', { headers: { 'x-functions-key': host.masterKey } });
    const listed = ((await answer.json()) as Listed[]).map(({ name, config }) => [
      name,
      // Names of bindings are hashes, and the flag is the library's own.
      ...config.bindings.map(({ name: _name, properties: _properties, ...rest }) => rest),
    ]);

    const storage = { connection: 'AzureWebJobsStorage' };
    const http = (method: string, route: string, authLevel: string) => [
      { type: 'httpTrigger', direction: 'in', methods: [method], route, authLevel },
      { type: 'http', direction: 'out' },
    ];
    const toJobs = { type: 'queue', direction: 'out', queueName: 'osm-jobs', ...storage };
    const onQueue = (queueName: string) => ({ type: 'queueTrigger', direction: 'in', queueName, ...storage });
    expect(listed).toEqual([
      ['alerts', ...http('POST', 'alerts', 'function'), toJobs],
      ['digest', { type: 'timerTrigger', direction: 'in', schedule: '%OSM_DIGEST_SCHEDULE%' }, toJobs],
      ['health', ...http('GET', 'health', 'anonymous')],
      ['jobs', onQueue('osm-jobs')],
      ['poison', onQueue('osm-jobs-poison')],
      ['slack', ...http('POST', 'slack', 'anonymous'), toJobs],
      ['status', ...http('GET', 'status', 'function')],
    ]);
  });
});

describe('the doors', () => {
  test('health tells that it lives, and nothing else', async () => {
    const answer = await ask('/api/health');

    expect([answer.status, await answer.text()]).toEqual([200, '{"status":"alive"}']);
  });

  test('Slack is let in by its signature alone', async () => {
    const answer = await ask('/api/slack', { method: 'POST', body: 'command=%2Fosm&text=help' });

    expect([answer.status, await answer.text()]).toEqual([401, '']);
  });

  test.each([
    ['GET', '/api/status', {}],
    ['GET', '/api/status?code=guess', {}],
    ['GET', '/api/status', { 'x-functions-key': 'guess' }],
    ['POST', '/api/alerts', {}],
    ['GET', '/admin/functions', {}],
  ])('%s %s needs a key', async (method, path, headers) => {
    expect((await ask(path, { method, headers })).status).toBe(401);
  });

  test.each([
    ['GET', '/api/slack'],
    ['POST', '/api/health'],
    ['GET', '/health'],
  ])('%s %s is not there', async (method, path) => {
    expect((await ask(path, { method })).status).toBe(404);
  });

  test.each(['code', 'header'])('status opens with the key as %s', async (where) => {
    const path = where === 'code' ? `/api/status?code=${host.key}` : '/api/status';
    const answer = await ask(path, where === 'header' ? { headers: { 'x-functions-key': host.key } } : {});
    const told = await answer.text();

    expect(answer.status).toBe(200);
    expect(JSON.parse(told)).toEqual(expect.any(Object));
    expect(told).not.toContain('xoxb-');
  });
});

describe('the door for alerts', () => {
  test('puts a job on the queue and gives its id', async () => {
    const answer = await sendAlert(alertOn(cluster));
    const { accepted } = (await answer.json()) as { accepted: string };

    expect(answer.status).toBe(202);
    expect(await messages()).toEqual([expect.objectContaining({ version: 1, do: 'alert', id: accepted })]);
  });

  const tooLarge = 'x'.repeat(256 * 1024 + 1);
  test.each<[string, () => Body, number]>([
    ['nothing', () => '', 400],
    ['no JSON', () => '{', 400],
    ['another schema', () => '{"schemaId":"AzureMonitorMetricAlert"}', 422],
    ['a cluster that is not watched', () => alertOn(cluster.replace('1111', '2222')), 404],
    ['a byte more than Azure Monitor sends', () => tooLarge, 413],
    ['too much without its length', () => new Blob([tooLarge]).stream(), 413],
  ])('refuses %s, and queues nothing', async (_name, body, status) => {
    const before = host.logs.length;
    const answer = await sendAlert(body());
    const { error } = (await answer.json()) as { error: string };

    expect(answer.status).toBe(status);
    expect(error).toMatch(/^[A-Z].{10,}/);
    const warnings = host.logs.slice(before).filter((line) => line.includes(' warning '));
    expect(warnings).toEqual([expect.stringContaining(`An alert was refused with ${status}: ${error}`)]);
    expect(await messages()).toEqual([]);
  });
});

test('the timer puts the jobs of a digest on the queue', async () => {
  await host.fire('digest');
  await host.waitFor(/Executed 'Functions.digest' \(Succeeded/);

  const kinds = (await messages()).map((message) => (message as { do: string }).do);
  expect(kinds).toContain('openDigest');
});
