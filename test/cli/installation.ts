import type { RunningAzurite } from '../../sim/azure/azurite.ts';
import { type AzureOptions, type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import { type RunningStorageAccount, startStorageAccount } from '../../sim/azure/storage-account.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import { type CliRun, clusterFile, runCli } from './run-cli.ts';

/** A fresh installation of the bot, everything in order: what a test breaks before it is tried. */
export interface Installation {
  readonly azure: RunningAzure;
  readonly slack: RunningSlack;
  readonly storage: RunningStorageAccount;
  /** The settings of the app, with what Azure puts into the environment of an app. */
  env(): Record<string, string>;
  close(): Promise<void>;
}

/** Channels of the pretended workspace; the bot is in `ops` and `oncall` alone, and `old` is archived. */
export const channels = {
  ops: 'C0OPS00001',
  oncall: 'G0ONCALL01',
  elsewhere: 'C0ELSEWHERE',
  secret: 'G0SECRET01',
  old: 'C0OLD00001',
} as const;

/** The user-assigned identity of the app. */
export const appIdentity = {
  clientId: 'c1000000-0000-4000-8000-0000000000c1',
  objectId: '0b000000-0000-4000-8000-0000000000b1',
} as const;

/** The scopes of infra/slack-manifest.yaml. */
const manifestScopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
];

/** Starts an installation with two clusters over this Azurite. */
export async function installation(
  azurite: RunningAzurite,
  options: Partial<AzureOptions> = {},
  moreScopes: readonly string[] = [],
): Promise<Installation> {
  const cluster = loadCluster(clusterFile('healthy-1.2.4'));
  const [azure, slack] = await Promise.all([
    startAzure({
      clusters: [
        { name: 'prod', cluster },
        { name: 'stage', cluster },
      ],
      systemAssigned: false,
      userAssigned: [appIdentity],
      ...options,
    }),
    startSlack({
      scopes: [...manifestScopes, ...moreScopes],
      channels: [
        { id: channels.ops, name: 'ops' },
        { id: channels.oncall, name: 'oncall', private: true },
        { id: channels.elsewhere, name: 'elsewhere', bot: false },
        { id: channels.secret, name: 'secret', private: true, bot: false },
        { id: channels.old, name: 'old', archived: true },
      ],
    }),
  ]);
  const storage = await startStorageAccount(azurite, azure);
  return {
    azure,
    slack,
    storage,
    env: () => ({
      ...azure.env(),
      ...slack.env(),
      ...storage.env(),
      AZURE_CLIENT_ID: appIdentity.clientId,
      OSM_DIGEST_CHANNEL: channels.ops,
      OSM_ALERT_CHANNEL: channels.oncall,
      OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
    }),
    close: async () => {
      await Promise.all([storage.close(), slack.close(), azure.close()]);
    },
  };
}

/** What is said of an installation for programs. */
export interface Document {
  readonly version: number;
  readonly takenAt: string;
  readonly state: string;
  readonly first?: { readonly area: string; readonly of: string };
  readonly steps: readonly {
    readonly area: string;
    readonly of: string;
    readonly outcome: string;
    readonly says: string;
    readonly todo?: string;
    readonly command?: string;
    readonly manifest?: string;
  }[];
  readonly notSeen: readonly string[];
}

/** Runs `osm-doctor doctor` by the clock of today, with these settings. */
export function tryOut(
  env: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<CliRun> {
  return runCli(['doctor', ...words], { NODE_OPTIONS: '', ...env });
}

/** Whatever must never be printed, and was. */
export function secretsIn(
  printed: string,
  { azure, slack }: Installation,
  azurite: RunningAzurite,
): string[] {
  const key = /AccountKey=([^;]+)/.exec(azurite.connectionString)?.[1] ?? '';
  return [...azure.secrets, ...slack.secrets, key].filter((secret) => printed.includes(secret));
}
