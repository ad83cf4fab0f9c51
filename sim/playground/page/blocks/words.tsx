import type { ReactNode } from 'react';
import { usePlayground } from '../playground.ts';
import { nameOf } from '../state/told.ts';
import { webAddress } from '../state/web-address.ts';

/** A name or value as it stands; a command of `/osm` can be taken into the message box. */
export function Code({ text }: { readonly text: string }) {
  const { fillBox } = usePlayground();
  if (!/^\/osm \S/.test(text)) return <code>{text}</code>;
  return (
    <button type="button" className="code" title="Put it in the message box" onClick={() => fillBox(text)}>
      {text}
    </button>
  );
}

/** A link to the web; any other address is shown and leads nowhere. */
export function Link({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const address = webAddress(to);
  if (address === undefined) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** A person by name. */
export function Person({ id }: { readonly id: string }) {
  const { state } = usePlayground();
  return <span className="person">@{nameOf(state, id)}</span>;
}

/** A channel by name. */
export function Room({ id }: { readonly id: string }) {
  const { state } = usePlayground();
  return <span className="person">#{state.channels.find((channel) => channel.id === id)?.name ?? id}</span>;
}
