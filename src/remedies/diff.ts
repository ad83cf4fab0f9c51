import type { Change } from '../model/remedy.ts';
import { pathOf } from './field-path.ts';
import { isObject, ownValue, sameJson } from './json.ts';

/**
 * What differs between two JSON values, key by key in the order found. Sections that came or went are taken
 * apart into their keys; lists are compared whole, because a merge patch replaces them whole.
 */
export function diff(before: unknown, after: unknown): Change[] {
  return changesAt([], before, after);
}

function changesAt(at: readonly string[], before: unknown, after: unknown): Change[] {
  const sections = [before, after].filter((side) => side !== undefined);
  if (sections.every(isObject) && sections.some((side) => Object.keys(side).length > 0)) {
    const keys = new Set(sections.flatMap((side) => Object.keys(side)));
    const side = (value: unknown, key: string) => (isObject(value) ? ownValue(value, key) : undefined);
    return [...keys].flatMap((key) => changesAt([...at, key], side(before, key), side(after, key)));
  }
  if (sameJson(before, after)) return [];
  return [
    {
      path: pathOf(at),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}
