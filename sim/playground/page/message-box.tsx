import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { say } from './server.ts';
import { stepped } from './state/completing.ts';
import { type Suggestions, useSuggestions } from './use-suggestions.ts';

interface MessageBoxProps {
  readonly id: string;
  readonly place: { readonly channel: string; readonly threadTs?: string };
  readonly label: string;
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  /** What to do when something was sent. */
  readonly sent: () => void;
}

/** The box to write in, with completion of commands and names by keyboard or pointer. */
export function MessageBox({ id, place, label, draft, setDraft, sent }: MessageBoxProps) {
  const [focused, setFocused] = useState(false);
  const [refused, setRefused] = useState('');
  const [before, setBefore] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(draft, place.channel, focused);
  const names = useId();
  const open = suggestions.list.length > 0;
  const send = async () => {
    const text = draft.trim();
    if (text === '') return;
    setDraft('');
    setRefused('');
    setBefore(text);
    const outcome = await say({ ...place, text });
    if (outcome.is === 'done') return sent();
    setRefused(outcome.says);
    setDraft(text);
  };
  const accept = (at: number) => {
    const suggestion = suggestions.list[at];
    if (suggestion === undefined) return;
    // The next word can be begun, and is suggested, at once.
    setDraft(`${suggestion.text} `);
    suggestions.mark(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const wish = wishOf(event, suggestions, draft, before);
    if (wish === undefined) return;
    event.preventDefault();
    if (wish.is === 'send') void send();
    else if (wish.is === 'accept') accept(wish.at);
    else if (wish.is === 'mark') suggestions.mark(wish.at);
    else if (wish.is === 'dismiss') suggestions.dismiss();
    else setDraft(wish.text);
  };
  return (
    <form
      className="box"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p id={`${names}-refused`} className="refused" role="alert">
        {refused}
      </p>
      {open && <List id={names} suggestions={suggestions} accept={accept} />}
      <div className="field">
        <input
          id={id}
          ref={input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? `${names}-list` : undefined}
          aria-activedescendant={
            open && suggestions.active >= 0 ? `${names}-${suggestions.active}` : undefined
          }
          aria-describedby={`${names}-refused`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={label}
          value={draft}
          onChange={(event) => {
            setRefused('');
            setDraft(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
        <button type="submit" aria-label="Send" aria-disabled={draft.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
      <p className="keys" aria-hidden="true">
        {open ? (
          <>
            <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Tab</kbd> complete · <kbd>Enter</kbd> send ·{' '}
            <kbd>Esc</kbd> close
          </>
        ) : (
          <>
            <kbd>/osm</kbd> commands · <kbd>Enter</kbd> send · <kbd>↑</kbd> what was sent last
          </>
        )}
      </p>
    </form>
  );
}

type Wish =
  | { readonly is: 'send' }
  | { readonly is: 'dismiss' }
  | { readonly is: 'accept'; readonly at: number }
  | { readonly is: 'mark'; readonly at: number }
  | { readonly is: 'write'; readonly text: string };

/** What a key asks for; undefined leaves the key to the browser. */
function wishOf(
  { key, shiftKey, nativeEvent }: KeyboardEvent,
  { list, active }: Suggestions,
  draft: string,
  before: string,
): Wish | undefined {
  if (nativeEvent.isComposing) return undefined;
  if (key === 'Enter') return active >= 0 && list.length > 0 ? { is: 'accept', at: active } : { is: 'send' };
  if (list.length === 0) {
    return key === 'ArrowUp' && draft === '' && before !== '' ? { is: 'write', text: before } : undefined;
  }
  if (key === 'Tab' && !shiftKey) return { is: 'accept', at: Math.max(0, active) };
  if (key === 'ArrowDown') return { is: 'mark', at: stepped(active, 1, list.length) };
  if (key === 'ArrowUp') return { is: 'mark', at: stepped(active, -1, list.length) };
  return key === 'Escape' ? { is: 'dismiss' } : undefined;
}

interface ListProps {
  readonly id: string;
  readonly suggestions: Suggestions;
  readonly accept: (at: number) => void;
}

function List({ id, suggestions: { list, active }, accept }: ListProps) {
  return (
    <div id={`${id}-list`} className="suggested" role="listbox" aria-label="Suggestions">
      {list.map(({ text, about }, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus
        <div
          key={text}
          id={`${id}-${place}`}
          ref={place === active ? inSight : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          // The box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => accept(place)}
        >
          <span className="offer">{text}</span>
          <span className="about">{about}</span>
        </div>
      ))}
    </div>
  );
}

function inSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
