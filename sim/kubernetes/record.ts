/** Any JSON object. */
export type JsonRecord = Record<string, unknown>;

/** Whether a JSON value is an object: neither a list, nor null, nor a scalar. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a field, or an empty one where there is none. */
export function recordAt(value: unknown, ...fields: string[]): JsonRecord {
  const found = valueAt(value, ...fields);
  return isRecord(found) ? found : {};
}

/** The list under a field, or an empty one where there is none. */
export function listAt(value: unknown, ...fields: string[]): unknown[] {
  const found = valueAt(value, ...fields);
  return Array.isArray(found) ? found : [];
}

/** The value under a path of fields, if every step on the way is an object. */
export function valueAt(value: unknown, ...fields: string[]): unknown {
  return fields.reduce<unknown>((at, field) => (isRecord(at) ? at[field] : undefined), value);
}

/** The text under a path of fields, or an empty one: what Go's zero values look like to a reader. */
export function textAt(value: unknown, ...fields: string[]): string {
  const found = valueAt(value, ...fields);
  return typeof found === 'string' ? found : '';
}

/** The texts of a list, anything else in it left out. */
export function textsAt(value: unknown, ...fields: string[]): string[] {
  return listAt(value, ...fields).filter((item) => typeof item === 'string');
}

/** Whether two JSON values are equal, whatever realm they come from and however their fields are ordered. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => sameJson(item, other[at]));
  }
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const given = (value: JsonRecord): string[] =>
    Object.keys(value).filter((field) => value[field] !== undefined);
  const fields = given(one);
  return fields.length === given(other).length && fields.every((field) => sameJson(one[field], other[field]));
}
