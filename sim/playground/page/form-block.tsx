import { useId } from 'react';
import { type Json, number, object, text } from '../../../src/model/json.ts';
import { Block } from './blocks/block.tsx';

/** A block of a modal: a field, or what a message may have too. */
export function FormBlock({ block, error }: { readonly block: Json; readonly error: string | undefined }) {
  const element = object(block['element']);
  if (block['type'] !== 'input' || element['type'] !== 'plain_text_input') return <Block block={block} />;
  return <Field block={block} element={element} error={error} />;
}

interface FieldProps {
  readonly block: Json;
  readonly element: Json;
  readonly error: string | undefined;
}

function Field({ block, element, error }: FieldProps) {
  const id = useId();
  const hint = text(object(block['hint'])['text']);
  const shared = {
    id,
    'data-block': text(block['block_id']) ?? '',
    'data-action': text(element['action_id']) ?? '',
    defaultValue: text(element['initial_value']) ?? '',
    maxLength: number(element['max_length'], 3_000),
    placeholder: text(object(element['placeholder'])['text']),
    autoComplete: 'off',
    spellCheck: false,
    required: block['optional'] !== true,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-says`,
  };
  return (
    <div className="entry">
      <label htmlFor={id}>
        {text(object(block['label'])['text'])}
        {block['optional'] === true && <span className="small-print"> (optional)</span>}
      </label>
      {element['multiline'] === true ? <textarea rows={4} {...shared} /> : <input type="text" {...shared} />}
      <p id={`${id}-says`} className={error === undefined ? 'small-print' : 'wrong'}>
        {error ?? hint}
      </p>
    </div>
  );
}
