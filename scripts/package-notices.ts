import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './package-parts.ts';

/** What the licences of the bundled packages ask us to pass on: who made what, and the words of each licence. */
export function notices(packages: readonly BundledPackage[], root: string): string {
  const heading = `This app contains code of ${packages.length} packages. Who made them, and under which licence:\n`;
  return [heading, ...packages.map((one) => notice(one, root))].join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(one: BundledPackage, root: string): string {
  const folder = join(root, one.folder);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => tidy(readFileSync(join(folder, file), 'utf8')));
  return `${one.name} ${one.version} (${one.license})\n\n${texts.join('\n') || wordsFor(one, root)}`;
}

/** For a package that names its licence and does not carry it. Throws when we do not have the words either. */
function wordsFor({ name, license, author }: BundledPackage, root: string): string {
  if (license !== 'MIT')
    throw new Error(`${name} carries no text of its licence, ${license}: add its words.`);
  const ours = readFileSync(join(root, 'LICENSE'), 'utf8');
  const words = ours.slice(ours.indexOf('Permission is hereby granted'));
  return `The package names this licence${author ? ` and its author, ${author},` : ''} and carries no text of it. It reads:\n\n${tidy(words)}`;
}

function tidy(text: string): string {
  return `${text.replace(/\r\n?/g, '\n').trim()}\n`;
}
