import { Icon } from './icons.tsx';
import type { Panels } from './use-panels.ts';
import { useTheme } from './use-theme.ts';

/** The bar at the top: what this is, the look, and the way to the channels and to the world. */
export function TopBar({ panels, unread }: { readonly panels: Panels; readonly unread: boolean }) {
  const { theme, toggle } = useTheme();
  return (
    <header className="top">
      <a className="skip" href="#message-box">
        Skip to the message box
      </a>
      {panels.narrow && (
        <button
          type="button"
          className="on-dark"
          aria-label={unread ? 'Channels, with unread messages' : 'Channels'}
          aria-expanded={panels.drawer}
          aria-controls="channels"
          onClick={() => panels.setDrawer(!panels.drawer)}
        >
          <Icon name="menu" />
          {unread && <span className="dot" />}
        </button>
      )}
      <p className="brand">
        <span className="mark">
          <Icon name="pulse" />
        </span>
        <span className="product">osm-doctor</span> <span className="tag">playground</span>
      </p>
      <button
        type="button"
        className="on-dark"
        aria-label={theme === 'dark' ? 'Use light colours' : 'Use dark colours'}
        onClick={toggle}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button type="button" className="on-dark" aria-pressed={panels.world} onClick={panels.toggleWorld}>
        <Icon name="world" />
        The world
      </button>
    </header>
  );
}
