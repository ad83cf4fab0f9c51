import type { ObjectRef } from '../model/remedy.ts';

/** The reference of a CustomResourceDefinition, by its name `plural.group`. */
export function crdRef(name: string): ObjectRef {
  return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name };
}
