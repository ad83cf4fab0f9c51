import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { plain } from '../present/plain-text.ts';
import { exitCodes } from './exit-codes.ts';
import { programFor } from './program.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

// What is read is garbage at once, and V8 would let the young generation grow to 128 MB for it; see docs/decisions.md.
setFlagsFromString('--semi-space-growth-factor=1');

const terminal: Terminal = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => new Date(),
};

/** Runs the command line; every way it can end has an exit code and, if it is a mistake, a sentence. */
async function main(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.clean;
  const program = programFor(terminal, (given) => {
    code = given;
  });
  try {
    if (words[0] === 'complete') {
      const { default: addCompletion } = await import('@bomb.sh/tab/commander');
      addCompletion(program);
    }
    await program.parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
    return code;
  } catch (error) {
    return tell(error);
  }
}

/** By name, so that nothing is loaded for it. */
const toldAsTheyStand = ['ConnectionError', 'SettingsError'];

function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  if (error instanceof UsageError || (error instanceof Error && toldAsTheyStand.includes(error.name))) {
    terminal.stderr.write(`${error.message.split('\n').map(plain).join('\n')}\n`);
    return exitCodes.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.stderr.write(`osm-doctor met a mistake of its own: ${plain(message)}\nPlease report it.\n`);
  return exitCodes.unreadable;
}

/** Ends the process once all is written; what hangs on a connection that nobody answers must not hold it. */
function leave(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => setImmediate(() => process.exit(code)));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that had enough (`| head`) is no error: the verdict stands.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The report could not be written (${error.code ?? error.message}).\n`);
  process.exit(exitCodes.unreadable);
});

leave(await main(process.argv.slice(2)));
