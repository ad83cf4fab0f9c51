import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageMessage } from '../api.ts';
import { Block } from './blocks/block.tsx';
import { Markup } from './blocks/markup.tsx';
import { MessageProvider } from './blocks/message-place.ts';
import { Icon } from './icons.tsx';
import { usePlayground } from './playground.ts';
import { nameOf } from './state/told.ts';
import { clock, timeOf } from './state/when.ts';

interface MessageProps {
  readonly message: PageMessage;
  /** What stands in its thread; absent where the thread is open already. */
  readonly replies?: readonly PageMessage[];
  /** The same person goes on speaking. */
  readonly continues?: boolean;
}

/** A message: who, when, and what the product sent, drawn from its blocks. */
export const Message = memo(function Message({ message, replies, continues = false }: MessageProps) {
  const { state } = usePlayground();
  const article = useRef<HTMLElement>(null);
  useKeptFocus(article);
  const name = nameOf(state, message.from);
  const at = timeOf(message.ts);
  return (
    <article
      ref={article}
      className="message"
      aria-label={`${name}, ${clock(at)}`}
      data-continues={continues}
      data-ephemeral={message.ephemeral}
      tabIndex={-1}
    >
      {!continues && <Avatar from={message.from} name={name} />}
      <div className="said">
        {message.ephemeral && (
          <p className="alone">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        {!continues && (
          <p className="who">
            <strong>{name}</strong>
            {message.from === 'bot' && <span className="app">App</span>}
            <time dateTime={at.toISOString()}>{clock(at)}</time>
            {message.edited && <span className="edited">(edited)</span>}
          </p>
        )}
        {message.deleted ? <p className="gone">This message was deleted.</p> : <Content message={message} />}
        {replies && <Replies message={message} replies={replies} />}
      </div>
    </article>
  );
});

function Avatar({ from, name }: { readonly from: string; readonly name: string }) {
  if (from !== 'bot') {
    return (
      <span className="avatar" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
    );
  }
  return (
    <span className="avatar bot" aria-hidden="true">
      <Icon name="pulse" />
    </span>
  );
}

function Content({ message }: { readonly message: PageMessage }) {
  const { blocks, text, files, threadTs } = message;
  const { state } = usePlayground();
  const above = state.messages.find(({ ts }) => ts === threadTs)?.text ?? '';
  const place = useMemo(
    () => ({ message, said: `${message.text} ${JSON.stringify(message.blocks)} ${above}` }),
    [message, above],
  );
  return (
    <MessageProvider value={place}>
      <div className="content">
        {blocks.length === 0 && text !== '' && (
          <p className="words">
            <Markup text={text} />
          </p>
        )}
        {blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name; its place is what it is known by
          <Block key={at} block={block} />
        ))}
        {files.map(({ id, name, title }) => (
          <a
            key={id}
            className="file"
            href={`/files/${encodeURIComponent(id)}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            <Icon name="file" />
            <span>
              <strong>{title}</strong>
              <span className="small-print">{name}</span>
            </span>
          </a>
        ))}
      </div>
    </MessageProvider>
  );
}

function Replies({
  message,
  replies,
}: {
  readonly message: PageMessage;
  readonly replies: readonly PageMessage[];
}) {
  const { openThread, thread } = usePlayground();
  const last = replies.at(-1);
  const isNew = useNews(last?.ts ?? '', thread === message.ts);
  if (message.ephemeral) return null;
  if (last === undefined) {
    if (message.deleted) return null;
    return (
      <p className="reply">
        <button type="button" onClick={() => openThread(message.channel, message.ts)}>
          Reply in thread
        </button>
      </p>
    );
  }
  return (
    <p className="replies">
      <button type="button" onClick={() => openThread(message.channel, message.ts)}>
        <strong>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</strong>
        <span>Last at {clock(timeOf(last.ts))}</span>
        {isNew && <strong className="new">New</strong>}
      </button>
    </p>
  );
}

/** Whether something came since the reader last looked: what was there from the beginning is not new. */
function useNews(last: string, looking: boolean): boolean {
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (looking) setSeen(last);
  }, [last, looking]);
  return last > seen && !looking;
}

/** Where an update takes away what had the focus, the message itself has it. */
function useKeptFocus(article: { readonly current: HTMLElement | null }): void {
  const had = useRef(false);
  useLayoutEffect(() => {
    if (had.current && document.activeElement === document.body)
      article.current?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    const note = ({ target }: Event) => {
      had.current = target instanceof Node && (article.current?.contains(target) ?? false);
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, [article]);
}
