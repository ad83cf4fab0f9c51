import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Zippable, zipSync } from 'fflate';
import { type AppPackage, bundleApp } from './package-bundle.ts';
import { notices } from './package-notices.ts';
import { partsOf } from './package-parts.ts';
import { sbomOf } from './sbom.ts';
import { unpackInto } from './unpack-package.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `npm run package`: writes the zip that is deployed and its bill of materials into dist/package, and the zip unpacked
 * into dist/azd, because azd wants a folder that it zips itself. The same sources with the same package-lock.json give
 * the same bytes, wherever and whenever.
 */
async function packageApp(): Promise<void> {
  const { license, ...app } = ourPackage();
  const { files, metafile } = await bundleApp(root, app);
  const parts = partsOf(metafile, root);
  const entries = new Map<string, Uint8Array>(files)
    .set('host.json', readFileSync(join(root, 'host.json')))
    .set('package.json', bytes(`${JSON.stringify(app, undefined, 2)}\n`))
    .set('LICENSE', readFileSync(join(root, 'LICENSE')))
    .set('THIRD-PARTY-NOTICES.txt', bytes(notices(parts.packages, root)));
  const zip = zipOf(entries);
  const sha256 = createHash('sha256').update(zip).digest('hex');

  const folder = join(root, 'dist/package');
  const name = join(folder, `${app.name}-functions`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${name}.zip`, zip);
  unpackInto(join(root, 'dist/azd'), zip);
  writeFileSync(`${name}.cdx.json`, sbomOf({ ...app, license, sha256 }, parts));

  for (const [path, { length }] of inOrder(entries)) console.log(`${inKb(length).padStart(10)}  ${path}`);
  const unpacked = [...entries.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${name}.zip: ${inKb(zip.length)}, ${entries.size} entries of ${inKb(unpacked)} together`);
  console.log(`SHA-256 ${sha256}`);
  console.log(`${name}.cdx.json: ${parts.packages.length} packages`);
}

/** What of package.json is deployed, and the licence. No dependencies: nothing is to be installed in Azure. */
function ourPackage(): AppPackage & { readonly license: string } {
  const ours: ReturnType<typeof ourPackage> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name, version, type, main, license } = ours;
  return { name, version, type, main, license };
}

/** Nothing in it depends on when or where: entries are sorted, rights the same, and all of the first day a zip knows. */
function zipOf(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // A zip keeps local time, so local noon is the same everywhere.
  const mtime = new Date(1980, 0, 1, 12);
  const unix = 3;
  const readable = 0o100644 << 16;
  const files: Zippable = {};
  for (const [path, content] of inOrder(entries)) {
    files[path] = [content, { level: 9, mtime, os: unix, attrs: readable }];
  }
  return zipSync(files);
}

function inOrder(entries: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function inKb(length: number): string {
  return `${(length / 1_000).toFixed(1)} kB`;
}

await packageApp();
