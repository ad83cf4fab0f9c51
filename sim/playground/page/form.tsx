import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { object, objects, text } from '../../../src/model/json.ts';
import type { PageView } from '../api.ts';
import { FormBlock } from './form-block.tsx';
import { close, submit } from './server.ts';

/** A modal, drawn from its view. */
export function Form({ view: { id, view } }: { readonly view: PageView }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState('');
  const [pending, setPending] = useState(false);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    setPending(true);
    const outcome = await submit({ viewId: id, values: valuesOf(form) });
    setPending(false);
    const wrong = outcome.is === 'done' ? outcome.value : {};
    setErrors(wrong);
    setRefused(outcome.is === 'refused' ? outcome.says : '');
    const [first] = Object.keys(wrong);
    if (first !== undefined) form.querySelector<HTMLElement>(`[data-block="${CSS.escape(first)}"]`)?.focus();
  };
  const leave = async () => {
    const outcome = await close(id);
    setRefused(outcome.is === 'refused' ? outcome.says : '');
  };
  return (
    <dialog
      ref={dialog}
      className="form"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        void leave();
      }}
    >
      <form noValidate onSubmit={send}>
        <header>
          <h2 id={title}>{words(view['title'])}</h2>
        </header>
        <div className="fields">
          <p className="refused" role="alert">
            {refused}
          </p>
          {objects(view['blocks']).map((block, place) => (
            <FormBlock
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of an open form do not move
              key={place}
              block={block}
              error={errors[text(block['block_id']) ?? '']}
            />
          ))}
        </div>
        <footer>
          <button type="button" onClick={leave}>
            {words(view['close']) || 'Cancel'}
          </button>
          {view['submit'] !== undefined && (
            <button type="submit" className="primary" aria-disabled={pending} aria-busy={pending}>
              {pending ? 'Sending …' : words(view['submit'])}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** What stands in the fields, as Slack has it in `view.state.values`. */
function valuesOf(form: HTMLFormElement): Record<string, Record<string, object>> {
  const values: Record<string, Record<string, object>> = {};
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-block]')) {
    const { block = '', action = '' } = field.dataset;
    // Slack has null for a field in which nothing stands.
    values[block] = { ...values[block], [action]: { type: 'plain_text_input', value: field.value || null } };
  }
  return values;
}

function words(plain: unknown): string {
  return text(object(plain)['text']) ?? '';
}
