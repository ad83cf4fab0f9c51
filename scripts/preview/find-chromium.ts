import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What to say and do where no browser is. */
const missing = `No Chromium was found: neither the setting CHROME nor chromium, chromium-browser or google-chrome on PATH.
On Debian and Ubuntu: apt install chromium fonts-lato fonts-noto-color-emoji
Elsewhere: set CHROME to the program of a Chromium or Chrome.`;

/** The browser's program: what CHROME says, else the first on PATH. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const known = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const wanted = env['CHROME'] ?? '';
  if (wanted !== '') {
    if (canRun(wanted)) return wanted;
    throw new Error(`CHROME is ${wanted}, which is not a program that can be run.`);
  }
  const found = known.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun);
  if (found === undefined) throw new Error(missing);
  return found;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
