import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import { usePlayground } from './playground.ts';
import type { Panels } from './use-panels.ts';

interface SidebarProps {
  readonly current: string;
  readonly unread: Readonly<Record<string, number>>;
  readonly panels: Panels;
  readonly choose: (channel: string) => void;
}

/** The channels; on a narrow screen in a drawer. */
export function Sidebar({ current, unread, panels, choose }: SidebarProps) {
  const { state } = usePlayground();
  const { narrow, drawer, setDrawer } = panels;
  const own = state.clusters.filter((cluster) => cluster.own).map(({ name }) => name);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!drawer) return;
    const before = document.activeElement;
    first.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [drawer]);
  return (
    <>
      {drawer && (
        <button
          type="button"
          className="backdrop"
          aria-label="Close the list of channels"
          tabIndex={-1}
          onClick={() => setDrawer(false)}
        />
      )}
      <nav
        id="channels"
        className="sidebar"
        aria-label="Channels"
        data-open={drawer}
        inert={narrow && !drawer}
        onKeyDown={({ key }) => key === 'Escape' && setDrawer(false)}
      >
        <h2>Channels</h2>
        <ul>
          {state.channels.map(({ id, name }, place) => (
            <li key={id}>
              <button
                type="button"
                ref={place === 0 ? first : undefined}
                className={(unread[id] ?? 0) > 0 ? 'room unread' : 'room'}
                aria-current={id === current ? 'page' : undefined}
                onClick={() => choose(id)}
              >
                <span className="hash" aria-hidden="true">
                  #
                </span>
                <span className="name">{name}</span>
                {(unread[id] ?? 0) > 0 && (
                  <span className="count">
                    {unread[id]}
                    <span className="unseen"> unread</span>
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
        <h2>Apps</h2>
        <p className="presence">
          <span className="avatar bot small" aria-hidden="true">
            <Icon name="pulse" />
          </span>
          osm-doctor
        </p>
        <h2>You</h2>
        <p className="presence">
          <span className="avatar small" aria-hidden="true">
            {state.me.name.slice(0, 1).toUpperCase()}
          </span>
          {state.me.name}
        </p>
        <p className="about">
          Everything here runs on this machine. The clusters are pretend, the answers are the real product’s.
          {own.length > 0 && ` ${own.join(', ')}: your own, only read, nothing is written to it.`}
        </p>
      </nav>
    </>
  );
}
