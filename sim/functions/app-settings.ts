/** The settings of a Function App: its environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Puts settings in for their names: `%OSM_DIGEST_SCHEDULE%`. Throws when one is not set, as the host does. */
export function resolveNames(written: string, env: Env): string {
  return written.replaceAll(/%([^%]+)%/g, (whole, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') throw new Error(`'${whole}' does not resolve to a value.`);
    return value;
  });
}
