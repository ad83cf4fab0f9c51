import { readSettings, type Settings } from '../settings/settings.ts';
import { type Outside, outsideOf } from './outside.ts';

/** What the environment gives, and the ports to what it names. */
export interface Built {
  readonly settings: Settings;
  readonly outside: Outside;
}

let built: Promise<Built> | undefined;

/** Built once for the life of the process: connections, tokens and lists are kept from call to call. Throws SettingsError. */
export async function builtOf(env: NodeJS.ProcessEnv): Promise<Built> {
  built ??= build(env);
  try {
    return await built;
  } catch (error) {
    built = undefined;
    throw error;
  }
}

async function build(env: NodeJS.ProcessEnv): Promise<Built> {
  const settings = readSettings(env);
  return { settings, outside: await outsideOf(settings, env) };
}
