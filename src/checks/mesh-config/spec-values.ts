import type { MeshConfig, NamedObject } from '../../model/custom-resources.ts';
import { refTo } from '../../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { isObject } from './dropped-paths.ts';

/** The reference of a MeshConfig, with its group, so that kubectl mistakes it for no other kind. */
export function meshConfigRef({ apiVersion, metadata }: MeshConfig): ObjectRef {
  return { apiVersion, ...refTo('MeshConfig', metadata) };
}

/** The value at a path such as `spec.sidecar.logLevel`; nothing where the path ends early. */
export function valueAt({ spec }: Pick<MeshConfig, 'spec'>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => fieldOf(value, step), { spec });
}

function fieldOf(value: unknown, name: string): unknown {
  return Object.entries(isObject(value) ? value : {}).find(([key]) => key === name)?.[1];
}

/** The numbers of a list; nothing else of it. */
export function numbersAt(meshConfig: MeshConfig, path: string): number[] {
  const value = valueAt(meshConfig, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** A patch of MeshConfig. */
export type MeshConfigPatch = RemedyIntent & { readonly do: 'patch' };

/** Sets one key (or with null removes it), with what was found as the undo. The path begins with `spec`. */
export function setKey(
  meshConfig: MeshConfig,
  path: string,
  value: unknown,
  how: Pick<MeshConfigPatch, 'does' | 'takesEffect' | 'risk'>,
): MeshConfigPatch {
  return {
    do: 'patch',
    object: meshConfigRef(meshConfig),
    patch: withKey(path, value),
    undo: withKey(path, valueAt(meshConfig, path) ?? null),
    ...how,
  };
}

/** A MeshConfig of which only this key is written. */
function withKey(path: string, value: unknown): object {
  const [, ...steps] = path.split('.');
  return { spec: steps.reduceRight((inner, step) => ({ [step]: inner }), value) };
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

/** `bookbuyer/maps`: how a list of objects of one kind names each. */
export function placeOf({ metadata: { name, namespace = '' } }: NamedObject): string {
  return `${namespace}/${name}`;
}

/** The key itself: `logLevel` of `spec.sidecar.logLevel`. */
export function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
