/** JSON from a server: any field may be missing or of another type, so each is asked for by type. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object, or an empty one. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The value as a list of objects. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** The value as text, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a number, or the fallback. */
export function number(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

/** The field as a number, or undefined. */
export function numberIn(fields: Json, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

/** The value's text entries, or none. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The value's text fields. */
export function textFields(value: unknown): Record<string, string> {
  return fieldsNamed(value, ['']);
}

/** Text fields whose names begin with one of the prefixes. */
export function fieldsNamed(value: unknown, prefixes: readonly string[]): Record<string, string> {
  const kept = Object.entries(object(value)).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && prefixes.some((prefix) => entry[0].startsWith(prefix)),
  );
  return Object.fromEntries(kept);
}

/** The fields that have a value: those that a type calls optional are left out where they are undefined. */
export function defined<T extends object>(fields: T): Defined<T>;
export function defined(fields: Json): Json {
  const kept: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** `{ [name]: value }`, or nothing when the value is undefined: for optional fields. */
export function optional<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: T };
}
