import { spawnSync } from 'node:child_process';

/** Shells that a person may paste a command into. */
export const shells = ['/bin/sh', 'bash', 'zsh'] as const;

/** Whether this machine has the shell; tests stand aside visibly where it has not. */
export function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', ':']).error === undefined;
}

/** The words that a program named `kubectl` gets when the shell runs this line. */
export function wordsSeenBy(shell: string, line: string): string[] {
  const script = `kubectl() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout, stderr, status } = spawnSync(shell, ['-c', script], { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`${shell} said: ${stderr}`);
  return stdout.split('\0').slice(0, -1);
}
