import { type PassingProxy, startPassingProxy } from './passing-proxy.ts';

/** One request that changed something behind the proxy, after it was answered there. */
export interface Effect {
  /** Counted from one over all proxies that share a counter. */
  readonly number: number;
  /** `POST queue /osm-jobs/messages`: what and where, without the query. */
  readonly what: string;
  /** `visibilitytimeout=900`: with neither question mark nor place. */
  readonly query: string;
  readonly status: number;
}

/** Counts effects over several proxies and may strike at one of them. */
export interface EffectCounter {
  readonly effects: Effect[];
  /** Called when the effect has happened behind the proxy and before its answer goes back. */
  strike: ((effect: Effect) => boolean) | undefined;
}

/** A counter that strikes nowhere yet. */
export function effectCounter(): EffectCounter {
  return { effects: [], strike: undefined };
}

/**
 * Passes requests on and counts those that change something. When the counter strikes, the answer is lost: whoever
 * asked has done the effect and does not know it, as when a process dies at that very moment.
 */
export function startCountingProxy(
  name: string,
  target: string,
  counter: EffectCounter,
  changes: (request: { method: string; path: string }) => boolean,
): Promise<PassingProxy> {
  return startPassingProxy(target, ({ method, path, status }) => {
    if (status === 0 || status >= 400 || !changes({ method, path })) return 'pass';
    const [place, query = ''] = path.split('?');
    const effect = { number: counter.effects.length + 1, what: `${method} ${name} ${place}`, query, status };
    counter.effects.push(effect);
    return counter.strike?.(effect) === true ? 'lose' : 'pass';
  });
}
