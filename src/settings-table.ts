import { parseClusterId } from './model/resource-id.ts';

/** A value that a setting cannot have: the sentence goes on from the setting's name. */
export class SettingMistake extends Error {
  override readonly name = 'SettingMistake';
}

/** One setting: what it means, what it is when nothing is set, how it is read. */
export interface Setting<T> {
  readonly means: string;
  readonly example: string;
  /** What stands when it is not set, in words for the documentation. */
  readonly otherwise: string;
  /** Must never be shown. */
  readonly secret?: true;
  /** Only for running against simulators. */
  readonly localOnly?: true;
  /** `undefined` when it is not set or empty. Throws SettingMistake. */
  read(text: string | undefined): T;
}

const given =
  <T>(read: (text: string) => T, otherwise: T) =>
  (text: string | undefined): T =>
    text === undefined ? otherwise : read(text);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const channelId = /^[CGD][A-Z0-9]{6,}$/;

/** Every setting of osm-doctor's own; `docs/settings.md` is generated from it. */
export const settingsTable = {
  OSM_CLUSTERS: {
    means:
      'Names for clusters: `name=ARM id`, several with `;` or on lines of their own. These belong to the fleet whether or not they are found by looking.',
    example:
      'prod=/subscriptions/…/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters/aks-prod',
    otherwise: 'none: clusters go by their names in Azure',
    read: given(readAliases, []),
  },
  OSM_SUBSCRIPTIONS: {
    means:
      'Ids of the subscriptions in which to look for clusters, with commas; `none` looks nowhere, so that only OSM_CLUSTERS counts.',
    example: '11111111-2222-3333-4444-555555555555',
    otherwise: 'every subscription that the identity can see',
    read: given<readonly string[] | 'visible'>(readSubscriptions, 'visible'),
  },
  OSM_ALL_CLUSTERS: {
    means:
      'Whether clusters on which the OSM add-on is off belong to the fleet: for meshes that were installed by hand.',
    example: 'true',
    otherwise: 'false',
    read: given(readYesNo, false),
  },
  OSM_CLOUD: {
    means: 'The Azure cloud: `public`, `china` or `usgov`.',
    example: 'public',
    otherwise: 'public',
    read: given((text) => readOneOf(text, ['public', 'china', 'usgov']), 'public' as const),
  },
  AZURE_CLIENT_ID: {
    means: 'Client id of a user-assigned managed identity.',
    example: '11111111-2222-3333-4444-555555555555',
    otherwise: 'the system-assigned identity',
    read: given((text): string | undefined => readUuid(text), undefined),
  },
  OSM_CLUSTER_CACHE: {
    means: 'For how many seconds a list of clusters is used before Azure is asked again.',
    example: '600',
    otherwise: '600',
    read: given((text) => readNumber(text, 0, 86_400), 600),
  },
  OSM_READ_BUDGET: {
    means: 'Seconds for all reading of one cluster together.',
    example: '30',
    otherwise: '30',
    read: given((text) => readNumber(text, 1, 200), 30),
  },
  OSM_JOB_SECONDS: {
    means:
      'Seconds after which a job gives up and is tried again: less than functionTimeout in host.json, more than OSM_READ_BUDGET.',
    example: '240',
    otherwise: '240',
    read: given((text) => readNumber(text, 5, 540), 240),
  },
  OSM_DIGEST_CHANNEL: {
    means: 'Id of the Slack channel for health digests.',
    example: 'C0123456789',
    otherwise: 'no digests',
    read: given((text): string | undefined => readChannel(text), undefined),
  },
  OSM_DIGEST_SCHEDULE: {
    means:
      'When digests are due, as NCRONTAB with six fields (seconds first), in UTC: the Functions host on Linux knows no other time zone. Day of month and day of week must both fit.',
    example: '0 0 7 * * 1-5',
    otherwise: 'must be set: the timer reads it from here, and an app without it does not start',
    read: given(readSchedule, '0 0 7 * * 1-5'),
  },
  OSM_DIGEST_MINUTES: {
    means: 'Minutes after which a digest is posted with what has come in, and the rest is named.',
    example: '15',
    otherwise: '15',
    read: given((text) => readNumber(text, 0.05, 600), 15),
  },
  OSM_ALERT_CHANNEL: {
    means: 'Id of the Slack channel in which Azure Monitor alerts are answered.',
    example: 'C0123456789',
    otherwise: 'alerts are refused',
    read: given((text): string | undefined => readChannel(text), undefined),
  },
  OSM_RETENTION_DAYS: {
    means: 'Days for which runs, rounds, marks and the audit are kept. The last report of a cluster stays.',
    example: '90',
    otherwise: '90',
    read: given((text) => readNumber(text, 1, 3_650), 90),
  },
  SLACK_BOT_TOKEN: {
    means: "The Slack app's bot token; in Azure a Key Vault reference.",
    example: 'xoxb-…',
    otherwise: 'must be set',
    secret: true,
    read: needed((text) => {
      if (/^xoxb-\S+$/.test(text)) return text;
      throw new SettingMistake(
        text.startsWith('@Microsoft.KeyVault')
          ? 'is a Key Vault reference that was not resolved: give the identity the role Key Vault Secrets User, and check the name of the secret'
          : 'is not a bot token, which begins with xoxb-',
      );
    }),
  },
  SLACK_API_URL: {
    means: "Address of Slack's Web API.",
    example: 'http://127.0.0.1:8900/api/',
    otherwise: 'https://slack.com/api/',
    localOnly: true,
    read: given(readUrl, 'https://slack.com/api/'),
  },
  OSM_ARM_ENDPOINT: {
    means: 'Address of Azure Resource Manager.',
    example: 'https://127.0.0.1:8901',
    otherwise: 'the one of OSM_CLOUD',
    localOnly: true,
    read: given((text): string | undefined => readUrl(text), undefined),
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

/** Name of a setting. */
export type SettingName = keyof typeof settingsTable;

/** The type that a setting is read as. */
export type SettingValue<N extends SettingName> = ReturnType<(typeof settingsTable)[N]['read']>;

function needed<T>(read: (text: string) => T) {
  return (text: string | undefined): T => {
    if (text === undefined) throw new SettingMistake('is not set');
    return read(text);
  };
}

function readAliases(text: string): { name: string; resourceId: string }[] {
  const aliases = split(text, /[;\n]/).map((entry) => {
    const [, name = '', resourceId = ''] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
    if (!/^[a-z0-9][\w.-]{0,62}$/i.test(name.trim())) {
      throw new SettingMistake(`has an entry without a usable name before "=": ${quoted(entry)}`);
    }
    if (parseClusterId(resourceId) === undefined) {
      throw new SettingMistake(
        `gives ${name.trim()} an id that is not one of a managed cluster: ${quoted(resourceId)}`,
      );
    }
    return { name: name.trim(), resourceId: resourceId.trim() };
  });
  const names = aliases.map(({ name }) => name.toLowerCase());
  const twice = aliases.find(({ name }, index) => names.indexOf(name.toLowerCase()) !== index);
  if (twice !== undefined) throw new SettingMistake(`gives the name ${twice.name} twice`);
  return aliases;
}

function readSubscriptions(text: string): string[] {
  return text.toLowerCase() === 'none' ? [] : split(text, /[,;\s]/).map(readUuid);
}

function readUuid(text: string): string {
  if (uuid.test(text)) return text.toLowerCase();
  throw new SettingMistake(
    `holds ${quoted(text)}, which is not an id of the form 11111111-2222-3333-4444-555555555555`,
  );
}

function readYesNo(text: string): boolean {
  return readOneOf(text.toLowerCase(), ['true', 'false']) === 'true';
}

function readOneOf<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw new SettingMistake(`is ${quoted(text)}, but may be ${values.join(', ')}`);
}

function readNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new SettingMistake(`is ${quoted(text)}, but must be a number from ${least} to ${most}`);
}

function readChannel(text: string): string {
  if (channelId.test(text)) return text;
  throw new SettingMistake(
    `is ${quoted(text)}, but must be the id of a channel, such as C0123456789: see the end of "About" in the channel's details`,
  );
}

function readSchedule(text: string): string {
  if (/^(\S+\s+){5}\S+$/.test(text)) return text;
  throw new SettingMistake(
    `is ${quoted(text)}, but must have six fields, seconds first, such as 0 0 7 * * 1-5`,
  );
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new SettingMistake(`is ${quoted(text)}, which is not an http or https address`);
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
