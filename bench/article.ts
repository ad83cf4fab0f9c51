import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { pinnedKubectl } from '../sim/kubernetes/kubectl.ts';
import { median, ms, printTable, summary, timed } from './figures.ts';
import { printPhases } from './phases.ts';
import { runShipped } from './shipped.ts';
import { type Simulator, withSimulator } from './simulator.ts';

const rounds = 9;

function readCommands(hasJq: boolean): string[] {
  const file = readFileSync(new URL('./article-commands.txt', import.meta.url), 'utf8');
  const commands = file.split('\n').filter((line) => line.trim() !== '');
  return hasJq ? commands : commands.map((line) => line.replace(/ \| jq .*/, ''));
}

/** Runs a line as the reader of the article would; what it prints goes nowhere. */
async function shell(line: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('sh', ['-c', line], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [[code], complaint] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  if (code !== 0) throw new Error(`"${line}" ended with ${String(code)}: ${complaint}`);
}

async function has(program: string): Promise<boolean> {
  return shell(`command -v ${program}`, process.env).then(
    () => true,
    () => false,
  );
}

/** The pinned kubectl first on the path, with a cache of its own that stays between commands. */
async function kubectlEnv({ target }: Simulator): Promise<NodeJS.ProcessEnv> {
  const folder = dirname(target.kubeconfig);
  const path = `${dirname(await pinnedKubectl())}:${process.env['PATH'] ?? ''}`;
  return { PATH: path, HOME: folder, KUBECONFIG: target.kubeconfig };
}

interface Race {
  readonly kubectl: number[];
  readonly doctor: number[];
  readonly kubectlRequests: number;
  readonly doctorRequests: number;
}

async function race(
  simulator: Simulator,
  commands: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Race> {
  const all = async (): Promise<void> => {
    for (const command of commands) await shell(command, env);
  };
  const check = (): Promise<number> => runShipped(simulator.target.kubeconfig);
  // Once each beforehand: kubectl fills its discovery cache, Node its compile cache.
  await all();
  await check();
  await simulator.requests();
  const kubectl: number[] = [];
  const doctor: number[] = [];
  let kubectlRequests = 0;
  let doctorRequests = 0;
  for (let round = 0; round < rounds; round += 1) {
    kubectl.push(await timed(all));
    kubectlRequests = (await simulator.requests()).length;
    doctor.push(await check());
    doctorRequests = (await simulator.requests()).length;
  }
  return { kubectl, doctor, kubectlRequests, doctorRequests };
}

/** Process start to exit of the check against the thirteen commands of the article, one after another. */
export async function articlePart(): Promise<void> {
  await withSimulator(undefined, async (simulator) => {
    const hasJq = await has('jq');
    const commands = readCommands(hasJq);
    const env = await kubectlEnv(simulator);
    const { kubectl, doctor, kubectlRequests, doctorRequests } = await race(simulator, commands, env);
    const ratio = median(doctor.map((time, round) => time / (kubectl[round] ?? Number.NaN)));
    const start = await startOfKubectl(env);
    printTable(
      `ARTICLE: process start to exit, ${rounds} rounds in turn, caches warm${hasJq ? '' : '; jq is not installed, so its pipes are left out'}`,
      ['', 'median', 'least', 'requests', 'target'],
      [
        [`the article's ${commands.length} commands`, ...summary(kubectl), String(kubectlRequests), ''],
        ['osm-doctor check', ...summary(doctor), String(doctorRequests), 'at most 25 requests'],
        ['check / commands', ratio.toFixed(2), '', '', 'aim ≤ 1/3, must ≤ 1/2'],
      ],
    );
    console.log(
      `kubectl is bound by starting ${commands.length} times: ${ms(start)} each before it asks anything, ${ms(start * commands.length)} in all.`,
    );
    await printPhases(simulator);
  });
}

async function startOfKubectl(env: NodeJS.ProcessEnv): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    times.push(await timed(() => shell('kubectl version --client', env)));
  }
  return median(times);
}
