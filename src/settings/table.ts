import { type Tier, tiers } from '../model/check.ts';
import { localSettings } from './local.ts';
import { readSchedule } from './schedule.ts';
import {
  readBotToken,
  readChannel,
  readChannelClusters,
  readClusterChannels,
  readSigningSecret,
  readSlackIds,
} from './slack.ts';
import {
  given,
  needed,
  readAliases,
  readNumber,
  readOneOf,
  readPageUrl,
  readSomeOf,
  readSubscriptions,
  readUrl,
  readUuid,
  readYesNo,
  type Setting,
} from './values.ts';

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
    read: given<'public' | 'china' | 'usgov'>(
      (text) => readOneOf(text, ['public', 'china', 'usgov']),
      'public',
    ),
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
  OSM_TIERS: {
    means:
      'Opt-in tiers of checks that every check and digest runs, with commas. `deep` asks the pods of the control plane for their health and metrics and needs the right to `get pods/proxy`; `probe` tries in a dry run whether a pod can be made and needs `create pods`. The roles are in infra/kubernetes. Without its right a tier is unknown, never a failure.',
    example: 'deep,probe',
    otherwise: 'none: these checks are not applicable and leave the total',
    read: given((text): readonly Tier[] => readSomeOf(text, tiers), []),
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
      'When digests are due, as NCRONTAB with six fields (seconds first), in UTC: the Functions host on Linux knows no other time zone. Day of month and day of week must both fit; days of the week are 0 (Sunday) to 6 or their names.',
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
    means:
      'Days for which runs, rounds, marks and the audit are kept: 8 at least, for a message may be delivered for seven. The last report of a cluster stays.',
    example: '90',
    otherwise: '90',
    read: given((text) => readNumber(text, 8, 3_650), 90),
  },
  SLACK_BOT_TOKEN: {
    means: "The Slack app's bot token; in Azure a Key Vault reference.",
    example: 'xoxb-…',
    otherwise: 'must be set',
    secret: true,
    read: needed(readBotToken),
  },
  SLACK_SIGNING_SECRET: {
    means: "The Slack app's signing secret, by which its requests are known; in Azure a Key Vault reference.",
    example: '0123456789abcdef…',
    otherwise: 'must be set',
    secret: true,
    read: needed(readSigningSecret),
  },
  OSM_CHANNEL_CLUSTERS: {
    means:
      'The cluster that is meant in a channel when a command names none: `channel=name`, several with `;`.',
    example: 'C0123456789=prod; C0123456780=stage',
    otherwise: 'every command names its cluster',
    read: given(readChannelClusters, []),
  },
  OSM_CLUSTER_CHANNELS: {
    means:
      'The only channels for answers about a cluster: `name=channel,channel`, several with `;`. The name is an alias, that of Azure, `group/name` or the ARM id. Clusters that are not named are answered everywhere; `GET /api/status` and the log tell of names that match no cluster.',
    example: 'prod=C0123456789,C0123456780; stage=C0123456781',
    otherwise: 'every cluster is answered everywhere',
    read: given(readClusterChannels, []),
  },
  OSM_ALLOWED_TEAMS: {
    means: 'Ids of the Slack workspaces whose people may ask, with commas.',
    example: 'T0123456789',
    otherwise: 'every workspace that the app is installed in or shares a channel with',
    read: given((text): readonly string[] | 'all' => readSlackIds('team')(text), 'all'),
  },
  OSM_ALLOWED_CHANNELS: {
    means: 'Ids of the Slack channels in which people may ask, with commas.',
    example: 'C0123456789,C0123456780',
    otherwise: 'every channel',
    read: given((text): readonly string[] | 'all' => readSlackIds('channel')(text), 'all'),
  },
  OSM_ALLOWED_USERS: {
    means: 'Ids of the Slack users who may ask, with commas.',
    example: 'U0123456789,U0123456780',
    otherwise: 'everybody in the allowed workspaces and channels',
    read: given((text): readonly string[] | 'all' => readSlackIds('user')(text), 'all'),
  },
  OSM_ASK_WHOM: {
    means: 'Whom somebody asks who may not use osm-doctor: what follows "Ask" in the refusal.',
    example: 'the platform team in #mesh-help',
    otherwise: 'whoever runs osm-doctor',
    read: given((text) => text.slice(0, 300), 'whoever runs osm-doctor'),
  },
  OSM_DOCS_URL: {
    means:
      "Where the checks' pages stand (docs/checks of this repository, or a copy that your people can reach), `{id}` in it standing for the id. Messages then link each check to its page.",
    example: 'https://github.com/example/osm-doctor/blob/main/docs/checks/{id}.md',
    otherwise: 'no links',
    read: given((text): string | undefined => readPageUrl(text), undefined),
  },
  SLACK_API_URL: {
    means:
      "Address of Slack's Web API: GovSlack has one of its own. The bot token goes there, so http is for simulators on the same machine alone.",
    example: 'https://slack-gov.com/api/',
    otherwise: 'https://slack.com/api/',
    read: given(readUrl, 'https://slack.com/api/'),
  },
  ...localSettings,
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

/** Name of a setting. */
export type SettingName = keyof typeof settingsTable;

/** The type that a setting is read as. */
export type SettingValue<N extends SettingName> = ReturnType<(typeof settingsTable)[N]['read']>;
