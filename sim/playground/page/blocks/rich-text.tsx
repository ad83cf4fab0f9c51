import type { ReactNode } from 'react';
import { type Json, number, object, objects, text } from '../../../../src/model/json.ts';
import { Command } from './command.tsx';
import { Code, Link, Person, Room } from './words.tsx';

/** A rich text: sections, lists, quotes and commands. */
export function RichText({ block }: { readonly block: Json }) {
  return (
    <div className="rich-text">
      {objects(block['elements']).map((element, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements are known by their place
        <Part key={place} part={element} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: Json }): ReactNode {
  switch (part['type']) {
    case 'rich_text_section':
      return (
        <p className="words">
          <Inline of={part} />
        </p>
      );
    case 'rich_text_list':
      return <List part={part} />;
    case 'rich_text_preformatted':
      return <Command key={wordsOf(part)} text={wordsOf(part)} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inline of={part} />
        </blockquote>
      );
    default:
      return <p className="unknown">A “{text(part['type'])}” stands here. This page cannot draw it.</p>;
  }
}

function List({ part }: { readonly part: Json }) {
  const items = objects(part['elements']).map((item, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items are known by their place
    <li key={place}>
      <Inline of={item} />
    </li>
  ));
  const indent = Math.min(number(part['indent'], 0), 4);
  return part['style'] === 'ordered' ? (
    <ol data-indent={indent}>{items}</ol>
  ) : (
    <ul data-indent={indent}>{items}</ul>
  );
}

/** The words of a section, in their styles. */
function Inline({ of }: { readonly of: Json }) {
  return objects(of['elements']).map((element, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words are known by their place
    <Element key={place} element={element} />
  ));
}

function Element({ element }: { readonly element: Json }): ReactNode {
  switch (element['type']) {
    case 'text':
      return styled(text(element['text']) ?? '', object(element['style']));
    case 'link':
      return (
        <Link to={text(element['url']) ?? ''}>{text(element['text']) ?? text(element['url']) ?? ''}</Link>
      );
    case 'user':
      return <Person id={text(element['user_id']) ?? ''} />;
    case 'channel':
      return <Room id={text(element['channel_id']) ?? ''} />;
    default:
      return text(element['text']) ?? `[${text(element['type']) ?? 'something'}]`;
  }
}

function styled(words: string, style: Json): ReactNode {
  if (style['code'] === true) return <Code text={words} />;
  const struck = style['strike'] === true ? <s>{words}</s> : words;
  const leaning = style['italic'] === true ? <em>{struck}</em> : struck;
  return style['bold'] === true ? <strong>{leaning}</strong> : leaning;
}

function wordsOf(part: Json): string {
  return objects(part['elements'])
    .map((element) => text(element['text']) ?? text(element['url']) ?? '')
    .join('');
}
