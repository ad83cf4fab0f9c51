import type { ComponentName, Mesh } from '../model/facts.ts';

/** Providers that OSM takes (`pkg/certificate/providers/types.go`, v0.11.1 to v1.2.4); names are taken as written. */
export const providerNames: readonly string[] = ['tresor', 'vault', 'cert-manager'];

/**
 * The provider that a component is started with: the last `--certificate-manager`, as Go's flags read it, else the
 * default. Undefined where the component or its container is not there.
 */
export function providerOf(mesh: Mesh, component: ComponentName): string | undefined {
  const given = argumentsOf(mesh, component);
  if (given === undefined) return undefined;
  const flag = '--certificate-manager';
  const last = given.findLastIndex((argument) => argument === flag || argument.startsWith(`${flag}=`));
  const found = given[last];
  if (found === undefined) return 'tresor';
  return found === flag ? (given[last + 1] ?? '') : found.slice(flag.length + 1);
}

/**
 * Whether certificates come from MeshRootCertificates (`--enable-mesh-root-certificate`, from v1.2, off by default)
 * and no longer from what `--certificate-manager` says.
 */
export function usesRootCertificates(mesh: Mesh, component: ComponentName): boolean {
  const flag = '--enable-mesh-root-certificate';
  const last = argumentsOf(mesh, component)?.findLast(
    (argument) => argument === flag || argument.startsWith(`${flag}=`),
  );
  // `strconv.ParseBool`; without a value Go's flags take it for true.
  return last !== undefined && (last === flag || /=(1|t|T|true|TRUE|True)$/.test(last));
}

function argumentsOf(mesh: Mesh, component: ComponentName): readonly string[] | undefined {
  return mesh.components[component]?.containers.find(({ name }) => name === component)?.args;
}
