import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { tableNames } from '../../src/azure/storage-names.ts';
import { jobQueue } from '../../src/model/queues.ts';
import {
  appIdentity,
  channels,
  type Document,
  type Installation,
  installation,
  secretsIn,
  tryOut,
} from './installation.ts';
import { scratchFile } from './run-cli.ts';

let azurite: RunningAzurite;
let it: Installation;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterEach(() => it?.close());
afterAll(() => azurite?.close());

/** A broken installation. */
interface Broken {
  readonly broken: string;
  readonly breaks?: (it: Installation) => void;
  /** The settings that are different. */
  readonly env?: (it: Installation) => Readonly<Record<string, string>>;
  /** The step that is to be mended first: area, and what of. */
  readonly first: readonly [area: string, of: string];
  readonly outcome?: 'unknown';
  /** What was seen. */
  readonly says: string | RegExp;
  /** What to do. */
  readonly todo: string;
  readonly command?: string;
  readonly manifest?: string;
  /** Steps that could not be tried because of it. */
  readonly notTried?: readonly string[];
}

const later = ['Sign-in to Azure', 'Storage account', 'List of clusters', 'Bot token'];
const subscription = '5b000000-0000-4000-8000-000000000001';
const inMesh = `/subscriptions/${subscription}/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters`;
const digest = `${channels.ops} (OSM_DIGEST_CHANNEL)`;
const afterToken = ['Scopes', digest, `${channels.oncall} (OSM_ALERT_CHANNEL)`];
/** Nothing listens there. */
const closedPort = '127.0.0.1:4';

const settings: readonly Broken[] = [
  {
    broken: 'the bot token is missing',
    env: () => ({ SLACK_BOT_TOKEN: '' }),
    first: ['settings', 'SLACK_BOT_TOKEN'],
    says: 'SLACK_BOT_TOKEN is not set.',
    todo: "Correct it among the app's settings",
    notTried: later,
  },
  {
    broken: 'the signing secret stands where the bot token belongs',
    env: ({ slack }) => ({ SLACK_BOT_TOKEN: slack.env()['SLACK_SIGNING_SECRET'] ?? '' }),
    first: ['settings', 'SLACK_BOT_TOKEN'],
    says: 'SLACK_BOT_TOKEN',
    todo: "Correct it among the app's settings",
    notTried: later,
  },
  {
    broken: 'a setting is no number',
    env: () => ({ OSM_READ_BUDGET: 'soon' }),
    first: ['settings', 'OSM_READ_BUDGET'],
    says: /OSM_READ_BUDGET .*soon/,
    todo: 'docs/settings.md tells what it means',
    notTried: later,
  },
  {
    broken: 'the timer has a schedule of five fields',
    env: () => ({ OSM_DIGEST_SCHEDULE: '0 7 * * *' }),
    first: ['settings', 'OSM_DIGEST_SCHEDULE'],
    says: 'must have six fields, seconds first',
    todo: "Correct it among the app's settings",
    notTried: later,
  },
  {
    broken: 'the timer has no schedule',
    env: () => ({ OSM_DIGEST_SCHEDULE: '' }),
    first: ['settings', 'OSM_DIGEST_SCHEDULE'],
    says: 'the app does not start without it',
    todo: "Correct it among the app's settings",
    notTried: later,
  },
  {
    broken: 'no storage account is named',
    env: () => ({ AzureWebJobsStorage__tableServiceUri: '' }),
    first: ['settings', 'AzureWebJobsStorage'],
    says: 'give AzureWebJobsStorage__accountName',
    todo: "Correct it among the app's settings",
    notTried: later,
  },
  {
    broken: 'Azure did not resolve the reference to a secret',
    env: () => ({ SLACK_BOT_TOKEN: '@Microsoft.KeyVault(VaultName=kv;SecretName=slack-bot-token)' }),
    first: ['secrets', 'Key Vault'],
    says: 'SLACK_BOT_TOKEN is a Key Vault reference that Azure did not resolve.',
    todo: 'the role "Key Vault Secrets User" on the key vault',
    notTried: ['Bot token', ...afterToken],
  },
];

