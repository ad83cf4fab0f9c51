import { groupVersion, type ServedKind } from './kinds.ts';

function folder(gv: string): string {
  return gv === 'v1' ? 'api/v1' : `apis/${gv}`;
}

/** `/openapi/v3`: where the document of each group version lies. */
export function openapiIndex(kinds: readonly ServedKind[]): object {
  const all = new Set(kinds.map((kind) => folder(groupVersion(kind.group, kind.version))));
  const paths = [...all].map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }]);
  return { paths: Object.fromEntries(paths) };
}

const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'string' },
}));

function pathEntry(kind: ServedKind): [string, object] {
  const { group, version, kind: named, resource } = kind;
  const inNamespace = kind.namespaced ? '/namespaces/{namespace}' : '';
  const path = `/${folder(groupVersion(group, version))}${inNamespace}/${resource}/{name}`;
  const patch = {
    parameters,
    responses: {},
    'x-kubernetes-group-version-kind': { group, version, kind: named },
  };
  return [path, { patch }];
}

/**
 * The document of one group version, with the one thing that kubectl looks up before it writes: whether a
 * patch may carry `fieldValidation` and `dryRun`. Schemas are left out, so `kubectl explain` knows nothing.
 */
export function openapiDocument(kinds: readonly ServedKind[], path: string): object | undefined {
  const own = kinds.filter((kind) => folder(groupVersion(kind.group, kind.version)) === path);
  if (own.length === 0) return undefined;
  const info = { title: 'Kubernetes', version: 'v1.31.3' };
  return {
    openapi: '3.0.0',
    info,
    paths: Object.fromEntries(own.map(pathEntry)),
    components: { schemas: {} },
  };
}
