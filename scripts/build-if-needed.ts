import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from './build.ts';
import { buildPage } from './build-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'dist/playground');
const lock = join(root, 'dist/.building');

/** Each thing that is built, what it is made of, and the file that is written last. */
const products = [
  {
    made: join(root, 'dist/functions/meta.json'),
    of: ['src', 'functions', 'scripts/build.ts', 'package-lock.json'],
    build: buildFunctions,
  },
  {
    made: join(page, 'index.html'),
    of: ['sim/playground/page', 'sim/playground/api.ts', 'scripts/build-page.ts', 'package-lock.json'],
    build: () => buildPage(page),
  },
] as const;

type Product = (typeof products)[number];

/** Builds the Function App and the page where their sources are newer; says whether it did. One at a time builds. */
export async function buildIfNeeded(): Promise<boolean> {
  if (!products.some(isOld)) return false;
  await mkdir(join(root, 'dist'), { recursive: true });
  while (!(await locked())) await wait(200);
  try {
    const old = products.filter(isOld);
    await Promise.all(
      old.map(async ({ build, made }) => {
        await build();
        // Whatever order the files were written in, the product is new now.
        await writeFile(made, await readFile(made));
      }),
    );
    return old.length > 0;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

function isOld({ made, of }: Product): boolean {
  const builtAt = changedAt(made);
  return builtAt === 0 || of.some((source) => newestIn(join(root, source)) > builtAt);
}

/** Milliseconds since 1970; 0 where there is nothing. Folders count: their time tells of files that were taken away. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestIn(path: string): number {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return changedAt(path);
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(changedAt(path), ...inside.map((name) => changedAt(join(path, name))));
}

/** Whether this process may build now. A lock whose owner is gone is taken over. */
async function locked(): Promise<boolean> {
  try {
    await mkdir(lock);
    await writeFile(join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    const owner = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
    const isFresh = Date.now() - changedAt(lock) < 5_000;
    if (!isFresh && !isAlive(owner)) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
