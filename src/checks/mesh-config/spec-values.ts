import type { MeshConfig } from '../../model/custom-resources.ts';
import { refTo } from '../../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';

/** The reference of a MeshConfig, with its group, so that kubectl mistakes it for no other kind. */
export function meshConfigRef({ apiVersion, metadata }: MeshConfig): ObjectRef {
  return { apiVersion, ...refTo('MeshConfig', metadata) };
}

/** The value at a path such as `spec.sidecar.logLevel`; nothing where the path ends early. */
export function valueAt({ spec }: Pick<MeshConfig, 'spec'>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => fieldOf(value, step), { spec });
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** The numbers of a list; nothing else of it. */
export function numbersAt(meshConfig: MeshConfig, path: string): number[] {
  const value = valueAt(meshConfig, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** Sets one key (or with null removes it), with what was found as the undo. */
export function setKey(
  meshConfig: MeshConfig,
  path: string,
  value: unknown,
  how: Pick<RemedyIntent & { do: 'patch' }, 'does' | 'takesEffect' | 'risk'>,
): RemedyIntent {
  return {
    do: 'patch',
    object: meshConfigRef(meshConfig),
    patch: nested(path.split('.'), value),
    undo: nested(path.split('.'), valueAt(meshConfig, path) ?? null),
    ...how,
  };
}

function nested([step = '', ...rest]: readonly string[], value: unknown): object {
  return { [step]: rest.length === 0 ? value : nested(rest, value) };
}

/** Looks at the whole MeshConfig. */
export function lookAtMeshConfig({ metadata }: MeshConfig, does: string): RemedyIntent {
  const { name, namespace = '' } = metadata;
  return {
    do: 'look',
    does,
    args: ['get', 'meshconfig.config.openservicemesh.io', name, '-n', namespace, '-o', 'yaml'],
  };
}

/** `a, b, c and 2 more`. */
export function fewOf(words: readonly string[]): string {
  const shown = words.slice(0, 3).join(', ');
  return words.length > 3 ? `${shown} and ${words.length - 3} more` : shown;
}
