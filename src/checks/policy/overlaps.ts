/** A route to one destination and who may take it. */
export interface AllowedRoute {
  /** The regular expression of the path; `.*` where none is given. */
  readonly path: string;
  readonly methods: readonly string[];
  /** The headers it asks for, as one text; empty where it asks for none. */
  readonly headers: string;
  /** Name of the first match that says so. */
  readonly name: string;
  /** Full names of ServiceAccounts. */
  readonly callers: Set<string>;
}

/**
 * Two routes that certainly share a call and do not allow the same callers; undefined where none are found. Regular
 * expressions and headers are compared as they are written; only `.*` and `/.*` are known to hold every path, and no
 * headers to hold all.
 */
export function overlappingPair(
  routes: readonly AllowedRoute[],
): readonly [AllowedRoute, AllowedRoute] | undefined {
  const byShape = Map.groupBy(routes, ({ path, headers }) => shapeOf(pathOf(path), headers));
  for (const route of routes) {
    const path = pathOf(route.path);
    const shapes = [path, '.*'].flatMap((of) => [shapeOf(of, route.headers), shapeOf(of, '')]);
    const others = shapes.flatMap((shape) => byShape.get(shape) ?? []);
    const found = others.find((other) => conflict(other, route));
    if (found !== undefined) return [found, route];
  }
  return undefined;
}

/** Every path begins with a slash. */
function pathOf(path: string): string {
  return path === '/.*' ? '.*' : path;
}

function shapeOf(path: string, headers: string): string {
  return JSON.stringify([path, headers]);
}

function conflict(a: AllowedRoute, b: AllowedRoute): boolean {
  return shareMethod(a, b) && !sameCallers(a, b);
}

function shareMethod(a: AllowedRoute, b: AllowedRoute): boolean {
  return a.methods.includes('*') || b.methods.some((method) => method === '*' || a.methods.includes(method));
}

function sameCallers({ callers: a }: AllowedRoute, { callers: b }: AllowedRoute): boolean {
  return a.size === b.size && [...a].every((caller) => b.has(caller));
}
