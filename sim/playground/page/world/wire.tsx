import { Fragment, useId, useState } from 'react';
import type { WireEntry } from '../../api.ts';
import { exactClock } from '../state/when.ts';

const ends = ['All', 'Slack', 'Kubernetes', 'Azure', 'Storage'] as const;
/** Exchanges that are drawn. */
const most = 150;

/** What went over the wire, the latest first. */
export function Wire({ entries }: { readonly entries: readonly WireEntry[] }) {
  const [end, setEnd] = useState<string>('All');
  const filter = useId();
  const matching = entries.filter(({ who }) => end === 'All' || who.includes(end));
  return (
    <section className="wire" aria-labelledby="wire">
      <header>
        <h3 id="wire">On the wire</h3>
        <label className="unseen" htmlFor={filter}>
          Show
        </label>
        <select id={filter} value={end} onChange={(event) => setEnd(event.target.value)}>
          {ends.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </header>
      {matching.length === 0 ? (
        <p className="small-print">Nothing yet. Ask something, and see what is sent.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ol aria-label="Exchanges, the latest first" tabIndex={0}>
          {matching
            .slice(-most)
            .reverse()
            .map((entry) => (
              <li key={entry.id}>
                <Exchange entry={entry} />
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}

function Exchange({ entry: { at, who, what, status, ms } }: { readonly entry: WireEntry }) {
  return (
    <>
      <p>
        <time dateTime={at}>{exactClock(new Date(at))}</time>
        <span className={isGood(status) ? 'status' : 'status bad'}>{status}</span>
        <span className="ms">{Math.round(ms)} ms</span>
      </p>
      <p>
        <span className="ends">{who}</span>{' '}
        <span className="what">
          <Path of={what} />
        </span>
      </p>
    </>
  );
}

/** A long path breaks where a part of it ends. */
function Path({ of }: { readonly of: string }) {
  return of.split(/(?<=[/?&])/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts are known by their place
    <Fragment key={place}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function isGood(status: number | string): boolean {
  return typeof status === 'number' ? status < 400 : status === 'ok';
}
