/** A key of an object, or the place of an item in a list. */
export type Step = string | number;

/** Keys that can stand between dots and be read by anybody. */
const plainKey = /^[\p{L}\p{N}_$/-]+$/u;

/**
 * `spec.traffic.enableEgress`, `spec.traffic.outboundPortExclusionList[0]`; a key with dots, brackets or signs
 * that cannot be seen is written as `limits["nvidia.com/gpu"]`.
 */
export function pathOf(steps: readonly Step[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!plainKey.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

const wellFormed = /^(?:[^.[\]"]+|\["(?:[^"\\]|\\.)*"\])(?:\.[^.[\]"]+|\["(?:[^"\\]|\\.)*"\])*$/;
const oneKey = /[^.[\]"]+|\["((?:[^"\\]|\\.)*)"\]/g;

/** The keys of a path that `pathOf` wrote or a person typed; one that is not well formed is cut at its dots. */
export function keysOf(path: string): string[] {
  if (!wellFormed.test(path)) return path.split('.');
  try {
    return [...path.matchAll(oneKey)].map(([key, quoted]) =>
      quoted === undefined ? key : String(JSON.parse(`"${quoted}"`)),
    );
  } catch {
    return path.split('.');
  }
}
