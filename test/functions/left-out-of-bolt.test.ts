import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { functionsBundle } from '../../scripts/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-bolt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program says that was bundled as the app is. */
async function saidBy(contents: string): Promise<string> {
  const resolveDir = fileURLToPath(new URL('../..', import.meta.url));
  const stdin = { contents, resolveDir, sourcefile: 'program.ts' };
  const outfile = join(folder, 'program.mjs');
  await build({ ...functionsBundle, splitting: false, stdin, outfile });
  return execFileSync(process.execPath, [outfile], { encoding: 'utf8' }).trim();
}

test.each([
  ['ExpressReceiver', 'express'],
  ['SocketModeReceiver', '@slack/socket-mode'],
])('%s of Bolt says that %s is not there', async (receiver, missing) => {
  const said = await saidBy(`
    import { ${receiver} } from '@slack/bolt';
    try {
      new ${receiver}({ signingSecret: 'x', appToken: 'x' });
      console.log('made');
    } catch (error) {
      console.log(error.message);
    }`);

  expect(said).toBe(`${missing} is not part of osm-doctor`);
});
