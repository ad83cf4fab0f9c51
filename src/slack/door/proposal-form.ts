import type { InputBlock, ModalView } from '@slack/types';
import { type Json, object, optional, text } from '../../model/json.ts';
import { beginning, visible } from '../visible-text.ts';

/** The callback_id of the form. */
export const proposalId = 'proposeChange';

/** What a form is about, and where its answer goes. */
export interface Proposed {
  readonly channel: string;
  readonly thread?: string;
  readonly cluster: string;
  /** The key that the form begins with. */
  readonly key?: string;
}

/** Characters of a key and of a value that the form takes. */
const most = { key: 200, value: 500, cluster: 300 } as const;

/** The form in which somebody says which MeshConfig key should have which value. */
export function proposalForm({ channel, thread, cluster, key }: Proposed): ModalView {
  const about = { channel, thread, cluster: beginning(cluster, most.cluster) };
  return {
    type: 'modal',
    callback_id: proposalId,
    title: plainText('Propose a change'),
    submit: plainText('Propose'),
    close: plainText('Cancel'),
    private_metadata: JSON.stringify(about),
    blocks: [
      {
        type: 'section',
        text: plainText(
          `For the MeshConfig of ${visible(beginning(cluster, 100))}. Nothing is changed: the answer shows the difference and the command to type.`,
        ),
      },
      input('key', 'Key', 'traffic.enableEgress', key),
      input('value', 'Value', 'false', undefined),
    ],
  };
}

/** What a submitted form asks for; or what is wrong, by the names of its fields. */
export type Submitted =
  | {
      readonly is: 'proposal';
      readonly about: Proposed;
      readonly key: string;
      readonly value: string;
    }
  | { readonly is: 'wrong'; readonly errors: Readonly<Record<string, string>> };

/** Reads a submitted form. What it carries has been in other hands: it is looked at like anything else. */
export function readProposal(view: Json): Submitted {
  const about = aboutIn(text(view['private_metadata']) ?? '');
  if (about === undefined) {
    return { is: 'wrong', errors: { key: 'This form is no longer valid. Open it again from the message.' } };
  }
  const key = typedIn(view, 'key');
  const value = typedIn(view, 'value');
  const errors = {
    ...(/^\S+$/.test(key) ? {} : { key: 'Give one key, such as traffic.enableEgress.' }),
    ...(value === '' ? { value: 'Give the value that the key should have.' } : {}),
    ...(key.length > most.key ? { key: `A key has at most ${most.key} characters.` } : {}),
    ...(value.length > most.value ? { value: `Give at most ${most.value} characters.` } : {}),
  };
  return Object.keys(errors).length > 0 ? { is: 'wrong', errors } : { is: 'proposal', about, key, value };
}

function aboutIn(metadata: string): Proposed | undefined {
  const { channel, thread, cluster } = object(parsed(metadata));
  if (typeof channel !== 'string' || !/^[CGD][A-Z0-9]{2,20}$/.test(channel)) return undefined;
  if (typeof cluster !== 'string' || cluster === '' || cluster.length > most.cluster) return undefined;
  if (thread === undefined) return { channel, cluster };
  return typeof thread === 'string' && /^\d{1,12}\.\d{1,6}$/.test(thread)
    ? { channel, cluster, thread }
    : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function typedIn(view: Json, field: string): string {
  const values = object(object(view['state'])['values']);
  return (text(object(object(values[field])[field])['value']) ?? '').trim();
}

function input(
  name: keyof typeof most,
  label: string,
  example: string,
  given: string | undefined,
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label),
    element: {
      type: 'plain_text_input',
      action_id: name,
      max_length: most[name],
      placeholder: plainText(example),
      ...optional('initial_value', given === undefined ? undefined : beginning(given, most[name])),
    },
  };
}

function plainText(words: string): { type: 'plain_text'; text: string; emoji: false } {
  return { type: 'plain_text', text: words, emoji: false };
}
