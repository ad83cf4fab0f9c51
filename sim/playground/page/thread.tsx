import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import { Message } from './message.tsx';
import { MessageBox } from './message-box.tsx';
import { usePlayground } from './playground.ts';
import type { Topic } from './state/timeline.ts';
import { ScrollDown, useFollowing } from './use-following.tsx';

interface ThreadProps {
  readonly topic: Topic;
  readonly close: () => void;
  readonly draft: string;
  readonly setDraft: (text: string) => void;
}

/** A message and what was answered to it, beside the channel. */
export function Thread({ topic: { message, replies }, close, draft, setDraft }: ThreadProps) {
  const { state } = usePlayground();
  const heading = useRef<HTMLHeadingElement>(null);
  const following = useFollowing(replies.at(-1));
  const channel = state.channels.find(({ id }) => id === message.channel)?.name ?? '';
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <aside
      className="panel thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <header className="head">
        <button type="button" className="plain back" aria-label="Back to the channel" onClick={close}>
          <Icon name="back" />
        </button>
        <h2 ref={heading} tabIndex={-1}>
          Thread
        </h2>
        <p>#{channel}</p>
        <button type="button" className="plain shut" aria-label="Close the thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="messages" aria-label="Messages in the thread" tabIndex={0} {...following.list}>
        <Message message={message} />
        <h3 className="day">
          <span>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
        </h3>
        <ol>
          {replies.map((reply) => (
            <li key={reply.ts}>
              <Message message={reply} />
            </li>
          ))}
        </ol>
      </section>
      <ScrollDown following={following} />
      <MessageBox
        id="thread-box"
        place={{ channel: message.channel, threadTs: message.ts }}
        label="Reply in the thread"
        draft={draft}
        setDraft={setDraft}
        sent={following.toEnd}
      />
    </aside>
  );
}
