import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { checksByPatch } from '../../scripts/patched-kinds.ts';
import { permissionsPage } from '../../scripts/permissions-page.ts';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import { armRights } from '../../src/azure/azure-rights.ts';
import { checks } from '../../src/checks/index.ts';
import { roleToGrant } from '../../src/commands/permissions/roles.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import type { Chat } from '../../src/jobs/ports.ts';
import { showRule } from '../../src/model/rights.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { seeChannel, whoAmI } from '../../src/slack/look-around.ts';
import { scopes } from '../../src/slack/scopes.ts';
import { fleetIn, inAzure } from '../azure/in-azure.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { messageOf } from '../slack/messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('docs/permissions.md', () => {
  let page = '';
  beforeAll(async () => {
    page = await permissionsPage();
  });

  test('says of each right and each scope what needs it: no cell is empty', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| '));

    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter((row) => /\|\s*\|/.test(row))).toEqual([]);
  });

  test('leads to files that there are, and to nothing else', () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);

    expect(links.length).toBeGreaterThan(200);
    expect([...new Set(links)].filter((link) => !existsSync(`${root}docs/${link}`))).toEqual([]);
  });
});

describe('on clusters', () => {
  test.each(['deep', 'probe'] as const)('%s adds what its own checks read, and they are named', (tier) => {
    const ofTier = checks.filter((check) => check.tier === tier).map(({ id }) => id);
    const { rules } = roleToGrant(tier);

    expect([...new Set(rules.flatMap(({ by }) => by))].sort()).toEqual(ofTier.sort());
  });

  test('each right to patch is for a remedy that some check proposes, and each such remedy has its right', async () => {
    const { rules } = roleToGrant('dry-run');
    const granted = rules.flatMap(({ rule }) =>
      rule.resources.map((resource) => showRule({ ...rule, resources: [resource] })),
    );

    expect([...(await checksByPatch()).keys()].sort()).toEqual(granted.sort());
  });
});

