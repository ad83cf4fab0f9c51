import { createHash } from 'node:crypto';

/**
 * Of the 512 characters (1 KiB) that a key may have, those for the encoded text; the rest is for prefixes.
 * Source: learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
 */
const room = 400;

/**
 * Any text as (a part of) a key. Tables refuse `/ # ? \` and control characters, and quotes, percent signs and broken
 * surrogates suffer on the way, so all but plain characters are written as `=` and four hexadecimal digits. Different
 * texts have different keys. What gets too long is hashed and cannot be decoded.
 */
export function encodeKey(text: string): string {
  if (text === '') return '=';
  const encoded = text.replace(/[^\w.:~@-]/g, escaped);
  return encoded.length <= room ? encoded : `=h${createHash('sha256').update(encoded).digest('hex')}`;
}

/** The text of a key that `encodeKey` made; undefined for one that was hashed. */
export function decodeKey(key: string): string | undefined {
  if (key.startsWith('=h')) return undefined;
  if (key === '=') return '';
  return key.replace(/=([0-9A-F]{4})/g, (_match, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function escaped(character: string): string {
  return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A time as a key or cell that sorts as time does. Throws on a text that is no time. */
export function timeKey(time: string | Date): string {
  return new Date(time).toISOString();
}

/** Milliseconds in the year 9999: more than any time of ours. */
const end = 253_402_300_799_999;

/** A time as a key of which the latest sorts first. Throws on a text that is no time. */
export function latestFirstKey(time: string | Date): string {
  return String(end - Date.parse(timeKey(time))).padStart(15, '0');
}
