import { parseClusterId } from './model/resource-id.ts';

/** A value that a setting cannot have: the sentence goes on from the setting's name. */
export class SettingMistake extends Error {
  override readonly name = 'SettingMistake';
}

const clusterName = /^[a-z0-9][\w.-]{0,62}$/i;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of Slack by what they name. */
const slackIds = {
  channel: { pattern: /^[CGD][A-Z0-9]{6,}$/, example: 'C0123456789' },
  user: { pattern: /^[UW][A-Z0-9]{6,}$/, example: 'U0123456789' },
  team: { pattern: /^T[A-Z0-9]{6,}$/, example: 'T0123456789' },
} as const;

/** Reads a setting that has a value of its own when it is not set. */
export const given =
  <T>(read: (text: string) => T, otherwise: T) =>
  (text: string | undefined): T =>
    text === undefined ? otherwise : read(text);

/** Reads a setting that must be there. */
export function needed<T>(read: (text: string) => T) {
  return (text: string | undefined): T => {
    if (text === undefined) throw new SettingMistake('is not set');
    return read(text);
  };
}

/** `name=ARM id`, several with `;` or on lines of their own; each name once. */
export function readAliases(text: string): { name: string; resourceId: string }[] {
  const aliases = split(text, /[;\n]/).map((entry) => {
    const [, name = '', resourceId = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!clusterName.test(name.trim())) {
      throw new SettingMistake(`has an entry without a usable name before "=": ${quoted(entry)}`);
    }
    if (parseClusterId(resourceId) === undefined) {
      throw new SettingMistake(
        `gives ${name.trim()} an id that is not one of a managed cluster: ${quoted(resourceId)}`,
      );
    }
    return { name: name.trim(), resourceId: resourceId.trim() };
  });
  const twice = firstTwice(aliases.map(({ name }) => name));
  if (twice !== undefined) throw new SettingMistake(`gives the name ${twice} twice`);
  return aliases;
}

/** Subscription ids; `none` is an empty list. */
export function readSubscriptions(text: string): string[] {
  return text.toLowerCase() === 'none' ? [] : split(text, /[,;\s]/).map(readUuid);
}

/** An id as Azure writes them, in lower case. */
export function readUuid(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new SettingMistake(
    `holds ${quoted(text)}, which is not an id of the form 11111111-2222-3333-4444-555555555555`,
  );
}

/** `true` or `false`. */
export function readYesNo(text: string): boolean {
  return readOneOf(text.toLowerCase(), ['true', 'false']) === 'true';
}

/** One of a few words. */
export function readOneOf<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw new SettingMistake(`is ${quoted(text)}, but may be ${values.join(', ')}`);
}

/** A number between two others, both included. */
export function readNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new SettingMistake(`is ${quoted(text)}, but must be a number from ${least} to ${most}`);
}

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

/** `prod=C0123456789,C0123456780`, several with `;` or on lines of their own; each cluster once. */
export function readClusterChannels(text: string): { cluster: string; channels: string[] }[] {
  const entries = readPairs(text).map(([cluster, channels]) => ({
    cluster,
    channels: split(channels, /[,\s]/).map(readChannelOf),
  }));
  for (const { cluster, channels } of entries) {
    refuseBadName(cluster);
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

/** NCRONTAB with six fields. */
export function readSchedule(text: string): string {
  if (/^(\S+\s+){5}\S+$/.test(text)) return text;
  throw new SettingMistake(
    `is ${quoted(text)}, but must have six fields, seconds first, such as 0 0 7 * * 1-5`,
  );
}

/** An http or https address. */
export function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new SettingMistake(`is ${quoted(text)}, which is not an http or https address`);
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

function refuseBadName(cluster: string): void {
  if (!clusterName.test(cluster))
    throw new SettingMistake(`holds ${quoted(cluster)}, which cannot be the name of a cluster`);
}

function refuseTwice(names: readonly string[]): void {
  const twice = firstTwice(names);
  if (twice !== undefined) throw new SettingMistake(`names ${twice} twice`);
}

function firstTwice(names: readonly string[]): string | undefined {
  const lower = names.map((name) => name.toLowerCase());
  return names.find((_, index) => lower.indexOf(lower[index] ?? '') !== index);
}

function split(text: string, by: RegExp): string[] {
  return text
    .split(by)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Short enough for a log line. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
