import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { WireEntry } from '../api.ts';
import { Channel } from './channel.tsx';
import { Form } from './form.tsx';
import { type Playground, PlaygroundProvider, type Shown } from './playground.ts';
import { Sidebar } from './sidebar.tsx';
import { topicOf } from './state/timeline.ts';
import { unreadIn } from './state/unread.ts';
import { Thread } from './thread.tsx';
import { TopBar } from './top-bar.tsx';
import { useLastRead } from './use-last-read.ts';
import { usePanels } from './use-panels.ts';
import { World } from './world/world.tsx';

interface WorkspaceProps {
  readonly state: Shown;
  readonly wire: readonly WireEntry[];
  readonly banners: ReactNode;
}

/** Everything: channels, the messages of one, a thread, the world. */
export function Workspace({ state, wire, banners }: WorkspaceProps) {
  const [channelId, setChannelId] = useState(state.channels[0]?.id ?? '');
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState('');
  const panels = usePanels();
  const read = useLastRead(state, channelId);
  const channel = state.channels.find(({ id }) => id === channelId) ?? state.channels[0];
  const setDraft = useCallback(
    (place: string, text: string) => setDrafts((now) => ({ ...now, [place]: text })),
    [],
  );
  const { openThread, leaveForBox } = panels;
  const thread = panels.thread?.ts;
  const playground = useMemo(
    (): Playground => ({
      state,
      notify: setTrouble,
      fillBox: (text) => {
        setDraft(channelId, text);
        leaveForBox();
        requestAnimationFrame(() => document.getElementById('message-box')?.focus());
      },
      thread,
      openThread: (inChannel, ts) => openThread({ channel: inChannel, ts }),
    }),
    [state, channelId, thread, setDraft, openThread, leaveForBox],
  );
  const unread = Object.fromEntries(state.channels.map(({ id }) => [id, unreadIn(state, read, id)]));
  useTitle(channel?.name ?? '', unread);
  const topic = panels.thread && topicOf(state.messages, panels.thread);
  const view = state.views.at(-1);
  if (channel === undefined) return <p role="alert">The workspace has no channel.</p>;
  return (
    <PlaygroundProvider value={playground}>
      <div className="frame" data-cover={panels.cover}>
        <TopBar panels={panels} unread={Object.values(unread).some((count) => count > 0)} />
        <div className="banners">
          {banners}
          <Trouble says={trouble} dismiss={() => setTrouble('')} />
        </div>
        <div className="work">
          <Sidebar
            current={channel.id}
            unread={unread}
            panels={panels}
            choose={(id) => {
              setChannelId(id);
              panels.chooseChannel();
            }}
          />
          <Channel
            key={channel.id}
            channel={channel}
            draft={drafts[channel.id] ?? ''}
            setDraft={(text) => setDraft(channel.id, text)}
          />
          {topic && (
            <Thread
              key={topic.message.ts}
              topic={topic}
              close={panels.closeThread}
              draft={drafts[topic.message.ts] ?? ''}
              setDraft={(text) => setDraft(topic.message.ts, text)}
            />
          )}
          {panels.world && <World wire={wire} close={panels.toggleWorld} />}
        </div>
      </div>
      {view !== undefined && <Form key={view.id} view={view} />}
    </PlaygroundProvider>
  );
}

function Trouble({ says, dismiss }: { readonly says: string; readonly dismiss: () => void }) {
  return (
    <div role="alert">
      {says !== '' && (
        <p className="notice">
          {says}
          <button type="button" className="plain" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

function useTitle(channel: string, unread: Readonly<Record<string, number>>): void {
  const count = Object.values(unread).reduce((sum, more) => sum + more, 0);
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}#${channel} · osm-doctor playground`;
  }, [channel, count]);
}
