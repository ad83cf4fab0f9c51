import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the playground's page into a folder: index.html, page.js and page.css, which need nothing else. */
export async function buildPage(outdir: string): Promise<void> {
  const source = join(root, 'sim/playground/page');
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints: { page: join(source, 'main.tsx') },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'linked',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await copyFile(join(source, 'index.html'), join(outdir, 'index.html'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPage(join(root, 'dist/playground'));
}
