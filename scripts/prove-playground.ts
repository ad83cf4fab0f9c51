import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openPage } from '../test/playground/page-client.ts';

/*
 * A long proof: plays the playground through, again and again, and looks each time for what it left behind. It finds
 * processes and ports by /proc, so it needs Linux. `npm run prove:playground -- 3` plays three rounds.
 */

const program = fileURLToPath(new URL('start.ts', import.meta.url));
const judged = /checks judged/;
/** Milliseconds within which it must have started, and ended. */
const patienceMs = 60_000;

/** Resolves with the address once it is printed. Throws when it ends before. */
async function addressOf(child: ChildProcess): Promise<string> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  for (const end = Date.now() + patienceMs; Date.now() < end; await wait(25)) {
    const [, address] = /Open\s+(http\S+)/.exec(printed) ?? [];
    if (address !== undefined) return address;
    if (child.exitCode !== null) break;
  }
  throw new Error(`It did not start:\n${printed}`);
}

/** Asks, runs what the answer suggests, and asks again until it is mended. */
async function play(address: string): Promise<void> {
  const page = await openPage(address);
  try {
    const { text } = await page.ask('/osm check staging', judged);
    const [command = ''] = /kubectl label namespace .*/.exec(text) ?? [];
    const { exitCode, stderr } = await page.run({ command, cluster: 'staging' });
    if (exitCode !== 0) throw new Error(`${command || 'No command was suggested'}: ${stderr}`);
    const again = await page.ask('/osm check staging', judged);
    if (again.text.includes(command)) throw new Error(`After it was run it is suggested still: ${command}`);
  } finally {
    page.close();
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/** Every process of this machine, but for those that ended and wait to be noticed. */
function processes(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), group: Number(group) }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/** A process, what it started, and what belongs to its group, whoever their parent is now. */
function familyOf(root: number): number[] {
  const all = processes();
  const family = new Set(
    all.filter(({ pid, group }) => pid === root || group === root).map(({ pid }) => pid),
  );
  // A set that grows while it is walked through: children of children too.
  for (const member of family) {
    for (const { pid, parent } of all) if (parent === member) family.add(pid);
  }
  return [...family];
}

/** TCP ports on which these processes listen. */
function portsOf(pids: readonly number[]): number[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  const rows = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'latin1').split('\n'));
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , socket = ''] = row.trim().split(/\s+/);
    const isListening = state === '0A' && sockets.has(socket);
    return isListening ? [Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)] : [];
  });
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, socket] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      return socket === undefined ? [] : [socket];
    });
  } catch {
    // It ended, or closed a file, meanwhile.
    return [];
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** What a round left behind, in words. */
async function leftBehind(
  root: number,
  family: readonly number[],
  ports: readonly number[],
  folder: string,
): Promise<string[]> {
  const open = await Promise.all(ports.map(async (port) => ((await isOpen(port)) ? [port] : [])));
  const alive = processes().filter(({ pid, group }) => group === root || family.includes(pid));
  return [
    ...alive.map(({ pid }) => `process ${pid}`),
    ...open.flat().map((port) => `port ${port}`),
    ...readdirSync(folder).map((name) => `file ${name}`),
  ];
}

/** Ends what is still there, where a round went wrong. */
function end(family: readonly number[]): void {
  for (const pid of family) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  }
}

/** Plays one round. Throws when something does not work, or something is left. */
async function round(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-prove-'));
  const began = performance.now();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, TMPDIR: folder },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const root = child.pid ?? 0;
  let family = [root];
  try {
    const address = await addressOf(child);
    const startedIn = performance.now() - began;
    await play(address);
    family = familyOf(root);
    const ports = portsOf(family);
    if (family.length < 3 || ports.length < 10)
      throw new Error(`Only ${family.length} processes and ${ports.length} ports were found.`);
    // As Ctrl-C does: to the program and all that it started.
    process.kill(-root, 'SIGINT');
    const [code] = await Promise.race([ended, wait(patienceMs, ['none: it still runs'], { ref: false })]);
    if (code !== 0) throw new Error(`It ended with exit code ${code}.`);
    const left = await leftBehind(root, family, ports, folder);
    if (left.length > 0) throw new Error(`It left behind: ${left.join(', ')}.`);
    const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
    return `ready in ${seconds(startedIn)}, over in ${seconds(performance.now() - began)}; ${family.length} processes, ${ports.length} ports, none left`;
  } finally {
    end(family);
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounds = Number(process.argv[2] ?? 10);
try {
  for (let count = 1; count <= rounds; count += 1) console.log(`${count} of ${rounds}: ${await round()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
