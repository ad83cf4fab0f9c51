import { helpMessage } from '../commands/ask/help-answer.ts';
import { parseCommand } from '../commands/ask/parse-command.ts';
import type { Log } from '../jobs/ports.ts';
import { optional } from '../model/json.ts';
import { sameResource } from '../model/resource-id.ts';
import { mistakeMessage } from '../present/help-message.ts';
import { readSettings, type Settings, SettingsError } from '../settings/settings.ts';
import { slackChat } from '../slack/chat.ts';
import { createDoor, type Door } from '../slack/door/door.ts';
import { bare, type DoorRequest, type DoorResponse } from '../slack/door/http.ts';
import { mayAnswerIn } from './cluster-channels.ts';

/*
 * What the Slack door is made of. It answers within three seconds of a cold start, so nothing that reads clusters,
 * speaks to Azure or judges is imported here.
 */

/** Built once for the life of the process. */
let built: Door | undefined;

/** Answers a request of Slack's. Wrong settings are for the log alone. Never throws. */
export async function answerSlack(request: DoorRequest): Promise<DoorResponse> {
  const door = doorOf(process.env, request.log);
  return door === undefined ? bare(503) : door.handle(request);
}

function doorOf(env: NodeJS.ProcessEnv, log: Log): Door | undefined {
  try {
    built ??= slackDoor(readSettings(env));
    return built;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    log.error(`Slack is not answered. ${error.message}`);
    return undefined;
  }
}

/** The door as the settings have it. */
function slackDoor(settings: Settings): Door {
  const slack = { token: settings.SLACK_BOT_TOKEN, apiUrl: settings.SLACK_API_URL, timeoutMs: 2_000 };
  const defaultCluster = (channel: string) =>
    settings.OSM_CHANNEL_CLUSTERS.find((entry) => entry.channel === channel)?.cluster;
  return createDoor({
    signingSecret: settings.SLACK_SIGNING_SECRET,
    slack,
    access: {
      teams: settings.OSM_ALLOWED_TEAMS,
      channels: settings.OSM_ALLOWED_CHANNELS,
      users: settings.OSM_ALLOWED_USERS,
      askWhom: settings.OSM_ASK_WHOM,
    },
    defaultCluster,
    parse: parseCommand,
    help: (channel) =>
      helpMessage({
        ...optional('defaultCluster', defaultCluster(channel)),
        ...optional('clusters', clustersIn(settings, channel)),
      }),
    mistake: mistakeMessage,
    answer: slackChat(slack).answer,
  });
}

/** Names that can be typed in a channel, where the settings alone say which clusters there are. */
function clustersIn(settings: Settings, channel: string): string[] | undefined {
  const { OSM_CLUSTERS, OSM_SUBSCRIPTIONS } = settings;
  if (OSM_SUBSCRIPTIONS === 'visible' || OSM_SUBSCRIPTIONS.length > 0) return undefined;
  return OSM_CLUSTERS.filter((cluster) => {
    const same = OSM_CLUSTERS.filter(({ resourceId }) => sameResource(resourceId, cluster.resourceId));
    return mayAnswerIn(settings, channel, { ...cluster, aliases: same.map(({ name }) => name) });
  }).map(({ name }) => name);
}
