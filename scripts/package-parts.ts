import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package whose code is in the bundle. */
export interface BundledPackage {
  /** Its Package URL, such as `pkg:npm/%40slack/bolt@5.1.0`. */
  readonly purl: string;
  readonly name: string;
  readonly version: string;
  /** As an SPDX identifier or expression. */
  readonly license: string;
  readonly author: string | undefined;
  /** Where it lies, from the root of the repository; one place of several when it is installed more than once. */
  readonly folder: string;
  /** Package URLs of the packages that it imports here. */
  readonly uses: readonly string[];
}

/** Packages in the bundle, by Package URL, and those that the app's own code imports. */
export interface Parts {
  readonly packages: readonly BundledPackage[];
  readonly direct: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: string | { readonly name?: string };
}

/** What package-lock.json says of a package. */
interface Locked {
  readonly version: string;
  readonly dev?: boolean;
}

/**
 * The packages of which the bundle really holds code, and who imports whom. Throws when one names no licence, is a dev
 * dependency, or is not the one of package-lock.json: the zip would then depend on the machine.
 */
export function partsOf(metafile: Metafile, root: string): Parts {
  const kept = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [folderOf(path)] : [],
    ),
  );
  const folders = [...new Set(kept.filter((folder) => folder !== ''))].sort();
  const locked = readJson<{ packages: Record<string, Locked> }>(join(root, 'package-lock.json'));
  const found = new Map(folders.map((folder) => [folder, describe(root, folder, locked.packages[folder])]));
  const imports = importsOf(metafile);
  const purlsFrom = (from: readonly string[]) => {
    const purls = from.flatMap((folder) => [...(imports.get(folder) ?? [])].map((to) => found.get(to)?.purl));
    return [...new Set(purls.filter((purl) => purl !== undefined))].sort();
  };
  const places = new Map<string, string[]>();
  for (const [folder, { purl }] of found) places.set(purl, [...(places.get(purl) ?? []), folder]);
  const packages = [...places].map(([purl, all]) => {
    const uses = purlsFrom(all).filter((other) => other !== purl);
    return { ...described(found, all), uses };
  });
  return {
    packages: packages.sort((one, other) => (one.purl < other.purl ? -1 : 1)),
    direct: purlsFrom(['']),
  };
}

type Described = Omit<BundledPackage, 'uses'>;

function described(found: ReadonlyMap<string, Described>, folders: readonly string[]): Described {
  const [first] = folders.flatMap((folder) => found.get(folder) ?? []);
  if (first === undefined) throw new Error(`No package lies in ${folders.join(', ')}.`);
  return first;
}

function describe(root: string, folder: string, locked: Locked | undefined): Described {
  const { name, version, license, author } = readJson<Manifest>(join(root, folder, 'package.json'));
  if (version !== locked?.version) {
    const says = locked?.version ?? 'nothing of it';
    throw new Error(`${folder} is ${version}, but package-lock.json says ${says}. Run npm ci.`);
  }
  if (locked.dev === true) throw new Error(`${folder} is a dev dependency, but bundled. Leave it out.`);
  if (typeof license !== 'string') throw new Error(`${folder} is bundled, but names no licence.`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { purl, name, version, license, author: nameOf(author), folder };
}

function nameOf(author: Manifest['author']): string | undefined {
  const name = typeof author === 'string' ? author : author?.name;
  return name?.replace(/\s*[<(].*/, '');
}

/** For each folder of a package, the folders of packages that its files import; the app's own is ''. */
function importsOf({ inputs }: Metafile): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [path, { imports }] of Object.entries(inputs)) {
    const from = folderOf(path);
    const to = found.get(from) ?? new Set();
    for (const one of imports) if (one.external !== true) to.add(folderOf(one.path));
    found.set(from, to);
  }
  return found;
}

/** Where the package of a bundled file lies; '' when the file is our own. */
function folderOf(path: string): string {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '';
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
