import { randomBytes } from 'node:crypto';
import type { Json } from '../../src/model/json.ts';

/** A channel to start with; the bot is in it unless `bot` is false. */
export interface ChannelOptions {
  readonly id: string;
  readonly name: string;
  readonly private?: boolean;
  readonly archived?: boolean;
  readonly bot?: boolean;
}

/** A channel as it stands. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  archived: boolean;
  bot: boolean;
}

/** What a message said before it was edited. */
export interface Version {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** A message as it stands, with what it said before. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  /** The parent of its thread. */
  readonly threadTs?: string;
  /** Who alone sees it. */
  readonly ephemeralFor?: string;
  /** The person who said it; the bot unless given. */
  readonly from?: string;
  /** What was shared with it. */
  readonly files?: readonly SlackFile[];
  text: string;
  blocks: readonly Json[];
  attachments: readonly Json[];
  metadata?: Json;
  /** Earliest first. */
  readonly edits: Version[];
  deleted: boolean;
}

/** A modal that is open, or was. */
export interface SlackView {
  readonly id: string;
  hash: string;
  view: Json;
  readonly openedBy: string;
}

/** A file that was shared. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  /** The name, unless another was given when it was shared. */
  title?: string;
  content: string;
  channel?: string;
  threadTs?: string;
}

/** What lets an app open a modal, once and soon. */
export interface Trigger {
  readonly user: string;
  readonly at: number;
  used: boolean;
}

/** Where an app may answer what somebody typed or clicked. */
export interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  readonly at: number;
  /** The message whose button was clicked. */
  readonly message?: SlackMessage;
  uses: number;
}

/** A workspace with its bot. */
export interface Workspace {
  readonly token: string;
  readonly signingSecret: string;
  readonly channels: Map<string, Channel>;
  readonly users: Map<string, string>;
  readonly scopes: Set<string>;
  readonly messages: SlackMessage[];
  readonly views: SlackView[];
  readonly files: SlackFile[];
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** The error with which every call is refused: `token_revoked`, `account_inactive`. */
  tokenError?: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Unique, and later than every one before. */
  nextTs(): string;
  nextId(prefix: string): string;
}

/** What a workspace may be started with. */
export interface WorkspaceOptions {
  readonly token?: string;
  readonly signingSecret?: string;
  readonly channels?: readonly ChannelOptions[];
  /** Ids with names. */
  readonly users?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
}

/** The bot, its app and its team. */
export const bot = { user: 'U0OSMBOT', bot: 'B0OSMBOT', app: 'A0OSMDOC', team: 'T0SIM' } as const;

const usualChannels: readonly ChannelOptions[] = [
  { id: 'C0OPS', name: 'ops' },
  { id: 'C0DEV', name: 'dev' },
  { id: 'C0ELSEWHERE', name: 'elsewhere', bot: false },
  { id: 'C0OLD', name: 'old', archived: true },
  { id: 'G0SECRET', name: 'secret', private: true, bot: false },
  { id: 'G0ONCALL', name: 'oncall', private: true },
];

const usualScopes = [
  'chat:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'users:read',
  'files:write',
  'commands',
];

/** A workspace in which nothing was said yet. `clock` gives milliseconds since 1970. */
export function newWorkspace(options: WorkspaceOptions, clock: () => number): Workspace {
  let last = 0;
  let count = 0;
  const channels = (options.channels ?? usualChannels).map((channel): [string, Channel] => [
    channel.id,
    {
      id: channel.id,
      name: channel.name,
      private: channel.private ?? false,
      archived: channel.archived ?? false,
      bot: channel.bot ?? true,
    },
  ]);
  return {
    token: options.token ?? `xoxb-1000000000-${randomBytes(12).toString('hex')}`,
    signingSecret: options.signingSecret ?? randomBytes(16).toString('hex'),
    channels: new Map(channels),
    users: new Map(Object.entries(options.users ?? { U0ANN: 'ann', U0BOB: 'bob' })),
    scopes: new Set(options.scopes ?? usualScopes),
    messages: [],
    views: [],
    files: [],
    triggers: new Map(),
    responseUrls: new Map(),
    now: clock,
    nextTs: () => {
      // In units of a millisecond's thousandth, as the part behind the point has six digits.
      last = Math.max(last + 1, Math.floor(clock() * 1_000));
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    nextId: (prefix) => {
      count += 1;
      return `${prefix}${String(count).padStart(6, '0')}`;
    },
  };
}

/** A message that nobody edited yet, said now. */
export function say(
  workspace: Workspace,
  said: Pick<SlackMessage, 'channel' | 'text'> &
    Partial<
      Pick<
        SlackMessage,
        'threadTs' | 'ephemeralFor' | 'from' | 'files' | 'blocks' | 'attachments' | 'metadata'
      >
    >,
): SlackMessage {
  const message: SlackMessage = {
    blocks: [],
    attachments: [],
    ...said,
    ts: workspace.nextTs(),
    edits: [],
    deleted: false,
  };
  workspace.messages.push(message);
  return message;
}

/** Changes what a message says and keeps what it said. */
export function edit(
  message: SlackMessage,
  now: Partial<Pick<SlackMessage, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
): void {
  message.edits.push({ text: message.text, blocks: message.blocks });
  Object.assign(message, now);
}
