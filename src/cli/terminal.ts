import { styleText } from 'node:util';
import { noPaint, type Paint, type Tone } from '../present/terminal.ts';

/** Where the program writes and what it may read of its surroundings: handed in, so that tests can stand in. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  now(): Date;
}

const styles: { readonly [T in Tone]: Parameters<typeof styleText>[0] } = {
  critical: ['bold', 'red'],
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  failing: ['bold', 'red'],
  unknown: ['bold', 'magenta'],
  degraded: ['bold', 'yellow'],
  healthy: ['bold', 'green'],
  passed: 'green',
  quiet: 'gray',
  command: 'cyan',
  strong: 'bold',
};

/** Colours for a terminal that has them; none for a pipe, NO_COLOR, TERM=dumb or `--no-color`. */
export function paintFor({ stdout, env }: Terminal, wanted: { readonly color: boolean }): Paint {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const able = forced || (stdout.isTTY === true && stdout.hasColors(env));
  if (!wanted.color || !able) return noPaint;
  return (tone, text) => styleText(styles[tone], text, { validateStream: false });
}

/** Width for prose: the terminal's up to 100 columns, else 80. */
export function columnsOf({ stdout }: Terminal): number {
  return stdout.isTTY === true ? Math.min(100, stdout.columns || 80) : 80;
}

/** Width for lines that are cut rather than wrapped: the terminal's; a pipe gets them whole. */
export function tableColumnsOf({ stdout }: Terminal): number {
  return stdout.isTTY === true ? Math.max(40, stdout.columns || 80) : Number.POSITIVE_INFINITY;
}
