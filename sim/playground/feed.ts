import type { RunningSlack, SlackMessage } from '../slack/server.ts';
import type { PageEvent, PageMessage, PageView } from './api.ts';
import { channels, me } from './workspace.ts';

/** What the workspace shows to the reader, as it changes. */
export interface Feed {
  messages(): readonly PageMessage[];
  views(): readonly PageView[];
  /** Tells what has changed since it was last called. */
  look(): void;
  /** A modal was closed or sent off: Slack keeps none of these. */
  close(viewId: string): void;
}

/** Follows a workspace; nothing is told before the first `look`. */
export function followSlack(slack: RunningSlack, tell: (event: PageEvent) => void): Feed {
  const told = new Map<string, PageMessage & { readonly version: number }>();
  const closed = new Set<string>();
  let toldViews = '[]';
  const views = () =>
    slack.views
      .filter(({ id, openedBy }) => openedBy === me.id && !closed.has(id))
      .map(({ id, view }) => ({ id, view }));
  const standing = () => channels.flatMap(({ id }) => [...slack.messages(id), ...slack.ephemeral(id, me.id)]);

  const lookAtMessages = (): void => {
    const gone = new Map(told);
    for (const message of standing()) {
      const key = `${message.channel} ${message.ts}`;
      gone.delete(key);
      const version = message.edits.length;
      if (told.get(key)?.version === version) continue;
      const page = pageMessage(message);
      told.set(key, { ...page, version });
      tell({ is: 'message', message: page });
    }
    for (const [key, { version: _, ...message }] of gone) {
      told.delete(key);
      tell({ is: 'message', message: { ...message, deleted: true } });
    }
  };
  const lookAtViews = (): void => {
    const now = views();
    const text = JSON.stringify(now);
    if (text === toldViews) return;
    toldViews = text;
    tell({ is: 'views', views: now });
  };
  const look = (): void => {
    lookAtMessages();
    lookAtViews();
  };
  return {
    messages: () =>
      standing()
        .map(pageMessage)
        .sort((one, other) => (one.ts < other.ts ? -1 : 1)),
    views,
    look,
    close: (viewId) => {
      closed.add(viewId);
      look();
    },
  };
}

function pageMessage(message: SlackMessage): PageMessage {
  const { channel, ts, threadTs, text, blocks, from = 'bot', files = [], edits, deleted } = message;
  return {
    channel,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    from,
    text,
    blocks,
    ephemeral: message.ephemeralFor !== undefined,
    edited: edits.length > 0,
    deleted,
    files: files.map(({ id, name, title = name }) => ({ id, name, title })),
  };
}
