import type { ReactNode } from 'react';
import { type Marked, readMarkup } from '../state/markup.ts';
import { Code, Link, Person, Room } from './words.tsx';

/** Text in Slack's markup. */
export function Markup({ text }: { readonly text: string }) {
  return readMarkup(text).map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are known by their place
    <MarkedPiece key={place} piece={piece} />
  ));
}

function MarkedPiece({ piece }: { readonly piece: Marked }): ReactNode {
  switch (piece.is) {
    case 'text':
      return piece.text;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'quiet':
      return <em>{piece.text}</em>;
    case 'code':
      return <Code text={piece.text} />;
    case 'user':
      return <Person id={piece.id} />;
    case 'channel':
      return <Room id={piece.id} />;
    case 'group':
      return <span className="person">@{piece.name}</span>;
    case 'link':
      return <Link to={piece.to}>{piece.text}</Link>;
  }
}
