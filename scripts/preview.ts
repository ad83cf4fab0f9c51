import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withBrowser } from './preview/browser.ts';
import { findChromium } from './preview/find-chromium.ts';
import { previews } from './preview/messages.ts';
import { frameId, looks, previewPage } from './preview/page.ts';

// The renderer tells times in the zone of the process; pictures should not depend on who draws them.
process.env['TZ'] = 'UTC';

const folder = fileURLToPath(new URL('../dist/preview', import.meta.url));

/** Draws every preview to dist/preview; `npm run preview -- digest` draws those alone whose names begin so. */
async function draw(words: readonly string[]): Promise<void> {
  const wanted = previews().filter(
    ({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)),
  );
  const program = findChromium(process.env);
  if (words.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const index = join(folder, 'index.html');
  writeFileSync(index, previewPage(wanted));
  const pictures = wanted.flatMap((preview) => looks.map(({ look }) => frameId(preview, look)));
  await withBrowser(program, async (page) => {
    await page.goto(pathToFileURL(index).href);
    for (const id of pictures) await page.locator(`#${id}`).screenshot({ path: join(folder, `${id}.png`) });
  });
  console.log(`${wanted.length} messages, ${pictures.length} pictures: ${index}`);
}

try {
  await draw(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
