import type { Binding, Registered } from './functions-core.ts';

/** The binding that sets a function off. */
export function triggerOf(fn: Registered): Binding {
  const trigger = Object.values(fn.bindings).find(({ type }) => /Trigger$/i.test(type));
  if (trigger === undefined) throw new Error(`The function ${fn.name} has no trigger.`);
  return trigger;
}

/** The functions that are set off by a type of trigger. */
export function triggeredBy(type: string, functions: Iterable<Registered>): Registered[] {
  return [...functions].filter((fn) => triggerOf(fn).type === type);
}