const azure: readonly Broken[] = [
  {
    broken: 'the client id is that of no identity of the app',
    env: () => ({ AZURE_CLIENT_ID: '11111111-2222-3333-4444-555555555555' }),
    first: ['identity', 'Sign-in to Azure'],
    says: 'The managed identity endpoint gives no token.',
    todo: 'set AZURE_CLIENT_ID to its client id',
    notTried: ['Tables', 'Queue of jobs', 'List of clusters'],
  },
  {
    broken: 'the app has no identity at all',
    env: () => ({ AZURE_CLIENT_ID: '' }),
    first: ['identity', 'Sign-in to Azure'],
    says: 'The managed identity endpoint gives no token.',
    todo: 'Turn on the managed identity of the Function App',
    notTried: ['Tables', 'Queue of jobs', 'List of clusters'],
  },
  {
    broken: 'nothing is at the address of the tables',
    env: () => ({ AzureWebJobsStorage__tableServiceUri: `https://${closedPort}/acct` }),
    first: ['storage', 'Tables'],
    says: 'the storage account could not be reached (ECONNREFUSED)',
    todo: 'See that AzureWebJobsStorage__tableServiceUri is an address of the account',
  },
  {
    broken: 'the role for tables is missing',
    breaks: ({ storage }) => storage.change({ roles: ['queue'] }),
    first: ['storage', 'Tables'],
    says: 'answered 403 (AuthorizationPermissionMismatch)',
    todo: 'Give the identity the role "Storage Table Data Contributor"',
  },
  {
    broken: 'the role for queues is missing',
    breaks: ({ storage }) => storage.change({ roles: ['table'] }),
    first: ['storage', 'Queue of jobs'],
    says: 'answered 403 (AuthorizationPermissionMismatch)',
    todo: 'Give the identity the role "Storage Queue Data Contributor"',
  },
  {
    broken: 'the network rules of the account keep the app out',
    breaks: ({ storage }) => storage.change({ openToNetwork: false }),
    first: ['storage', 'Tables'],
    says: 'answered 403 (AuthorizationFailure)',
    todo: "let the app in: by the account's network rules, or a private endpoint",
  },
  {
    broken: 'the account key of a connection string is wrong',
    env: () => ({
      AzureWebJobsStorage: azurite.connectionString.replace(/AccountKey=[^;]+/, 'AccountKey=d3Jvbmc='),
    }),
    first: ['storage', 'Tables'],
    says: 'the storage account answered 403',
    todo: 'See that the connection string in AzureWebJobsStorage',
  },
  {
    broken: 'the identity sees no subscription',
    breaks: (it) => it.azure.setSubscriptionRights(subscription, 'none'),
    env: () => ({ OSM_SUBSCRIPTIONS: '' }),
    first: ['fleet', 'List of clusters'],
    says: 'Our identity sees no subscription',
    todo: 'Give the identity the role "Azure Kubernetes Service Cluster User Role"',
  },
  {
    broken: 'a subscription is named that the identity may not see',
    breaks: (it) => it.azure.setSubscriptionRights(subscription, 'none'),
    first: ['fleet', 'List of clusters'],
    says: `The clusters of subscription ${subscription} could not be listed.`,
    todo: 'Give the identity the role "Azure Kubernetes Service Cluster User Role"',
  },
  {
    broken: 'the identity has a role on no cluster',
    breaks: (it) => {
      for (const name of ['prod', 'stage']) it.azure.cluster(name).change({ rights: 'none' });
    },
    first: ['fleet', 'List of clusters'],
    says: 'There is no cluster',
    todo: 'without which Azure hides them',
  },
  {
    broken: 'Azure itself does not answer',
    breaks: (it) => it.azure.addFault({ is: { kind: 'status', status: 503 } }),
    first: ['fleet', 'List of clusters'],
    outcome: 'unknown',
    says: 'Azure could not answer (503).',
    todo: 'Run this again in some minutes.',
  },
  {
    broken: 'a channel is kept for a cluster that is not there',
    env: () => ({ OSM_CLUSTER_CHANNELS: `prodd=${channels.ops}` }),
    first: ['fleet', 'OSM_CLUSTER_CHANNELS'],
    says: 'It names prodd, and no cluster that was found is called so.',
    todo: 'Correct the name in OSM_CLUSTER_CHANNELS',
  },
];

