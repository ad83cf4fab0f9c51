/**
 * The value at a path such as `spec.sidecar.logLevel` of a MeshConfig's spec, of whatever type; undefined where it,
 * or an object above it, is absent or null.
 */
export function valueAt(spec: Readonly<Record<string, unknown>>, path: string): unknown {
  let found: unknown = { spec };
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found ?? undefined;
}

/** The merge patch that puts a value at a path; null takes it away. */
export function nestedAt(path: string, value: unknown): Record<string, unknown> {
  const [step = '', ...rest] = path.split('.');
  return { [step]: rest.length === 0 ? value : nestedAt(rest.join('.'), value) };
}
