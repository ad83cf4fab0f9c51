import type { SelfCheckStep } from '../../model/self-check.ts';
import type { Settings } from '../../settings/settings.ts';
import type { SlackAccess } from '../../slack/exchange.ts';
import { type ChannelSight, seeChannel, type Welcome, whoAmI } from '../../slack/look-around.ts';
import { scopes } from '../../slack/scopes.ts';
import { notTried } from './steps.ts';

/** What came of looking at Slack, and what could not be seen of it. */
export interface SlackLook {
  readonly steps: readonly SelfCheckStep[];
  readonly notSeen: readonly string[];
}

/** Token, scopes and channels, in this order, while there is time. Posts nothing and reads no message. */
export async function lookAtSlack(
  settings: Settings,
  tokenKnown: boolean,
  msLeft: () => number,
): Promise<SlackLook> {
  if (!tokenKnown) {
    const step = notTried('slack', 'Bot token', 'the value of SLACK_BOT_TOKEN is not known here.');
    return { steps: [step, ...afterToken(settings)], notSeen: [] };
  }
  const access = {
    token: settings.SLACK_BOT_TOKEN,
    apiUrl: settings.SLACK_API_URL,
    timeoutMs: settings.OSM_CHAT_SECONDS * 1_000,
  };
  const welcome = await whoAmI(access);
  const token = tokenStep(welcome);
  if (welcome.is !== 'known') {
    return { steps: [token, ...afterToken(settings)], notSeen: [] };
  }
  const channels = await lookAtChannels(settings, access, welcome.scopes, msLeft);
  return { steps: [token, scopeStep(welcome.scopes), ...channels.steps], notSeen: channels.notSeen };
}

function afterToken(settings: Settings): SelfCheckStep[] {
  const because = 'the bot token comes first.';
  const named = namedChannels(settings).map((one) => notTried('channel', nameOf(one), because));
  return [notTried('slack', 'Scopes', because), ...named];
}

const refusals: { readonly [I in Exclude<Welcome['is'], 'known'>]: string } = {
  refused: 'The bot token does not work.',
  unreachable: 'Slack could not be asked.',
  notSeen: 'Slack gave no clear answer.',
};

function tokenStep(welcome: Welcome): SelfCheckStep {
  const head = { area: 'slack', of: 'Bot token' } as const;
  if (welcome.is === 'known') {
    const says = `Slack knows it: ${welcome.bot} in the workspace ${welcome.team}.`;
    return { ...head, outcome: 'passed', says };
  }
  const says = refusals[welcome.is];
  if (welcome.is === 'notSeen') {
    const todo =
      'Run this again in some minutes. If it stays so, see that the app may connect to slack.com: a firewall may drop what it sends.';
    return { ...head, outcome: 'unknown', says: `${says} ${welcome.because}`, todo };
  }
  return { ...head, outcome: 'failed', says, todo: welcome.because };
}

function scopeStep(granted: readonly string[] | undefined): SelfCheckStep {
  const head = { area: 'slack', of: 'Scopes' } as const;
  if (granted === undefined) {
    return {
      ...head,
      outcome: 'unknown',
      says: 'Slack did not tell which scopes were granted.',
      todo: `Compare OAuth & Permissions of the Slack app with ${scopes.map(({ scope }) => scope).join(', ')}.`,
    };
  }
  const absent = scopes.filter(({ scope }) => !granted.includes(scope));
  const lost = absent.map(({ scope, without }) => `Without ${scope}, ${without}`).join(' ');
  const missing = absent.filter((one) => one.is === 'needed').map(({ scope }) => scope);
  if (missing.length > 0) {
    return {
      ...head,
      outcome: 'failed',
      says: `Not granted: ${missing.join(', ')}. ${lost}`,
      todo: 'Add the scopes under OAuth & Permissions of the Slack app, reinstall the app in the workspace, and see whether its token is a new one.',
    };
  }
  const needed = scopes.filter((one) => one.is === 'needed').map(({ scope }) => scope);
  const says = `What is needed was granted: ${needed.join(', ')}.${lost === '' ? '' : ` ${lost}`}`;
  return { ...head, outcome: 'passed', says };
}

