import type { Chat } from '../jobs/ports.ts';

/** A scope of the Slack app, and what needs it. */
export interface Scope {
  readonly scope: string;
  /** `needed`: commands, digests and alerts do not work without it. `better`: something is lost, as `without` says. */
  readonly is: 'needed' | 'better';
  /** Methods of the Web API, or what Slack sends. */
  readonly covers: readonly string[];
  /** Operations of the chat port that call these methods; the door takes what Slack sends. */
  readonly usedBy: readonly (keyof Chat | 'door')[];
  /** What is lost without it; a sentence that goes on from "Without it". */
  readonly without: string;
}

/**
 * Every scope that the bot uses. Source: the "Required scopes" of each method at docs.slack.dev/reference/methods, and
 * of each event at docs.slack.dev/reference/events. `auth.test` and `views.open` need none; nor does a response_url.
 */
export const scopes: readonly Scope[] = [
  {
    scope: 'commands',
    is: 'needed',
    covers: ['/osm'],
    usedBy: ['door'],
    without: 'there is no /osm.',
  },
  {
    scope: 'chat:write',
    is: 'needed',
    covers: ['chat.postMessage', 'chat.postEphemeral', 'chat.update'],
    usedBy: ['post', 'answer', 'update'],
    without: 'nothing is posted: no digest, no answer to an alert.',
  },
  {
    scope: 'files:write',
    is: 'needed',
    covers: ['files.getUploadURLExternal', 'files.completeUploadExternal'],
    usedBy: ['share'],
    without: 'a report that is too long for messages cannot be shown whole.',
  },
  {
    scope: 'app_mentions:read',
    is: 'better',
    covers: ['app_mention'],
    usedBy: ['door'],
    without: 'the bot does not answer when it is mentioned.',
  },
  {
    scope: 'channels:history',
    is: 'better',
    covers: ['conversations.history', 'conversations.replies'],
    usedBy: ['find'],
    without:
      'a message in a public channel may stand there twice after a crash, and membership cannot be seen by doctor.',
  },
  {
    scope: 'groups:history',
    is: 'better',
    covers: ['conversations.history', 'conversations.replies'],
    usedBy: ['find'],
    without:
      'a message in a private channel may stand there twice after a crash, and membership cannot be seen by doctor.',
  },
];
