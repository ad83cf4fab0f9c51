#!/usr/bin/env node
// The launcher: runs the built program on Node 24 and keeps its compiled code, so that the next start is quicker.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/osm-doctor/main.js', import.meta.url));
const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (!existsSync(program)) {
  process.stderr.write('osm-doctor is not built yet: run "npm run build" first.\n');
  process.exitCode = 2;
} else if (Number(process.versions.node.split('.')[0]) >= 24) {
  module.enableCompileCache();
  await import(program);
} else if (existsSync(ownNode)) {
  const { status } = spawnSync(ownNode, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 2;
} else {
  process.stderr.write(`osm-doctor needs Node 24 or later; this is ${process.version}.\n`);
  process.exitCode = 2;
}
