import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, faultList } from './faults.ts';
import { type LoggedCall, requestHandler, type Site } from './handler.ts';
import { rateLimits } from './rate.ts';
import { type SignedRequests, signedRequests } from './signed.ts';
import {
  type Channel,
  newWorkspace,
  type SlackFile,
  type SlackMessage,
  type SlackView,
  say,
  type Workspace,
  type WorkspaceOptions,
} from './workspace.ts';

export type { Fault } from './faults.ts';
export type { LoggedCall } from './handler.ts';
export type { SlackFile, SlackMessage, SlackView } from './workspace.ts';

/** What a pretended Slack may be started with. */
export interface StartOptions extends WorkspaceOptions {
  readonly port?: number;
  /** Whether calls that come too fast are refused; they are unless this is false. */
  readonly rateLimited?: boolean;
  /** Told of every call once it is answered, or is known to get no answer. */
  onAnswered?(call: LoggedCall, ms: number): void;
}

/** A pretended Slack that listens. */
export interface RunningSlack extends SignedRequests {
  readonly url: string;
  /** Where the Web API is, with a slash at its end. */
  readonly apiUrl: string;
  /** The bot token and the signing secret: what no log may hold. */
  readonly secrets: readonly string[];
  /** Grows as calls arrive. */
  readonly calls: LoggedCall[];
  readonly views: readonly SlackView[];
  readonly files: readonly SlackFile[];
  /** The settings with which the app reaches this Slack. */
  env(): Record<string, string>;
  /** What everybody in a channel sees, threads among it, in the order of time. */
  messages(channel: string): SlackMessage[];
  /** What one person was shown, or anybody alone. */
  ephemeral(channel: string, user?: string): SlackMessage[];
  /** Where response_urls and uploads lead, when something stands in front of this server. */
  setPublicUrl(address: string): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Takes the bot out of a channel or lets it in; archives it. */
  setChannel(id: string, state: Partial<Pick<Channel, 'bot' | 'archived'>>): void;
  removeScope(scope: string): void;
  /** Refuses the token from now on: `token_revoked`, `account_inactive`; undefined accepts it again. */
  refuseToken(error: string | undefined): void;
  /** Somebody writes a message; `text` as Slack holds it, with its markup and escapes. */
  write(message: {
    readonly channel: string;
    readonly from: string;
    readonly text: string;
    readonly threadTs?: string;
  }): SlackMessage;
  /** Somebody deletes a message by hand. */
  deleteMessage(message: SlackMessage): void;
  /** Lets time pass: for triggers, response_urls and rate limits. */
  advance(seconds: number): void;
  close(): Promise<void>;
}

/** Starts a pretended Slack on a free port of 127.0.0.1 unless one is given. */
export async function startSlack(options: StartOptions = {}): Promise<RunningSlack> {
  let aheadMs = 0;
  let publicUrl: string | undefined;
  const clock = () => Date.now() + aheadMs;
  const workspace = newWorkspace(options, clock);
  const stopping = new AbortController();
  const faults = faultList();
  const site: Site = {
    workspace,
    faults,
    calls: [],
    url: () => publicUrl ?? url,
    rates: options.rateLimited === false ? undefined : rateLimits(clock),
    stop: stopping.signal,
    onAnswered: (call, ms) => options.onAnswered?.(call, ms),
  };
  const server = createServer(requestHandler(site));
  await listening(server, options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...controls(workspace),
    ...signedRequests(workspace, () => publicUrl ?? url),
    url,
    apiUrl: `${url}/api/`,
    secrets: [workspace.token, workspace.signingSecret],
    calls: site.calls,
    views: workspace.views,
    files: workspace.files,
    env: () => ({
      SLACK_BOT_TOKEN: workspace.token,
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      SLACK_API_URL: `${url}/api/`,
    }),
    setPublicUrl: (address) => {
      publicUrl = address;
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    advance: (seconds) => {
      aheadMs += seconds * 1_000;
    },
    close: async () => {
      stopping.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

type Controls = Pick<
  RunningSlack,
  'messages' | 'ephemeral' | 'setChannel' | 'removeScope' | 'refuseToken' | 'write' | 'deleteMessage'
>;

function controls(workspace: Workspace): Controls {
  const standing = (channel: string) =>
    workspace.messages.filter((message) => message.channel === channel && !message.deleted);
  return {
    messages: (channel) => standing(channel).filter(({ ephemeralFor }) => ephemeralFor === undefined),
    ephemeral: (channel, user) =>
      standing(channel).filter(
        ({ ephemeralFor }) => ephemeralFor !== undefined && (user === undefined || ephemeralFor === user),
      ),
    setChannel: (id, state) => {
      const channel = workspace.channels.get(id);
      if (channel === undefined) throw new Error(`there is no channel ${id}`);
      Object.assign(channel, state);
    },
    removeScope: (scope) => {
      workspace.scopes.delete(scope);
    },
    refuseToken: (error) => {
      if (error === undefined) delete workspace.tokenError;
      else workspace.tokenError = error;
    },
    write: (message) => say(workspace, message),
    deleteMessage: (message) => {
      message.deleted = true;
    },
  };
}

async function listening(server: Server, port: number): Promise<void> {
  // As long as a real server's: a client's idle connection must not end under its hands.
  server.keepAliveTimeout = 180_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}
