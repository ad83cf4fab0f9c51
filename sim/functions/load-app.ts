import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Imports what `main` of package.json matches, as the worker does; throws when there is nothing. */
export async function loadApp(folder: string): Promise<void> {
  const { main = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string };
  const entries = globSync(main, { cwd: folder }).sort();
  if (entries.length === 0) throw new Error(`"main" of package.json, ${main}, matches no file of the app.`);
  for (const entry of entries) await import(pathToFileURL(join(folder, entry)).href);
}
