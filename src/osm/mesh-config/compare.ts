/** A key whose value differs between two specs; undefined is absent. */
export interface KeyChange {
  /** `spec.traffic.enableEgress`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Every key that differs between two specs of a MeshConfig; lists are compared whole, as a merge patch sets them. */
export function compareSpecs(before: Fields, after: Fields): KeyChange[] {
  return compare('spec', before, after);
}

function compare(path: string, before: unknown, after: unknown): KeyChange[] {
  if (isFields(before) && isFields(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => compare(`${path}.${key}`, own(before, key), own(after, key)));
  }
  return canonical(before) === canonical(after) ? [] : [{ path, before, after }];
}

/** The merge patch that sets each key of the changes to what it was before; null where it was absent. */
export function patchBack(changes: readonly KeyChange[]): Fields {
  return changes.reduce<Fields>((patch, { path, before }) => set(patch, path.split('.'), before ?? null), {});
}

function set(fields: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
  const inner = own(fields, key);
  return { ...fields, [key]: rest.length === 0 ? value : set(isFields(inner) ? inner : {}, rest, value) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** Text that is the same for equal JSON, whatever the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isFields(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
