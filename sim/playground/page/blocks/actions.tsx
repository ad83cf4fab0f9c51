import { useState } from 'react';
import { type Json, object, objects, text } from '../../../../src/model/json.ts';
import { usePlayground } from '../playground.ts';
import { click } from '../server.ts';
import { useMessage } from './message-place.ts';

/** A row of buttons. */
export function Actions({ block }: { readonly block: Json }) {
  return (
    <div className="actions">
      {objects(block['elements']).map((element) => (
        <ActionElement
          key={text(element['action_id']) ?? ''}
          element={element}
          blockId={text(block['block_id']) ?? ''}
        />
      ))}
    </div>
  );
}

/** Something to click: a button. Others say that they cannot be drawn. */
export function ActionElement({ element, blockId }: { readonly element: Json; readonly blockId: string }) {
  const message = useMessage()?.message;
  const { notify } = usePlayground();
  const [pending, setPending] = useState(false);
  if (element['type'] !== 'button') {
    return (
      <span className="unknown">A “{text(element['type'])}” stands here. This page cannot draw it.</span>
    );
  }
  const press = async () => {
    if (pending || message === undefined) return;
    setPending(true);
    const outcome = await click({
      channel: message.channel,
      ts: message.ts,
      blockId,
      actionId: text(element['action_id']) ?? '',
    });
    setPending(false);
    notify(outcome.is === 'refused' ? outcome.says : '');
  };
  return (
    <button
      type="button"
      className={text(element['style']) ?? ''}
      aria-disabled={pending}
      aria-busy={pending}
      onClick={press}
    >
      {text(object(element['text'])['text'])}
    </button>
  );
}