describe('in Azure Resource Manager', () => {
  let azure: RunningAzure;
  beforeAll(async () => {
    const cluster = loadCluster(clusterFile('healthy-1.2.4'));
    azure = await inAzure({ clusters: [{ name: 'prod', cluster }] });
  });
  afterAll(() => azure?.close());

  test('each call of the source is in the table of rights, and each of the table is made', () => {
    const sources = globSync('src/**/*.ts', { cwd: root }).map((path) =>
      readFileSync(`${root}${path}`, 'utf8'),
    );
    const called = sources.flatMap((source) =>
      [...source.matchAll(/\barm\.(\w+)\(/g)].map(([, name]) => name),
    );

    expect([...new Set(called)].sort()).toEqual(Object.keys(armRights).sort());
  });

  /** The action behind a request. Source: the operations of Microsoft.ContainerService. */
  function actionOf({ method, path }: { method: string; path: string }): string {
    const [where = ''] = path.toLowerCase().split('?');
    const [, part = ''] = where.split('/providers/microsoft.containerservice/');
    const kinds = part.split('/').filter((_, index) => index % 2 === 0);
    if (part.startsWith('locations/')) return 'locations/meshrevisionprofiles/read';
    if (part === '') return 'none';
    const verb = method === 'POST' ? 'action' : 'read';
    return `${kinds.join('/')}/${verb}`;
  }

  test('listing and reading a cluster wholly asks for the actions of the table, and no others', async () => {
    const fleet = fleetIn(azure, { OSM_SUBSCRIPTIONS: '' });
    const { clusters } = await fleet.list({ fresh: true });
    const [prod] = clusters;
    if (prod === undefined) throw new Error('The simulated Azure lists no cluster.');
    const reading = await fleet.read(prod, { inputs: neededInputs(checks), budgetMs: 20_000 });
    const asked = azure.requests.filter(({ endpoint }) => endpoint === 'arm').map(actionOf);
    const rights = Object.values(armRights).map(({ action = 'none' }) =>
      action.replace('Microsoft.ContainerService/', '').toLowerCase(),
    );

    expect(reading.is).toBe('read');
    expect([...new Set(asked)].sort()).toEqual([...new Set(rights)].sort());
  });
});

describe('in Slack', () => {
  const { oauth_config: granted } = parse(readFileSync(`${root}infra/slack-manifest.yaml`, 'utf8')) as {
    readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  };
  let slack: RunningSlack;
  let operations: Readonly<Record<string, (channel: string) => Promise<unknown>>>;
  beforeEach(async () => {
    slack = await startSlack({ scopes: granted.scopes.bot, rateLimited: false });
    const { SLACK_BOT_TOKEN: token = '', SLACK_API_URL: apiUrl = '' } = slack.env();
    operations = operationsOf(slackChat({ token, apiUrl }));
  });
  afterEach(() => slack?.close());

  const message = messageOf({ is: 'paragraph', lines: [['the control plane is down']] });
  const longAgo = '2020-01-01T00:00:00Z';

  /** Everything that jobs do with the chat; none of these has a response_url to answer through. */
  function operationsOf(chat: Chat): typeof operations {
    const own = {
      post: chat.post,
      update: chat.update,
      answer: chat.answer,
      share: chat.share,
      find: chat.find,
    };
    const all: { readonly [O in Exclude<keyof Chat, 'withinMs'>]: (channel: string) => Promise<unknown> } = {
      post: (channel) => own.post({ channel }, message, 'key'),
      update: (channel) => own.update({ channel, ts: '1000000000.000001' }, message, 'key'),
      answer: async (channel) => {
        await own.answer({ channel }, 'U0ANN', message, 'caller');
        await own.answer({ channel }, 'U0ANN', message, 'everybody');
      },
      share: (channel) => own.share({ channel }, { name: 'r.txt', title: 'r', text: 'report' }),
      find: async (channel) => {
        await own.find({ channel }, 'key', longAgo);
        await own.find({ channel, thread: '1000000000.000001' }, 'key', longAgo);
      },
    };
    return all;
  }

  /** The operations that met a missing scope, in a public and in a private channel. */
  async function refusedFor(): Promise<string[]> {
    const refused = new Set<string>();
    for (const channel of ['C0OPS', 'G0ONCALL']) {
      for (const [name, operate] of Object.entries(operations)) {
        const before = slack.calls.length;
        await operate(channel);
        if (slack.calls.slice(before).some(({ error }) => error === 'missing_scope')) refused.add(name);
      }
    }
    return [...refused].sort();
  }

  const ofMethods = scopes.filter(({ covers }) => covers.some((name) => name.includes('.')));

  test('the scopes of the manifest are enough for everything that jobs do', async () => {
    expect(await refusedFor()).toEqual([]);
  });

  test('what is called is what the scopes are said to cover', async () => {
    await refusedFor();
    const called = slack.calls.map(({ method }) => method).filter((method) => method !== 'upload');

    expect([...new Set(called)].sort()).toEqual(
      [...new Set(ofMethods.flatMap(({ covers }) => covers))].sort(),
    );
  });

  test.each(ofMethods)('without $scope these fail: $usedBy', async ({ scope, usedBy }) => {
    slack.removeScope(scope);

    expect(await refusedFor()).toEqual([...usedBy].sort());
  });

  test('doctor looks at token and channels without any other scope', async () => {
    const { SLACK_BOT_TOKEN: token = '', SLACK_API_URL: apiUrl = '' } = slack.env();
    const welcome = await whoAmI({ token, apiUrl });
    const known = welcome.is === 'known' ? welcome.scopes : undefined;
    const sights = [
      await seeChannel({ token, apiUrl }, 'C0OPS', known),
      await seeChannel({ token, apiUrl }, 'G0ONCALL', known),
    ];

    expect([...(known ?? [])].sort()).toEqual([...granted.scopes.bot].sort());
    expect(sights.map(({ is }) => is)).toEqual(['member', 'member']);
    expect(slack.calls.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});
