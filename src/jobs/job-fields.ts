import { type Json, object } from '../model/json.ts';

/** Characters of what people type, of ids and of names. */
const mostShort = 500;

/** Characters of a text of an alert, or of an address; whoever sends the job has cut it. */
const mostLong = 4_000;

/** Entries of a list. */
const mostEntries = 1_000;

/** Ends reading; the sentence goes on from "it". */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Reads one field; throws Malformed. */
export type Read<T> = (json: Json, field: string) => T;

/** A field that may be missing. */
export function maybe<T>(json: Json, field: string, read: Read<T>): T | undefined {
  return json[field] === undefined ? undefined : read(json, field);
}

/** An object. */
export function part(json: Json, field: string): Json {
  const value = json[field];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(field, 'is no object');
  return object(value);
}

function textOf(value: unknown, field: string, most: number): string {
  if (typeof value !== 'string') throw wrong(field, 'is no text');
  if (value.length > most) throw wrong(field, `has more than ${most} characters`);
  return value;
}

/** A text as people type them; it may be empty. */
export const short: Read<string> = (json, field) => textOf(json[field], field, mostShort);
/** A text of an alert. */
export const long: Read<string> = (json, field) => textOf(json[field], field, mostLong);

/** A text that is not empty. */
export const name: Read<string> = (json, field) => {
  const text = short(json, field);
  if (text === '') throw wrong(field, 'is empty');
  return text;
};

/** RFC 3339, with as many decimals as Azure likes. */
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A time of RFC 3339. */
export const time: Read<string> = (json, field) => {
  const text = short(json, field);
  if (!rfc3339.test(text) || Number.isNaN(Date.parse(text))) throw wrong(field, 'is no time of RFC 3339');
  return text;
};

/** Texts as people type them. */
export const shortTexts: Read<readonly string[]> = (json, field) => listOf(json, field, mostShort);
/** Texts of an alert. */
export const longTexts: Read<readonly string[]> = (json, field) => listOf(json, field, mostLong);

function listOf(json: Json, field: string, most: number): readonly string[] {
  const value = json[field];
  if (!Array.isArray(value)) throw wrong(field, 'is no list');
  if (value.length > mostEntries) throw wrong(field, `has more than ${mostEntries} entries`);
  return value.map((entry: unknown) => textOf(entry, field, most));
}

/** Names and values of an alert. */
export const labels: Read<Readonly<Record<string, string>>> = (json, field) => {
  const entries = Object.entries(part(json, field));
  if (entries.length > mostEntries) throw wrong(field, `has more than ${mostEntries} entries`);
  return Object.fromEntries(
    entries.map(([label, value]) => [textOf(label, field, mostLong), textOf(value, field, mostLong)]),
  );
};

/** One of a few words. */
export function oneOf<T extends string>(json: Json, field: string, values: readonly T[]): T {
  const found = values.find((value) => value === json[field]);
  if (found === undefined) throw wrong(field, `is none of ${values.join(', ')}`);
  return found;
}

function wrong(field: string, how: string): Malformed {
  return new Malformed(`has a field "${field}" that ${how}`);
}
