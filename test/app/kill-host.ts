import type { Effect } from '../../sim/proxy/counting-proxy.ts';
import { type RunningApp, until } from './start-app.ts';

/** Whether the host dies at an effect; `nth` counts them from one since the moment was set. */
export type Moment = (effect: Effect, nth: number) => boolean;

const momentSeconds = 40;

/** A mark was claimed. */
export const claimed = /^POST table .*osmmarks/;
/** A message was posted. */
export const posted = /^POST slack .*chat\.postMessage/;
/** It was recorded where a message stands. */
export const recorded = /^PUT table .*osmmarks/;

/** The nth effect of a kind. */
export function nthOf(pattern: RegExp, wanted = 1): Moment {
  let seen = 0;
  return ({ what }) => {
    seen += Number(pattern.test(what));
    return seen === wanted;
  };
}

/**
 * Kills the host when this has just happened, before it can know; starts another. Resolves when that one listens;
 * throws when the moment does not come, with what came instead.
 */
export async function killOnceAt(
  app: RunningApp,
  moment: Moment,
  next: Parameters<RunningApp['start']>[0] = {},
): Promise<void> {
  const { counter } = app;
  const before = counter.effects.length;
  let killed: Promise<void> | undefined;
  counter.strike = (effect) => {
    if (!moment(effect, effect.number - before)) return false;
    counter.strike = undefined;
    killed = app.host().kill();
    return true;
  };
  await until(() => killed !== undefined, 'the moment at which the host dies', momentSeconds).catch(
    (error: Error) => {
      counter.strike = undefined;
      const seen = counter.effects.slice(before).map(({ what }, index) => `${index + 1} ${what}`);
      throw new Error(`${error.message}; seen were\n${seen.join('\n')}`);
    },
  );
  await killed;
  await app.start(next);
}

/** The wrong ones of many fates: each effect of a round, one by one. For `npm run prove`. */
export async function wrongFates(
  app: RunningApp,
  effects: number,
  live: (moment: Moment) => Promise<void>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (let number = 1; number <= effects; number += 1) {
    let what = '';
    await live((effect, nth) => {
      if (nth === number) what = effect.what;
      return nth === number;
    }).catch(async (error: Error) => {
      wrong.push(`after effect ${number}, ${what}: ${error.message}`);
      // The next fate begins with a host that lives.
      await app.host().kill();
      await app.start();
    });
  }
  process.stderr.write(`Killed after each of ${effects} effects.\n`);
  return wrong;
}
