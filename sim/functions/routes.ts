import type { Registered } from './functions-core.ts';
import { triggeredBy, triggerOf } from './triggers.ts';

/** A function that answers a request, with what its route's braces stood for. */
export interface Routed {
  readonly fn: Registered;
  readonly params: Readonly<Record<string, string>>;
}

function matched(route: string, path: string): Record<string, string> | undefined {
  const wanted = route.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = decodeURIComponent(given[index] ?? '');
    if (name !== undefined) params[name] = value;
    else if (part.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return params;
}

/** Finds the function for a method and a path; a wrong method finds nothing, as in Azure. Routes have no wildcards here. */
export function routed(
  functions: Iterable<Registered>,
  prefix: string,
  method: string,
  path: string,
): Routed | undefined {
  for (const fn of triggeredBy('httpTrigger', functions)) {
    const trigger = triggerOf(fn);
    const methods = trigger['methods'] as readonly string[];
    const route = `/${prefix}/${String(trigger['route'] ?? fn.name)}`.replaceAll(/\/+/g, '/');
    const params = matched(route, path);
    if (params !== undefined && methods.some((one) => one.toUpperCase() === method)) return { fn, params };
  }
  return undefined;
}
