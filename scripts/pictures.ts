import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shown = join(root, 'docs/pictures');

/** Pictures of the README, and how large each may be. */
const names = ['check', 'fix', 'digest'] as const;
const mostBytes = 200_000;

/** Plays the story of the playground in a browser, and takes the README's pictures from what it kept. */
function takePictures(folder: string): void {
  const jest = ['node_modules/jest/bin/jest.js', 'test/playground/story.test.ts'];
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...jest],
    { cwd: root, env: { ...process.env, STORY_PICTURES: folder }, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('The story did not come to its end: no picture was taken over.');
  mkdirSync(shown, { recursive: true });
  for (const name of names) {
    const picture = join(folder, `${name}.png`);
    if (!existsSync(picture)) throw new Error(`There is no picture "${name}": the story needs a Chromium.`);
    const { size } = statSync(picture);
    if (size > mostBytes)
      throw new Error(`The picture "${name}" has ${size} bytes; ${mostBytes} are allowed.`);
    copyFileSync(picture, join(shown, `${name}.png`));
    console.log(`docs/pictures/${name}.png  ${(size / 1_000).toFixed(0)} kB`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-pictures-'));
try {
  takePictures(folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
