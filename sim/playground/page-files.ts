import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the page, held in memory. */
export interface PageFile {
  readonly content: Buffer;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const notBuilt: PageFile = {
  content: Buffer.from('The page was not built: npm start builds it.\n'),
  type: 'text/plain; charset=utf-8',
};

/** The files of a folder by their paths in addresses; `/` is index.html. Nothing else of the disk is ever served. */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>([['/', notBuilt]]);
  for (const name of namesIn(folder)) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const path = name === 'index.html' ? '/' : `/${name}`;
    files.set(path, { content: readFileSync(join(folder, name)), type });
  }
  return files;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