const clusters: readonly Broken[] = [
  {
    broken: 'a cluster of the settings is no longer there',
    env: () => ({ OSM_CLUSTERS: `gone=${inMesh}/aks-gone` }),
    first: ['cluster', 'gone'],
    says: 'gone does not exist (any more)',
    todo: 'put in its new resource id',
  },
  {
    broken: 'Azure does not let the identity ask how to reach a cluster',
    breaks: (it) => it.azure.cluster('stage').change({ rights: 'read' }),
    first: ['cluster', 'stage'],
    says: '(listClusterUserCredential)',
    todo: 'Give the identity the role "Azure Kubernetes Service Cluster User Role" on the cluster.',
    command: `az role assignment create --assignee-object-id ${appIdentity.objectId}`,
  },
  {
    broken: 'a cluster is stopped',
    breaks: (it) => it.azure.cluster('stage').change({ power: 'Stopped' }),
    first: ['cluster', 'stage'],
    outcome: 'unknown',
    says: 'stage is stopped, so nothing runs in it and nothing can be read.',
    todo: 'Start it',
    command: 'az aks start',
  },
  {
    broken: 'a private cluster cannot be reached',
    breaks: (it) => it.azure.cluster('stage').change({ private: true, apiServer: 'unresolvable' }),
    first: ['cluster', 'stage'],
    says: 'stage is a private cluster, and its API server is out of reach from here.',
    todo: 'Give the Function App virtual network integration',
  },
  {
    broken: 'a cluster takes no identities of Entra',
    breaks: (it) => it.azure.cluster('stage').change({ entra: false, localAccounts: true }),
    first: ['cluster', 'stage'],
    says: 'stage does not take Entra ID identities',
    todo: 'Turn on the Entra ID integration',
    command: 'az aks update',
  },
  {
    broken: 'no role of Kubernetes is bound to the identity',
    breaks: (it) => it.azure.cluster('stage').change({ as: 'nobody' }),
    first: ['cluster', 'stage'],
    says: 'may read nothing there: every read was forbidden.',
    todo: 'Let an administrator of the cluster apply this manifest',
    manifest: `kind: User, name: "${appIdentity.objectId}"`,
  },
  {
    broken: 'one rule of the role is missing',
    breaks: (it) =>
      it.azure.cluster('stage').kubernetes.revoke('doctor', {
        group: 'admissionregistration.k8s.io',
        resource: 'mutatingwebhookconfigurations',
      }),
    first: ['cluster', 'stage'],
    says: 'Missing: list mutatingwebhookconfigurations.admissionregistration.k8s.io.',
    todo: 'Let an administrator of the cluster apply the role anew',
    command: `osm-doctor permissions --object-id ${appIdentity.objectId} | kubectl apply -f -`,
  },
  {
    broken: 'a tier is switched on without its role',
    env: () => ({ OSM_TIERS: 'deep,probe' }),
    first: ['cluster', 'prod'],
    says: 'Missing: create pods; get pods/proxy.',
    todo: 'Let an administrator of the cluster apply the role anew',
    command: '--tier deep --tier probe | kubectl apply -f -',
  },
];

