import { type Json, object } from '../../model/json.ts';
import { type DoorRequest, valuesOf } from './http.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What a request holds, or why it cannot be read. */
export type Payload =
  | { readonly is: 'read'; readonly body: Json }
  | { readonly is: 'malformed' }
  | { readonly is: 'unsupported' };

/** JSON (events), a form whose `payload` is JSON (clicks, modals) or a plain form (commands). */
export function readPayload(headers: DoorRequest['headers'], bytes: Buffer): Payload {
  const type = mediaType(headers);
  if (type !== formType && type !== 'application/json') return { is: 'unsupported' };
  try {
    const text = decoder.decode(bytes);
    if (type !== formType) return read(JSON.parse(text));
    const form = Object.fromEntries(new URLSearchParams(text));
    return read(form['payload'] === undefined ? form : JSON.parse(form['payload']));
  } catch {
    return { is: 'malformed' };
  }
}

/**
 * Whether a request only asks if anybody answers with a valid certificate: it carries `ssl_check` and at most a token.
 * Source: docs.slack.dev/interactivity/implementing-slash-commands#command_payload_descriptions.
 */
export function isSslCheck(headers: DoorRequest['headers'], bytes: Buffer): boolean {
  if (mediaType(headers) !== formType || bytes.length > 500) return false;
  const form = new URLSearchParams(bytes.toString('utf8'));
  return form.get('ssl_check') === '1' && [...form.keys()].every((name) => /^(ssl_check|token)$/.test(name));
}

const formType = 'application/x-www-form-urlencoded';

function mediaType(headers: DoorRequest['headers']): string {
  const [value = ''] = valuesOf(headers, 'content-type');
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}

function read(value: unknown): Payload {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { is: 'read', body: object(value) } : { is: 'malformed' };
}
