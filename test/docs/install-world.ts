import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { startAzurite } from '../../sim/azure/azurite.ts';
import { closed, listenOn } from '../../sim/azure/listeners.ts';
import { type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import { aksServerApp } from '../../sim/azure/user-kubeconfig.ts';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';
import { certificates } from '../../sim/kubernetes/certificates.ts';
import { pinnedKubectl } from '../../sim/kubernetes/kubectl.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { copySources, emptyFolder, root } from '../package/make-package.ts';

/** Channels of the workspace; the bot is in all of them. */
export const channels = { team: 'C0TEAM0001', digests: 'C0DIGEST01', alerts: 'C0ALERTS01' } as const;

/** How a block of the page ended. */
export interface Ran {
  readonly code: number | null;
  /** Of both stdout and stderr, as somebody would see it. */
  readonly printed: string;
}

/** What somebody who follows the page has around them, with simulators in place of Azure, Kubernetes and Slack. */
export interface World {
  /** The copy of the repository in which the page is followed. */
  readonly folder: string;
  readonly azure: RunningAzure;
  readonly slack: RunningSlack;
  /** Runs what the page says, in the folder, with the variables that its marked steps set. */
  run(typed: string): Promise<Ran>;
  /** Starts what the page has packaged, behind TLS, as `azd deploy` would. */
  deploy(): Promise<void>;
  /** Types a command in the team's channel. */
  type(command: string): Promise<void>;
  close(): Promise<void>;
}

const asker = 'U0SANA0001';

/** Starts everything but the app; the identity may read nothing in the cluster yet. */
export async function installWorld(): Promise<World> {
  const folder = emptyFolder('installing');
  const deployed = emptyFolder('installed');
  copySources(root, folder);
  for (const name of ['bin', 'infra']) cpSync(join(root, name), join(folder, name), { recursive: true });
  const [azurite, azure, slack, kubectl] = await Promise.all([
    startAzurite(),
    startAzure({
      clusters: [{ name: 'prod', as: 'nobody', cluster: loadCluster(clusterFile('healthy-1.2.4')) }],
    }),
    startSlack({
      users: { [asker]: 'sana' },
      channels: Object.entries(channels).map(([name, id]) => ({ id, name })),
    }),
    pinnedKubectl(),
  ]);
  const settings: Readonly<Record<string, string>> = {
    ...slack.env(),
    AzureWebJobsStorage: azurite.connectionString,
    OSM_CLUSTERS: `prod=${azure.cluster('prod').resourceId}`,
    OSM_SUBSCRIPTIONS: 'none',
    OSM_DIGEST_CHANNEL: channels.digests,
    OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
    OSM_ALERT_CHANNEL: channels.alerts,
  };
  let host: RunningHost | undefined;
  const front = createServer((await certificates()).server, (request, response) =>
    host === undefined ? response.writeHead(503).end() : passOn(request, response, host.url),
  );
  const address = `127.0.0.1:${await listenOn(front)}`;

  const tools = join(folder, 'tools');
  mkdirSync(tools);
  symlinkSync(kubectl, join(tools, 'kubectl'));
  writeFileSync(join(tools, 'az'), signedInAz(azure), { mode: 0o755 });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, azure.cluster('prod').kubernetes.kubeconfig('admin', { contextName: 'prod' }));
  const trusted = azure.env()['NODE_EXTRA_CA_CERTS'] ?? '';
  const ofPerson = {
    PATH: `${tools}:${process.env['PATH']}`,
    HOME: folder,
    KUBECONFIG: kubeconfig,
    CURL_CA_BUNDLE: trusted,
    NODE_EXTRA_CA_CERTS: trusted,
    OSM_ARM_ENDPOINT: azure.url,
    npm_config_update_notifier: 'false',
  };
  return {
    folder,
    azure,
    slack,
    run: (typed) => {
      const set = {
        host: address,
        object_id: azure.objectId,
        key: host?.key ?? '',
        master: host?.masterKey ?? '',
      };
      return runInShell(typed, folder, { ...ofPerson, ...set });
    },
    deploy: async () => {
      cpSync(join(folder, 'dist/azd'), deployed, { recursive: true });
      const env = { PATH: process.env['PATH'] ?? '', ...azure.env(), ...settings };
      host = await startHost({ app: deployed, env });
      writeFileSync(join(folder, 'dist/settings.json'), JSON.stringify(listed({ ...env })));
    },
    type: async (command) => {
      const [, text = ''] = /^\/osm (.*)$/.exec(command) ?? [];
      await slack.command(`${host?.url}/api/slack`, { user: asker, channel: channels.team, text });
    },
    close: async () => {
      await host?.kill();
      await Promise.all([closed(front), azure.close(), slack.close(), azurite.close()]);
      for (const one of [folder, deployed]) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** The Azure CLI after `az login`, as far as the libraries of Azure ask it: for tokens. */
function signedInAz(azure: RunningAzure): string {
  const answer = (audience: string) =>
    JSON.stringify({
      accessToken: azure.tokenFor(audience),
      expires_on: Math.floor(Date.now() / 1_000) + 3_600,
      tenant: azure.tenant,
      tokenType: 'Bearer',
    });
  const words = [
    ['management', 'https://management.azure.com'],
    [aksServerApp, aksServerApp],
  ] as const;
  const cases = words.map(([word, audience]) => `*${word}*) echo '${answer(audience)}';;`);
  return `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 1;;\nesac\n`;
}

/** As `az functionapp config appsettings list` prints the settings: the two secrets are references. */
function listed(env: Readonly<Record<string, string>>): object[] {
  const secrets = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'];
  return Object.entries(env)
    .filter(([name]) => /^(OSM_|SLACK_|AzureWebJobs)/.test(name))
    .map(([name, value]) => ({
      name,
      value: secrets.includes(name)
        ? '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x)'
        : value,
      slotSetting: false,
    }));
}

/** Stops at the first command that fails, in a pipe too. */
function runInShell(typed: string, cwd: string, env: Record<string, string>): Promise<Ran> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', typed], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => printed.push(chunk));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed: Buffer.concat(printed).toString('utf8') }));
  });
}

function passOn(request: IncomingMessage, response: ServerResponse, to: string): void {
  const { url = '/', method = 'GET', headers } = request;
  const onward = send(new URL(url, to), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
