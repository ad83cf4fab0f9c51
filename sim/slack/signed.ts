import { createHmac, randomBytes } from 'node:crypto';
import { type Json, object } from '../../src/model/json.ts';
import { toldView } from './methods/views.ts';
import { showResponse } from './response-url.ts';
import { bot, type ResponseUrl, type SlackMessage, type SlackView, type Workspace } from './workspace.ts';

/** What the app answered to something that Slack sent. */
export interface Acknowledgement {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
  /** Opens a modal within three seconds. */
  readonly triggerId?: string;
  readonly responseUrl?: string;
}

/** Who does something where. */
export interface Actor {
  readonly user?: string;
  readonly channel?: string;
  readonly team?: string;
}

/** What people do in Slack, sent to the app as Slack sends it: signed over the raw body. */
export interface SignedRequests {
  /** Types a command. What the acknowledgement says is shown, as Slack shows it; throws when Slack would refuse it. */
  command(
    url: string,
    typed: Actor & { readonly text: string; readonly command?: string },
  ): Promise<Acknowledgement>;
  /** Clicks the button with this action_id. */
  click(url: string, message: SlackMessage, actionId: string, by?: Actor): Promise<Acknowledgement>;
  /** Submits a modal; `values` as in `view.state.values`. */
  submit(url: string, view: SlackView, values?: Json, by?: Actor): Promise<Acknowledgement>;
  /** Sends an event of the Events API. */
  event(
    url: string,
    event: Json,
    retry?: { readonly number: number; readonly reason: string },
  ): Promise<Acknowledgement>;
  /** The headers under which Slack would send a body now, or so many seconds later or earlier. */
  sign(body: string, skewSeconds?: number): Record<string, string>;
}

/** Requests of a workspace; `url` is where its response_urls lead. */
export function signedRequests(workspace: Workspace, url: () => string): SignedRequests {
  const sign = (body: string, skewSeconds = 0): Record<string, string> => {
    const timestamp = String(Math.floor(workspace.now() / 1_000) + skewSeconds);
    const signature = createHmac('sha256', workspace.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
  };
  const send = (to: string, body: string, type: string, more: Record<string, string> = {}) =>
    posted(to, body, { 'content-type': type, ...sign(body), ...more });
  const form = (to: string, fields: Record<string, string>) =>
    send(to, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const interact = async (to: string, payload: Json, doing: Doing): Promise<Acknowledgement> => ({
    ...(await form(to, { payload: JSON.stringify({ ...payload, ...doing.payload }) })),
    ...doing.handles,
  });

  return {
    sign,
    command: async (to, { text, command = '/osm', ...by }) => {
      const doing = begin(workspace, url(), by);
      const answer = await form(to, { ...doing.form, command, text });
      showAcknowledgement(workspace, doing.answerTo, answer);
      return { ...answer, ...doing.handles };
    },
    click: (to, message, actionId, by = {}) => {
      const doing = begin(workspace, url(), { channel: message.channel, ...by }, message);
      return interact(to, clickPayload(message, actionId), doing);
    },
    submit: async (to, view, values = {}, by = {}) => {
      const told = { ...toldView(view), state: { values } };
      const doing = begin(workspace, url(), { user: view.openedBy, ...by });
      // A modal belongs to no channel: there is nowhere to respond to.
      const { response_url: _, channel: __, ...payload } = doing.payload;
      return interact(to, { type: 'view_submission', view: told }, { ...doing, payload });
    },
    event: (to, event, retry) => {
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: bot.team,
        api_app_id: bot.app,
        event_id: workspace.nextId('Ev'),
        event_time: Math.floor(workspace.now() / 1_000),
        event,
      });
      const again =
        retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason };
      return send(to, body, 'application/json', again);
    },
  };
}

/** One thing that somebody does: what Slack tells of it, and what it opens. */
interface Doing {
  readonly form: Record<string, string>;
  readonly payload: Json;
  readonly answerTo: ResponseUrl;
  readonly handles: { readonly triggerId: string; readonly responseUrl: string };
}

function begin(workspace: Workspace, url: string, by: Actor, message?: SlackMessage): Doing {
  const { user = 'U0ANN', channel = 'C0OPS', team = bot.team } = by;
  const triggerId = `${workspace.nextId('9')}.${randomBytes(8).toString('hex')}`;
  workspace.triggers.set(triggerId, { user, at: workspace.now(), used: false });
  const id = `${bot.team}-${randomBytes(12).toString('hex')}`;
  const answerTo: ResponseUrl = {
    channel,
    user,
    at: workspace.now(),
    uses: 0,
    ...(message === undefined ? {} : { message }),
  };
  workspace.responseUrls.set(id, answerTo);
  const responseUrl = `${url}/respond/${id}`;
  const names = {
    user: workspace.users.get(user) ?? 'unknown',
    channel: workspace.channels.get(channel)?.name ?? 'directmessage',
  };
  return {
    answerTo,
    handles: { triggerId, responseUrl },
    form: {
      team_id: team,
      team_domain: 'sim',
      channel_id: channel,
      channel_name: names.channel,
      user_id: user,
      user_name: names.user,
      api_app_id: bot.app,
      is_enterprise_install: 'false',
      trigger_id: triggerId,
      response_url: responseUrl,
    },
    payload: {
      team: { id: team, domain: 'sim' },
      user: { id: user, username: names.user, team_id: team },
      channel: { id: channel, name: names.channel },
      api_app_id: bot.app,
      trigger_id: triggerId,
      response_url: responseUrl,
    },
  };
}

function clickPayload(message: SlackMessage, actionId: string): Json {
  const element = elementWith(message.blocks, actionId);
  if (element === undefined) throw new Error(`no element of the message has the action_id ${actionId}`);
  const { ts, channel, text, blocks, threadTs } = message;
  return {
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: message.ephemeralFor !== undefined,
    },
    message: {
      type: 'message',
      bot_id: bot.bot,
      ts,
      text,
      blocks,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    actions: [{ ...element, block_id: 'block', action_ts: ts }],
  };
}

function elementWith(value: unknown, actionId: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (object(value)['action_id'] === actionId) return object(value);
  for (const field of Object.values(value)) {
    const found = elementWith(field, actionId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Text is shown as it is, JSON as a message, nothing as nothing; so is whatever comes after three seconds. */
function showAcknowledgement(
  workspace: Workspace,
  answerTo: ResponseUrl,
  { status, body, ms }: Acknowledgement,
): void {
  if (status !== 200 || body.trim() === '' || ms > 3_000) return;
  const content = body.startsWith('{') ? object(JSON.parse(body)) : { text: body };
  showResponse(workspace, answerTo, content);
}

async function posted(url: string, body: string, headers: Record<string, string>): Promise<Acknowledgement> {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', ...headers },
  });
  return { status: response.status, body: await response.text(), ms: performance.now() - started };
}
