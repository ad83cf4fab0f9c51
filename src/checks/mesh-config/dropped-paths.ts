/** A key that the API server dropped, and the value that somebody meant it to have. */
export interface Dropped {
  readonly path: string;
  readonly value: unknown;
}

/**
 * What of the applied spec is neither stored nor known to the schema; nothing when the schema says nothing of the
 * spec. An open map (`additionalProperties`, `x-kubernetes-preserve-unknown-fields`) takes everything.
 */
export function droppedFrom(
  applied: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
  schema: unknown,
): Dropped[] | undefined {
  const ofSpec = fieldsOf(fieldsOf(schema, 'properties'), 'spec');
  return ofSpec && droppedBelow('spec', applied, stored, ofSpec);
}

function droppedBelow(
  path: string,
  applied: Readonly<Record<string, unknown>>,
  stored: unknown,
  schema: Readonly<Record<string, unknown>>,
): Dropped[] {
  const known = fieldsOf(schema, 'properties');
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    (schema['additionalProperties'] ?? false) !== false;
  return Object.entries(applied).flatMap(([key, value]): Dropped[] => {
    const at = `${path}.${key}`;
    const inner = fieldsOf(known, key);
    const kept = isObject(stored) && Object.hasOwn(stored, key) ? stored[key] : undefined;
    if (inner === undefined) return isOpen || kept !== undefined ? [] : leavesOf({ path: at, value });
    return isObject(value) ? droppedBelow(at, value, kept, inner) : [];
  });
}

/** The single keys of an object that was dropped as a whole; nobody misses one without a value. */
function leavesOf({ path, value }: Dropped): Dropped[] {
  if (value === null) return [];
  if (!isObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf({ path: `${path}.${key}`, value: inner }));
}

/** The field of an object, where it is an object too. */
function fieldsOf(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  const field = value[name];
  return isObject(field) ? field : undefined;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the schema has a key at a path such as `spec.sidecar.logLevel`. */
export function hasKey(schema: unknown, path: string): boolean {
  const end = path
    .split('.')
    .reduce<unknown>((of, step) => fieldsOf(fieldsOf(of, 'properties'), step), schema);
  return end !== undefined;
}
