import { useEffect, useRef } from 'react';
import type { WireEntry } from '../../api.ts';
import { Icon } from '../icons.tsx';
import { usePlayground } from '../playground.ts';
import { Clusters } from './clusters.tsx';
import { Deeds } from './deeds.tsx';
import { Parts } from './parts.tsx';
import { SwitchList } from './switch-list.tsx';
import { Wire } from './wire.tsx';

interface WorldProps {
  readonly wire: readonly WireEntry[];
  readonly close: () => void;
}

/** The panel in which the world around the product is seen, broken and healed. */
export function World({ wire, close }: WorldProps) {
  const { state } = usePlayground();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // Open from the beginning it takes no focus; opened by hand it does.
    if (!first.current) return;
    first.current = false;
    if (document.activeElement?.getAttribute('aria-pressed') === 'true') heading.current?.focus();
  }, []);
  const general = state.switches.filter(({ cluster }) => cluster === undefined);
  return (
    <aside
      className="panel world"
      aria-label="The world"
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <header className="head">
        <button type="button" className="plain back" aria-label="Back to the channel" onClick={close}>
          <Icon name="back" />
        </button>
        <h2 ref={heading} tabIndex={-1}>
          The world
        </h2>
        <p>Break it, ask, mend it</p>
        <button type="button" className="plain shut" aria-label="Close the world" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scrolls" aria-label="Clusters, switches and deeds" tabIndex={0}>
        <Deeds />
        <Clusters />
        {general.length > 0 && (
          <section aria-labelledby="around">
            <h3 id="around">Around them</h3>
            <SwitchList switches={general} />
          </section>
        )}
        <Parts />
      </section>
      <Wire entries={wire} />
    </aside>
  );
}