const slack: readonly Broken[] = [
  {
    broken: 'the bot token was revoked',
    breaks: (it) => it.slack.refuseToken('token_revoked'),
    first: ['slack', 'Bot token'],
    says: 'The bot token does not work.',
    todo: 'The bot token was revoked. Reinstall the Slack app',
    notTried: afterToken,
  },
  {
    broken: 'the bot token is that of another app',
    env: () => ({ SLACK_BOT_TOKEN: 'xoxb-1234567890-of-another-app' }),
    first: ['slack', 'Bot token'],
    says: 'The bot token does not work.',
    todo: 'Copy it anew from the Slack app, OAuth & Permissions',
    notTried: afterToken,
  },
  {
    broken: 'Slack cannot be reached',
    env: () => ({ SLACK_API_URL: `http://${closedPort}/api/` }),
    first: ['slack', 'Bot token'],
    says: 'Slack could not be asked.',
    todo: 'Check that the app may connect to slack.com.',
    notTried: afterToken,
  },
  {
    broken: 'Slack is in trouble',
    breaks: (it) => it.slack.addFault({ is: { kind: 'status', status: 503 } }),
    first: ['slack', 'Bot token'],
    outcome: 'unknown',
    says: 'Slack gave no clear answer. Slack answered with status 503.',
    todo: 'Run this again in some minutes.',
    notTried: afterToken,
  },
  {
    broken: 'the scope for posting was not granted',
    breaks: (it) => it.slack.removeScope('chat:write'),
    first: ['slack', 'Scopes'],
    says: 'Not granted: chat:write. Without chat:write, nothing is posted',
    todo: 'Add the scopes under OAuth & Permissions',
  },
  {
    broken: 'the scope for files was not granted',
    breaks: (it) => it.slack.removeScope('files:write'),
    first: ['slack', 'Scopes'],
    says: 'Not granted: files:write.',
    todo: 'reinstall the app',
  },
  {
    broken: 'the bot is not in the channel of the digests',
    env: () => ({ OSM_DIGEST_CHANNEL: channels.elsewhere }),
    first: ['channel', `${channels.elsewhere} (OSM_DIGEST_CHANNEL)`],
    says: 'The bot cannot post there.',
    todo: 'Type /invite @osm-doctor in that channel.',
  },
  {
    broken: 'the bot was not invited to the private channel of the alerts',
    env: () => ({ OSM_ALERT_CHANNEL: channels.secret }),
    first: ['channel', `${channels.secret} (OSM_ALERT_CHANNEL)`],
    says: 'The bot cannot post there.',
    todo: 'a private channel needs the bot in it: type /invite @osm-doctor there',
  },
  {
    broken: 'a channel does not exist',
    env: () => ({ OSM_DIGEST_CHANNEL: 'C0NOTHING1' }),
    first: ['channel', 'C0NOTHING1 (OSM_DIGEST_CHANNEL)'],
    says: 'The bot cannot post there.',
    todo: "Check the channel's id in the settings",
  },
  {
    broken: 'the bot may not look into channels',
    breaks: (it) => it.slack.removeScope('channels:history'),
    first: ['channel', digest],
    outcome: 'unknown',
    says: 'It could not be seen.',
    todo: 'an app without the scope channels:history',
  },
];

describe('a broken installation', () => {
  test.each([...settings, ...azure, ...clusters, ...slack])(
    '$broken',
    async (row) => {
      it = await installation(azurite);
      row.breaks?.(it);
      const env = { ...it.env(), ...row.env?.(it) };
      const { code, stdout, stderr } = await tryOut(env, ['-o', 'json']);
      expect(stderr).toBe('');
      const { state, first, steps } = JSON.parse(stdout) as Document;
      const step = steps.find(({ area, of }) => area === first?.area && of === first.of);
      const outcome = row.outcome ?? 'failed';

      expect([first?.area, first?.of, step?.outcome, state, code]).toEqual([
        ...row.first,
        outcome,
        outcome,
        outcome === 'failed' ? 1 : 4,
      ]);
      expect(step?.says).toEqual(
        typeof row.says === 'string' ? expect.stringContaining(row.says) : expect.stringMatching(row.says),
      );
      expect(step?.todo).toContain(row.todo);
      expect(step?.command ?? '').toContain(row.command ?? '');
      expect(step?.manifest ?? '').toContain(row.manifest ?? '');
      const notTried = steps.filter(({ says }) => says.startsWith('Not tried: '));
      expect(notTried.map(({ of }) => of)).toEqual(row.notTried ?? []);
      expect(notTried.filter((one) => one.outcome !== 'unknown')).toEqual([]);
      expect(secretsIn(stdout, it, azurite)).toEqual([]);
    },
    60_000,
  );
});

