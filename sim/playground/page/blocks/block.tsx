import type { ReactNode } from 'react';
import { type Json, object, objects, text } from '../../../../src/model/json.ts';
import { ActionElement, Actions } from './actions.tsx';
import { Markup } from './markup.tsx';
import { RichText } from './rich-text.tsx';
import { Table } from './table.tsx';

/** A block as Slack draws it. One of a kind that is not known here says so: nothing is left out silently. */
export function Block({ block }: { readonly block: Json }) {
  const type = text(block['type']) ?? '';
  const draw = Object.hasOwn(drawn, type) ? drawn[type] : undefined;
  return draw === undefined ? (
    <p className="unknown">A “{type}” block stands here. This page cannot draw it.</p>
  ) : (
    draw(block)
  );
}

const drawn: Readonly<Record<string, (block: Json) => ReactNode>> = {
  header: (block) => <h3 className="header">{plainWords(block['text'])}</h3>,
  divider: () => <hr />,
  rich_text: (block) => <RichText block={block} />,
  section: (block) => <Section block={block} />,
  context: (block) => <Context block={block} />,
  actions: (block) => <Actions block={block} />,
  table: (block) => <Table block={block} />,
};

function Section({ block }: { readonly block: Json }) {
  const accessory = object(block['accessory']);
  return (
    <div className="section">
      <div>
        {block['text'] !== undefined && (
          <p className="words">
            <TextObject of={object(block['text'])} />
          </p>
        )}
        {objects(block['fields']).map((field, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields are known by their place
          <p className="words" key={place}>
            <TextObject of={field} />
          </p>
        ))}
      </div>
      {block['accessory'] !== undefined && (
        <ActionElement element={accessory} blockId={text(block['block_id']) ?? ''} />
      )}
    </div>
  );
}

function Context({ block }: { readonly block: Json }) {
  return (
    <p className="context">
      {objects(block['elements']).map((element, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements are known by their place
        <span key={place}>
          <TextObject of={element} />
        </span>
      ))}
    </p>
  );
}

/** Text with markup, or plain text, in which nothing is read as markup. */
function TextObject({ of }: { readonly of: Json }) {
  const words = text(of['text']) ?? '';
  if (of['type'] === 'mrkdwn') return <Markup text={words} />;
  return of['type'] === 'plain_text' ? words : `[${text(of['type']) ?? 'something'}]`;
}

function plainWords(of: unknown): string {
  return text(object(of)['text']) ?? '';
}
