import { parseArgs } from 'node:util';
import { articlePart } from './article.ts';
import { coldStartPart } from './cold-start.ts';
import { commandsPart } from './commands.ts';
import { downloadPart } from './download.ts';
import { jobsPart } from './jobs.ts';
import { largePart } from './large.ts';
import { buildShipped } from './shipped.ts';

const parts: Readonly<Record<string, () => Promise<void>>> = {
  article: articlePart,
  download: downloadPart,
  large: largePart,
  coldStart: coldStartPart,
  jobs: jobsPart,
  commands: commandsPart,
};

/** `npm run bench -- [--only article|download|large|coldStart|jobs|commands]`: prints figures beside their targets and asserts none. */
async function bench(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only === undefined ? Object.keys(parts) : [values.only];
  const unknown = names.find((name) => parts[name] === undefined);
  if (unknown !== undefined) throw new Error(`--only takes ${Object.keys(parts).join(', ')}, not ${unknown}`);
  console.log(`Node ${process.version}; the simulated cluster runs in a process of its own on this machine.`);
  await buildShipped();
  for (const name of names) await parts[name]?.();
}

await bench();
