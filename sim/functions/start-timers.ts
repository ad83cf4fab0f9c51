import type { Core, Registered } from './functions-core.ts';
import type { HostLog } from './host-log.ts';
import type { HostOptions } from './host-options.ts';
import type { Invoke } from './invoke.ts';
import { scheduleOf, timerInvocation } from './timers.ts';
import { triggeredBy, triggerOf } from './triggers.ts';

/** The timers of a host. */
export interface Timers {
  /** Fires a timer's function at once, whatever its schedule; false for functions that have none. */
  fire(fn: Registered): boolean;
  stop(): void;
}

/** Readies the timers; one whose schedule cannot be understood is told in the log, and the rest runs. */
export function startTimers(core: Core, options: HostOptions, invoke: Invoke, log: HostLog): Timers {
  const run = (fn: Registered, isPastDue: boolean) => {
    const schedule = scheduleOf(fn, process.env);
    // What it throws is in the log already, and a timer is not tried again.
    invoke(fn, 'Timer fired', () => timerInvocation(fn, schedule, isPastDue)).catch(() => {});
  };
  const schedules = triggeredBy('timerTrigger', core.functions.values()).flatMap((fn) => {
    try {
      const schedule = scheduleOf(fn, process.env);
      if (options.catchUp) run(fn, true);
      return options.timers ? [schedule.schedule(() => run(fn, false))] : [];
    } catch (error) {
      log('error', 'Host', `The '${fn.name}' function is in error: ${String(error)}`);
      return [];
    }
  });
  return {
    fire(fn) {
      if (triggerOf(fn).type !== 'timerTrigger') return false;
      run(fn, false);
      return true;
    },
    stop() {
      for (const schedule of schedules) schedule.stop();
    },
  };
}
