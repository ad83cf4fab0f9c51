import { useMemo } from 'react';
import type { PageState } from '../api.ts';
import { Hint } from './hint.tsx';
import { Message } from './message.tsx';
import { MessageBox } from './message-box.tsx';
import { usePlayground } from './playground.ts';
import { type Topic, timeline } from './state/timeline.ts';
import { dayOf, timeOf } from './state/when.ts';
import { ScrollDown, useFollowing } from './use-following.tsx';

interface ChannelProps {
  readonly channel: PageState['channels'][number];
  readonly draft: string;
  readonly setDraft: (text: string) => void;
}

/** A channel: its messages and the box to write in. */
export function Channel({ channel, draft, setDraft }: ChannelProps) {
  const { state } = usePlayground();
  const topics = useMemo(() => timeline(state.messages, channel.id), [state.messages, channel.id]);
  const following = useFollowing(topics.at(-1)?.message);
  const now = new Date();
  return (
    <main className="channel">
      <header className="head">
        <h1>
          <span className="hash" aria-hidden="true">
            #
          </span>
          {channel.name}
        </h1>
        <p>{channel.about}</p>
      </header>
      <section
        className="messages"
        aria-label={`Messages in #${channel.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        {...following.list}
      >
        <Hint channel={channel} empty={topics.length === 0} />
        <ol>
          {topics.map((topic, place) => (
            <li key={topic.message.ts}>
              <Day of={topic} after={topics[place - 1]} now={now} />
              <Message
                message={topic.message}
                replies={topic.replies}
                continues={continues(topic.message, topics[place - 1])}
              />
            </li>
          ))}
        </ol>
      </section>
      <ScrollDown following={following} />
      <MessageBox
        id="message-box"
        place={{ channel: channel.id }}
        label={`Message #${channel.name}`}
        draft={draft}
        setDraft={setDraft}
        sent={following.toEnd}
      />
    </main>
  );
}

function Day({
  of,
  after,
  now,
}: {
  readonly of: Topic;
  readonly after: Topic | undefined;
  readonly now: Date;
}) {
  const day = dayOf(timeOf(of.message.ts), now);
  if (after && dayOf(timeOf(after.message.ts), now) === day) return null;
  return (
    <h2 className="day">
      <span>{day}</span>
    </h2>
  );
}

/** Whether a message goes on where the same person spoke just before, so that the name need not be said again. */
function continues({ from, ts, ephemeral }: Topic['message'], before: Topic | undefined): boolean {
  return (
    before !== undefined &&
    before.message.from === from &&
    from !== 'bot' &&
    !ephemeral &&
    !before.message.ephemeral &&
    before.replies.length === 0 &&
    Number(ts) - Number(before.message.ts) < 300
  );
}
