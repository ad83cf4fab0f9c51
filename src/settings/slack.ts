import { parseClusterId } from '../model/resource-id.ts';
import { clusterName, firstTwice, quoted, SettingMistake, split } from './values.ts';

/** Ids of Slack by what they name. */
const slackIds = {
  channel: { pattern: /^[CGD][A-Z0-9]{6,}$/, example: 'C0123456789' },
  user: { pattern: /^[UW][A-Z0-9]{6,}$/, example: 'U0123456789' },
  team: { pattern: /^T[A-Z0-9]{6,}$/, example: 'T0123456789' },
} as const;

/** The id of a Slack channel. */
export function readChannel(text: string): string {
  if (slackIds.channel.pattern.test(text)) return text;
  throw new SettingMistake(
    `is ${quoted(text)}, but must be the id of a channel, such as C0123456789: see the end of "About" in the channel's details`,
  );
}

/** Reads ids of one kind, with commas. */
export function readSlackIds(kind: keyof typeof slackIds) {
  return (text: string): string[] =>
    split(text, /[,;\s]/).map((id) => {
      if (slackIds[kind].pattern.test(id)) return id;
      const { example } = slackIds[kind];
      throw new SettingMistake(`holds ${quoted(id)}, which is not the id of a ${kind}, such as ${example}`);
    });
}

/** `C0123456789=prod`, several with `;` or on lines of their own; each channel once. */
export function readChannelClusters(text: string): { channel: string; cluster: string }[] {
  const entries = readPairs(text).map(([channel, cluster]) => ({ channel: readChannelOf(channel), cluster }));
  for (const { cluster } of entries) refuseBadName(cluster);
  refuseTwice(entries.map(({ channel }) => channel));
  return entries;
}

/**
 * `prod=C0123456789,C0123456780`, several with `;` or on lines of their own; each cluster once. A cluster goes by alias,
 * name in Azure, `group/name`, `subscription/group/name` or ARM id.
 */
export function readClusterChannels(text: string): { cluster: string; channels: string[] }[] {
  const entries = readPairs(text).map(([cluster, channels]) => ({
    cluster,
    channels: split(channels, /[,\s]/).map(readChannelOf),
  }));
  // Whoever wrote separators alone meant to keep answers somewhere, and would keep them nowhere.
  if (entries.length === 0) throw new SettingMistake('has no entry: take it away, or write name=channel');
  for (const { cluster, channels } of entries) {
    refuseBadCluster(cluster);
    if (channels.length === 0) throw new SettingMistake(`names no channel for ${cluster}`);
  }
  refuseTwice(entries.map(({ cluster }) => cluster));
  return entries;
}

/** The bot token of a Slack app. */
export const readBotToken = secret(/^xoxb-\S+$/, 'is not a bot token, which begins with xoxb-');

/** The signing secret of a Slack app: Slack's have 32 characters, and a short one could be found by trying. */
export const readSigningSecret = secret(
  /^\S{16,}$/,
  'is not a signing secret, which has at least 16 characters and no spaces: see Basic Information of the Slack app',
);

function secret(looks: RegExp, otherwise: string) {
  return (text: string): string => {
    if (text.startsWith('@Microsoft.KeyVault')) {
      throw new SettingMistake(
        'is a Key Vault reference that was not resolved: give the identity the role Key Vault Secrets User, and check the name of the secret',
      );
    }
    if (looks.test(text)) return text;
    throw new SettingMistake(otherwise);
  };
}

/** `left=right` entries, with neither side empty. */
function readPairs(text: string): [left: string, right: string][] {
  return split(text, /[;\n]/).map((entry) => {
    const [, left = '', right = ''] = /^([^=]+)=([^=]+)$/.exec(entry) ?? [];
    if (left.trim() === '' || right.trim() === '') {
      throw new SettingMistake(`has the entry ${quoted(entry)}, which is not of the form name=value`);
    }
    return [left.trim(), right.trim()];
  });
}

function readChannelOf(text: string): string {
  return readSlackIds('channel')(text).join();
}

/** Names of resource groups may have brackets too. */
const inGroup = /^([\w-]+\/)?[\w.()-]{1,90}\/[a-z0-9][\w-]{0,62}$/i;

function refuseBadCluster(cluster: string): void {
  if (!inGroup.test(cluster) && parseClusterId(cluster) === undefined) refuseBadName(cluster);
}

function refuseBadName(cluster: string): void {
  if (!clusterName.test(cluster))
    throw new SettingMistake(`holds ${quoted(cluster)}, which cannot be the name of a cluster`);
}

function refuseTwice(names: readonly string[]): void {
  const twice = firstTwice(names);
  if (twice !== undefined) throw new SettingMistake(`names ${twice} twice`);
}
