import { parseArgs } from 'node:util';
import { type RunningPlayground, startPlayground } from '../sim/playground/playground.ts';
import { channels } from '../sim/playground/workspace.ts';
import { ConnectionError } from '../src/kubernetes/connection.ts';
import { buildIfNeeded } from './build-if-needed.ts';

const usage = `npm start                                          the playground
npm start -- --kubeconfig FILE [--context NAME]    your own cluster beside the simulated ones: it is only read
npm start -- --context NAME                        the same, of your usual kubeconfig
npm start -- --once                                asks two questions, prints the answers and ends
`;

interface Wanted {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly once?: boolean;
  readonly help?: boolean;
}

/** What the reader typed is no use. */
class Mistake extends Error {}

function readWords(): Wanted {
  const options = {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    once: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ options });
  for (const name of ['kubeconfig', 'context'] as const) {
    if (values[name] === '') throw new Mistake(`--${name} wants a value.`);
  }
  return values;
}

async function start({ kubeconfig, context }: Wanted): Promise<RunningPlayground> {
  const began = performance.now();
  const say = (what: string): void => {
    console.log(`  ${((performance.now() - began) / 1_000).toFixed(1).padStart(4)} s  ${what}`);
  };
  if (await buildIfNeeded()) say('Built');
  const named = {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
  const hasOwn = kubeconfig !== undefined || context !== undefined;
  const own = hasOwn ? { own: { ...named, env: process.env } } : {};
  return startPlayground({ ...own, onUp: say });
}

/** Asks through the door, as the page does, and waits for the answer. Throws when there is none. */
async function ask({ reader, slack }: RunningPlayground, text: string): Promise<string> {
  const [{ id: channel }] = channels;
  const before = slack.messages(channel).length;
  const refusal = await reader.say({ channel, text });
  if (refusal !== undefined) throw new Error(refusal);
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = slack
      .messages(channel)
      .slice(before)
      .find(({ text: says }) => /checks judged/.test(says));
    if (answer !== undefined) return answer.text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${text} was not answered within a minute.`);
}

/** Resolves at Ctrl-C, or when this is ended in another polite way; the next time ends it at once. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(130));
      });
    }
  });
}

async function run(wanted: Wanted): Promise<void> {
  const ended = toldToEnd();
  let isEnding = false;
  void ended.then(() => {
    isEnding = true;
  });
  console.log('\nosm-doctor playground: everything runs on this machine, and nothing leaves it.\n');
  const playground = await start(wanted).catch((error: unknown) => {
    // Ctrl-C reaches the parts too: one that ends while it starts is what was asked for.
    if (isEnding) return undefined;
    throw error;
  });
  if (playground === undefined) return;
  try {
    if (wanted.once === true) {
      for (const text of ['/osm check staging', '/osm check broken']) {
        console.log(`\n━━ ${text}\n\n${await ask(playground, text)}`);
      }
      return;
    }
    if (playground.own !== undefined)
      console.log(`\n  Your own cluster is there as ${playground.own}; it is only read.`);
    if (!isEnding) console.log(`\n  Open  ${playground.address}\n\n  Ctrl-C ends it.\n`);
    await ended;
  } finally {
    await playground.close();
  }
}

try {
  const wanted = readWords();
  if (wanted.help === true) console.log(usage);
  else await run(wanted);
} catch (error) {
  const isTheirs =
    error instanceof ConnectionError ||
    error instanceof Mistake ||
    (error instanceof TypeError && 'code' in error);
  console.error(isTheirs ? `${error.message}\n\n${usage}` : error);
  process.exitCode = isTheirs ? 2 : 1;
}