function tableCalled(name: string): TableClient {
  const options = { allowInsecureConnection: true };
  return TableClient.fromConnectionString(azurite.connectionString, name, options);
}

async function rowsOf(name: string): Promise<{ partitionKey?: string; rowKey?: string }[]> {
  const rows: { partitionKey?: string; rowKey?: string }[] = [];
  for await (const row of tableCalled(name).listEntities()) rows.push(row);
  return rows;
}

/** The steps of a document, and how each ended. */
async function triedIn(env: Readonly<Record<string, string>>, words: readonly string[] = []) {
  const { code, stdout } = await tryOut(env, ['-o', 'json', ...words]);
  return { code, stdout, ...(JSON.parse(stdout) as Document) };
}

test('what is offered to an identity without rights is reading alone, whatever tiers are on', async () => {
  it = await installation(azurite);
  it.azure.cluster('stage').change({ as: 'nobody' });
  const { steps } = await triedIn({ ...it.env(), OSM_TIERS: 'deep,probe' });
  const stage = steps.find(({ of }) => of === 'stage');

  expect(stage?.manifest).toContain('kind: ClusterRole\n');
  expect(stage?.manifest).not.toMatch(/create|proxy/);
});

describe('a healthy installation', () => {
  test('passes every step, and says what nobody can see from here', async () => {
    it = await installation(azurite);
    const { code, stdout, steps, state, first, notSeen } = await triedIn(it.env());

    expect(steps.map(({ area, of, outcome }) => [area, of, outcome])).toEqual([
      ['settings', 'Settings', 'passed'],
      ['secrets', 'Secrets', 'passed'],
      ['identity', 'Sign-in to Azure', 'passed'],
      ['storage', 'Tables', 'passed'],
      ['storage', 'Queue of jobs', 'passed'],
      ['fleet', 'List of clusters', 'passed'],
      ['cluster', 'prod', 'passed'],
      ['cluster', 'stage', 'passed'],
      ['slack', 'Bot token', 'passed'],
      ['slack', 'Scopes', 'passed'],
      ['channel', digest, 'passed'],
      ['channel', `${channels.oncall} (OSM_ALERT_CHANNEL)`, 'passed'],
    ]);
    expect([code, state, first]).toEqual([0, 'passed', undefined]);
    expect(steps[2]?.says).toContain(appIdentity.objectId);
    expect(steps[6]?.says).toMatch(/all \d+ reads came.*One kind is not installed there/);
    expect(notSeen.map((sentence) => sentence.split(':')[0])).toEqual([
      `Whether one of the channels is archived (${channels.ops}, ${channels.oncall})`,
      'The blobs of the storage account',
      "Whether SLACK_SIGNING_SECRET is the Slack app's",
      "Whether Slack's request URLs and Azure Monitor's action group lead to the app",
    ]);
    expect(secretsIn(stdout, it, azurite)).toEqual([]);
  });

  test('leaves nothing behind in Slack, and in storage only empty tables and queues', async () => {
    it = await installation(azurite);
    await tryOut(it.env());
    const account = QueueServiceClient.fromConnectionString(azurite.connectionString);
    const { approximateMessagesCount } = await account.getQueueClient(jobQueue).getProperties();
    const rows = await Promise.all(Object.values(tableNames).map(rowsOf));

    expect([approximateMessagesCount, rows.flat()]).toEqual([0, []]);
    expect(it.slack.messages(channels.ops)).toEqual([]);
    expect([...new Set(it.slack.calls.map(({ method }) => method))]).toEqual([
      'auth.test',
      'conversations.history',
    ]);
  });

  test('takes away what another left that was killed, and nothing that may still be in use', async () => {
    it = await installation(azurite);
    const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const row = { partitionKey: 'self-check', rowKey: 'left', at: at(61) };
    for (const name of Object.values(tableNames)) {
      const table = tableCalled(name);
      await table.createTable();
      await table.createEntity(row);
      await table.createEntity({ ...row, rowKey: 'running', at: at(1) });
      await table.createEntity({ ...row, partitionKey: 'other' });
    }
    const { code } = await tryOut(it.env());
    const keys = await Promise.all(
      Object.values(tableNames).map(async (name) =>
        (await rowsOf(name)).map(({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`).sort(),
      ),
    );
    for (const name of Object.values(tableNames)) {
      await tableCalled(name).deleteEntity('self-check', 'running');
      await tableCalled(name).deleteEntity('other', 'left');
    }

    expect(code).toBe(0);
    expect(keys).toEqual(Object.values(tableNames).map(() => ['other left', 'self-check running']));
  });

  test('with the scopes to look at channels it sees the archived ones', async () => {
    const env = { OSM_DIGEST_CHANNEL: channels.old };
    it = await installation(azurite);
    const { steps: blind } = await triedIn({ ...it.env(), ...env });
    await it.close();
    it = await installation(azurite, {}, ['channels:read', 'groups:read']);
    const { steps: seeing, notSeen } = await triedIn({ ...it.env(), ...env });
    const of = `${channels.old} (OSM_DIGEST_CHANNEL)`;
    const step = seeing.find((one) => one.of === of);

    expect(blind.find((one) => one.of === of)?.outcome).toBe('passed');
    expect([step?.outcome, step?.todo]).toEqual(['failed', expect.stringContaining('Unarchive it')]);
    expect(notSeen.join()).not.toContain('archived');
  });
});

describe('in words', () => {
  test('the steps stand in order, and the first to mend at the end with what to copy', async () => {
    it = await installation(azurite);
    it.azure.cluster('stage').kubernetes.revoke('doctor', { group: '', resource: 'nodes' });
    it.slack.removeScope('files:write');
    const { stdout } = await tryOut(it.env());
    const [steps = '', mend = '', command = '', notSeen = '', verdict = ''] = stdout.trimEnd().split('\n\n');

    expect(steps.match(/^[✓✗?] .*$/gm)).toEqual([
      '✓ Settings',
      '✓ Secrets',
      '✓ Sign-in to Azure',
      '✓ Tables',
      '✓ Queue of jobs',
      '✓ List of clusters',
      '✓ prod',
      '✗ stage',
      '✓ Bot token',
      '✗ Scopes',
      `✓ ${digest}`,
      `✓ ${channels.oncall} (OSM_ALERT_CHANNEL)`,
    ]);
    expect(mend).toMatch(/^Mend this first: stage\n {2}Let an administrator/);
    expect(command).toContain('osm-doctor permissions --object-id');
    expect(notSeen).toMatch(/^What cannot be seen from here:/);
    expect(verdict).toBe('2 of 12 steps failed.');
    expect(secretsIn(stdout, it, azurite)).toEqual([]);
  });
});

/** A service principal of somebody who has the settings of the app. */
const person = {
  clientId: 'a1000000-0000-4000-8000-0000000000a1',
  objectId: '0b000000-0000-4000-8000-0000000000a1',
  secret: 'secret-of-a-person',
};

/** The environment of a machine that is not the app: signed in as that person. */
function elsewhere({ azure }: Installation): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    OSM_ARM_ENDPOINT: azure.url,
    NODE_EXTRA_CA_CERTS: azure.env()['NODE_EXTRA_CA_CERTS'] ?? '',
    AZURE_TENANT_ID: azure.tenant,
    AZURE_CLIENT_ID: person.clientId,
    AZURE_CLIENT_SECRET: person.secret,
    AZURE_AUTHORITY_HOST: azure.url,
  };
}

describe('in a terminal that is not the app', () => {
  const byPerson = async () => {
    it = await installation(azurite, { apps: [person] });
    const { IDENTITY_ENDPOINT: _, IDENTITY_HEADER: __, AZURE_CLIENT_ID: ___, ...env } = it.env();
    return { ...env, ...elsewhere(it) };
  };

  test('what passes passes for whoever runs it, and that is said', async () => {
    const { code, steps, notSeen } = await triedIn(await byPerson());

    expect(code).toBe(0);
    expect(steps.find(({ area }) => area === 'identity')?.says).toBe(
      `Signed in as a service principal with the object id ${person.objectId}, not as the app.`,
    );
    expect(notSeen[1]).toContain("The rights of the app's own identity");
    expect(notSeen[2]).toContain('osm-doctor doctor --url https://APP.azurewebsites.net');
  });

  test('rights that a person lacks are no mistake of the installation, and are not offered', async () => {
    const env = await byPerson();
    it.storage.change({ roles: [] });
    it.azure.cluster('stage').change({ as: 'nobody' });
    it.azure.cluster('prod').kubernetes.revoke('doctor', { group: '', resource: 'nodes' });
    const { code, steps } = await triedIn(env);
    const unknown = steps.filter(({ outcome }) => outcome !== 'passed');

    expect(code).toBe(4);
    expect(unknown.map(({ of, outcome }) => [of, outcome])).toEqual([
      ['Tables', 'unknown'],
      ['Queue of jobs', 'unknown'],
      ['prod', 'unknown'],
      ['stage', 'unknown'],
    ]);
    for (const { says, todo, command, manifest } of unknown) {
      expect(says).toContain('Seen from here, as whoever runs this: of the app it says nothing.');
      expect(todo).toBe('Ask the app itself: GET /api/status?doctor with a function key.');
      expect([command, manifest]).toEqual([undefined, undefined]);
    }
  });

  test('the settings come from a file, and secrets that only the app gets are not tried', async () => {
    const env = await byPerson();
    const values = {
      ...env,
      SLACK_BOT_TOKEN: '@Microsoft.KeyVault(VaultName=kv;SecretName=slack-bot-token)',
    };
    const list = Object.entries(values).map(([name, value]) => ({ name, value, slotSetting: false }));
    const file = scratchFile(JSON.stringify(list));
    const { code, steps } = await triedIn(elsewhere(it), ['--settings', file]);
    const vault = steps.find(({ area }) => area === 'secrets');

    expect([code, vault?.outcome, vault?.says]).toEqual([
      4,
      'unknown',
      'SLACK_BOT_TOKEN is a Key Vault reference, which only the app itself gets resolved.',
    ]);
    expect(steps.find(({ of }) => of === 'Bot token')?.outcome).toBe('unknown');
    expect(steps.find(({ of }) => of === 'stage')?.outcome).toBe('passed');
  });

  test('a secret of the environment stands for the reference of the file', async () => {
    const env = await byPerson();
    const token = env['SLACK_BOT_TOKEN'] ?? '';
    const file = scratchFile(
      JSON.stringify({ IsEncrypted: false, Values: { ...env, SLACK_BOT_TOKEN: '@Microsoft.KeyVault(x)' } }),
    );
    const { code, stdout } = await triedIn({ ...elsewhere(it), SLACK_BOT_TOKEN: token }, [
      '--settings',
      file,
    ]);

    expect(code).toBe(0);
    expect(secretsIn(stdout, it, azurite)).toEqual([]);
  });
});

describe('usage', () => {
  test.each([
    ['nothing that could be tried', [], 'No setting of the app is set here.'],
    ['a file that is not there', ['--settings', '/nowhere/settings.json'], 'could not be read (ENOENT)'],
    ['a file without settings', ['--settings', scratchFile('{}')], 'holds no settings'],
    ['a file that is not JSON', ['--settings', scratchFile('SLACK_BOT_TOKEN=xoxb-1')], 'is not JSON.'],
    ['an address without TLS', ['--url', 'http://osm-doctor.example'], '--url takes the https address'],
    [
      'an address with a password',
      ['--url', 'https://me:xoxb-1@osm-doctor.example'],
      '--url takes an address without',
    ],
    ['an unknown form', ['-o', 'yaml'], 'Allowed choices are text, json.'],
  ])('%s', async (_name, words, says) => {
    const { code, stdout, stderr } = await tryOut({}, words);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('xoxb');
  });
});
