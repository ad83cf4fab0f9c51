import { parseAllDocuments } from 'yaml';
import { type Json, object, objects, optional, text } from '../model/json.ts';
import type { ObjectRef } from '../model/remedy.ts';

/** The objects that a text names, or why it is none that kubectl could have written. */
export type Manifests =
  | { readonly is: 'read'; readonly refs: readonly ObjectRef[] }
  /** Neither YAML nor JSON; `says` tells where. */
  | { readonly is: 'notYaml'; readonly says: string }
  | { readonly is: 'noObjects' };

/**
 * Which objects a text holds, as `kubectl get … -o yaml` or `-o json` writes them: several documents, lists, or both.
 * Of each only its kind and name are kept.
 */
export function readManifests(content: string): Manifests {
  const documents = documentsIn(content);
  if ('says' in documents) return { is: 'notYaml', ...documents };
  const refs = documents.flatMap((document) => refsIn(document, {}));
  const isEmptyList = documents.some((document) => Array.isArray(document['items']));
  return refs.length > 0 || isEmptyList ? { is: 'read', refs } : { is: 'noObjects' };
}

/** JSON by itself first: it is YAML too, but reading it as such takes many times as long. */
function documentsIn(content: string): Json[] | { readonly says: string } {
  try {
    return [object(JSON.parse(content))];
  } catch {
    // Told below, where it is no YAML either.
  }
  const documents = parseAllDocuments(content);
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) return { says: firstLine(error) };
  try {
    return documents.map((document) => object(document.toJS()));
  } catch (thrown) {
    return { says: firstLine(thrown) };
  }
}

function firstLine(error: unknown): string {
  const [says = ''] = (text(object(error)['message']) ?? String(error)).split('\n');
  return says.replace(/:$/, '.');
}

/** Items of a list of one kind may leave out what the list says: its kind without `List`, and its version. */
function refsIn(raw: Json, ofList: { readonly apiVersion?: string; readonly kind?: string }): ObjectRef[] {
  const kind = text(raw['kind']) ?? ofList.kind;
  const apiVersion = text(raw['apiVersion']) ?? ofList.apiVersion;
  if (kind?.endsWith('List') === true && Array.isArray(raw['items'])) {
    const itemKind = kind.slice(0, -'List'.length);
    const inherited = itemKind === '' ? {} : { kind: itemKind, ...optional('apiVersion', apiVersion) };
    return objects(raw['items']).flatMap((item) => refsIn(item, inherited));
  }
  const metadata = object(raw['metadata']);
  const name = text(metadata['name']);
  if (kind === undefined || name === undefined) return [];
  const namespace = text(metadata['namespace']);
  return [{ ...optional('apiVersion', apiVersion), kind, ...optional('namespace', namespace), name }];
}
