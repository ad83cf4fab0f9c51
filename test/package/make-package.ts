import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const sources = ['src', 'functions', 'scripts', 'host.json', 'LICENSE', 'package.json', 'package-lock.json'];

/** Copies what the package is made from into a folder, so that nobody's dist is touched. */
export function copySources(from: string, to: string): void {
  for (const name of [...sources, 'tsconfig.json']) {
    cpSync(join(from, name), join(to, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'));
}

/** What `npm run package` made of a folder of sources. */
export interface Made {
  readonly zip: Uint8Array;
  readonly bom: string;
  readonly printed: string;
}

/** Makes a package of a folder of sources. Where the script is started from must not matter. */
export async function makePackage(folder: string, env: Record<string, string> = {}): Promise<Made> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'scripts/package.ts')], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], ...env },
  });
  const path = join(folder, 'dist/package/osm-doctor-functions');
  return { zip: readFileSync(`${path}.zip`), bom: readFileSync(`${path}.cdx.json`, 'utf8'), printed: stdout };
}

/** A new empty folder outside the repository, from which no installed package can be reached. */
export function emptyFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `osm-doctor-${name}-`));
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (readdirSync(above).includes('node_modules')) throw new Error(`${above} has a node_modules.`);
  }
  return folder;
}
