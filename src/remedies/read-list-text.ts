import { findingsIn } from './findings.ts';
import { sameJson } from './json.ts';
import { readScalar } from './read-scalar.ts';
import type { ReadableSchema } from './schema.ts';
import { plain } from './what-fits.ts';

/** What a text came to as a list: `unreadable` where an item is not what the schema asks for. */
export type TypedList =
  | { readonly is: 'value'; readonly value: readonly unknown[] }
  | { readonly is: 'wrong'; readonly says: string }
  | { readonly is: 'unreadable' };

/** An item that a person typed, with the sign before it. */
interface TypedItem {
  readonly sign: '' | '+' | '-';
  readonly value: unknown;
}

/**
 * Reads `80,443`, a JSON list, or changes to the current list: `+6379`, `-6379`, `+80,-443`. A merge patch
 * replaces lists whole, so whoever wants one item more must send all of them.
 */
export function readListText(schema: ReadableSchema, text: string, current: unknown): TypedList {
  const word = text.trim();
  if (word === '') return wrong('Nothing was given: write [] to empty the list');
  if (word.startsWith('[')) return wholeList(schema, readScalar(schema, word));
  const parts = word.split(',').map((part) => part.trim());
  if (parts.includes('')) return wrong('There is a comma with nothing before or behind it');
  const bare = parts.find((part) => part === '+' || part === '-');
  if (bare !== undefined)
    return wrong(`There is nothing behind ${bare}: write ${bare}ITEM, or [] to empty the list`);
  const items = parts.map((part) => readItem(schema, part));
  if (!items.every((item) => item !== undefined)) return { is: 'unreadable' };
  const twice = items.find((item, at) => items.slice(0, at).some(({ value }) => sameJson(value, item.value)));
  if (twice !== undefined) return wrong(`${plain(twice.value)} is named twice`);
  const signed = items.filter(({ sign }) => sign !== '');
  if (signed.length === 0)
    return wholeList(
      schema,
      items.map(({ value }) => value),
    );
  return signed.length === items.length
    ? changedList(schema, items, current)
    : wrong('Write + or - before every item, to change the list, or before none, to replace it');
}

function wrong(says: string): TypedList {
  return { is: 'wrong', says: `${says}.` };
}

function readItem({ items }: ReadableSchema, part: string): TypedItem | undefined {
  if (items?.is !== 'readable' || ['object', 'array', 'any'].includes(items.type)) return undefined;
  const sign = part.startsWith('+') ? '+' : part.startsWith('-') ? '-' : '';
  const value = readScalar(items, part.slice(sign.length).trim());
  return value === undefined ? undefined : { sign, value };
}

function wholeList(schema: ReadableSchema, list: unknown): TypedList {
  if (!Array.isArray(list) || findingsIn(list, schema).some(({ is }) => is === 'problem')) {
    return { is: 'unreadable' };
  }
  const twice = list.find((item, at) => list.slice(0, at).some((other) => sameJson(other, item)));
  return twice === undefined ? { is: 'value', value: list } : wrong(`${plain(twice)} is named twice`);
}

function changedList({ items }: ReadableSchema, typed: readonly TypedItem[], current: unknown): TypedList {
  const list: unknown = current ?? [];
  if (!Array.isArray(list))
    return wrong('The current value is no list, so nothing can be added or taken away');
  for (const { sign, value } of typed) {
    const isThere = list.some((item) => sameJson(item, value));
    if (sign === '+' && isThere) return wrong(`${plain(value)} is already in the list: ${listed(list)}`);
    if (sign === '-' && !isThere) return wrong(`${plain(value)} is not in the list: ${listed(list)}`);
  }
  const named = (wanted: TypedItem['sign']) =>
    typed.filter(({ sign }) => sign === wanted).map(({ value }) => value);
  const added = named('+');
  const fits = (value: unknown) =>
    items !== undefined && !findingsIn(value, items).some(({ is }) => is === 'problem');
  if (!added.every(fits)) return { is: 'unreadable' };
  const kept = list.filter((item) => !named('-').some((gone) => sameJson(gone, item)));
  return { is: 'value', value: [...kept, ...added] };
}

function listed(list: readonly unknown[]): string {
  return list.length === 0 ? 'it is empty' : `it holds ${list.map(plain).join(', ')}`;
}