interface NamedChannel {
  readonly channel: string;
  readonly settings: readonly string[];
  /** Whether messages are posted there unasked, for which the bot must be in it. */
  readonly posts: boolean;
}

async function lookAtChannels(
  settings: Settings,
  access: SlackAccess,
  granted: readonly string[] | undefined,
  msLeft: () => number,
): Promise<SlackLook> {
  const steps: SelfCheckStep[] = [];
  const blind: string[] = [];
  // One after the other: Slack counts calls by the minute.
  for (const named of namedChannels(settings)) {
    if (msLeft() <= 0) {
      steps.push(notTried('channel', nameOf(named), 'the time was up.'));
      continue;
    }
    const sight = await seeChannel(access, named.channel, granted);
    steps.push(channelStep(named, sight, granted));
    if (sight.is === 'member' && !sight.archivedSeen) blind.push(named.channel);
  }
  const which = blind.length === 1 ? 'the channel is' : 'one of the channels is';
  const archived = `Whether ${which} archived (${blind.join(', ')}): that takes the scope channels:read, and groups:read for private ones. Look at them in Slack.`;
  return { steps, notSeen: blind.length === 0 ? [] : [archived] };
}

function namedChannels(settings: Settings): NamedChannel[] {
  const { OSM_DIGEST_CHANNEL: digest, OSM_ALERT_CHANNEL: alerts } = settings;
  const all = [
    ...(digest === undefined ? [] : [{ channel: digest, by: 'OSM_DIGEST_CHANNEL' }]),
    ...(alerts === undefined ? [] : [{ channel: alerts, by: 'OSM_ALERT_CHANNEL' }]),
    ...settings.OSM_CHANNEL_CLUSTERS.map(({ channel }) => ({ channel, by: 'OSM_CHANNEL_CLUSTERS' })),
    ...settings.OSM_CLUSTER_CHANNELS.flatMap(({ channels }) =>
      channels.map((channel) => ({ channel, by: 'OSM_CLUSTER_CHANNELS' })),
    ),
  ];
  return [...Map.groupBy(all, ({ channel }) => channel)].map(([channel, entries]) => {
    const names = [...new Set(entries.map(({ by }) => by))];
    const posts = names.some((name) => name === 'OSM_DIGEST_CHANNEL' || name === 'OSM_ALERT_CHANNEL');
    return { channel, settings: names, posts };
  });
}

function nameOf({ channel, settings }: NamedChannel): string {
  return `${channel} (${settings.join(', ')})`;
}

function channelStep(
  named: NamedChannel,
  sight: ChannelSight,
  granted: readonly string[] | undefined,
): SelfCheckStep {
  const { posts } = named;
  const head = { area: 'channel', of: nameOf(named) } as const;
  switch (sight.is) {
    case 'member':
      return { ...head, outcome: 'passed', says: 'The bot is in it.' };
    case 'notSeen':
      return { ...head, outcome: 'unknown', says: 'It could not be seen.', todo: sight.because };
    case 'notMember':
      if (!posts) {
        const says = 'It is there. The bot is not in it, which answering commands does not take.';
        return { ...head, outcome: 'passed', says };
      }
      if (granted?.includes('chat:write.public') === true) {
        const says = 'It is there. The bot is not in it, but chat:write.public lets it post there.';
        return { ...head, outcome: 'passed', says };
      }
      return { ...head, outcome: 'failed', says: 'The bot cannot post there.', todo: sight.because };
    case 'refused': {
      // Commands are answered in private channels that the bot cannot see; a wrong id looks the same.
      const says = posts
        ? 'The bot cannot post there.'
        : 'The bot cannot see it; if the id is right, commands are answered there all the same.';
      return { ...head, outcome: posts ? 'failed' : 'unknown', says, todo: sight.because };
    }
  }
}
