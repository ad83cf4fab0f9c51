import { useEffect, useState } from 'react';
import { useMedia } from './use-media.ts';

type Theme = 'light' | 'dark';

const kept = 'osm-doctor-theme';

/** The look: what the reader chose here, else what the system has. */
export function useTheme(): { readonly theme: Theme; readonly toggle: () => void } {
  const system = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const [chosen, choose] = useState(remembered);
  const theme = chosen ?? system;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    choose(next);
    remember(next);
  };
  return { theme, toggle };
}

function remembered(): Theme | undefined {
  try {
    const theme = localStorage.getItem(kept);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(kept, theme);
  } catch {
    // Where nothing may be kept, the choice lasts as long as the page.
  }
}
