import type { SelfCheckStep } from '../../model/self-check.ts';
import { secretSettings } from './settings.ts';

/** Shorter ones are no secrets, and would be found within other words. */
const shortest = 8;

const hidden = '(secret)';

/**
 * Takes secrets out of what is told: those of the settings, keys of connection strings, and whatever looks like a token
 * of Slack, for people paste things into the wrong setting.
 */
export function withoutSecrets(
  env: Readonly<Record<string, string | undefined>>,
): (step: SelfCheckStep) => SelfCheckStep {
  const storage = env['AzureWebJobsStorage'] ?? '';
  const keys = [...storage.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]+)/g)].map(([, key]) => key);
  const values = [...secretSettings().map((name) => env[name]?.trim()), ...keys, env['AZURE_CLIENT_SECRET']];
  const secrets = values.filter((value) => value !== undefined && value.length >= shortest);
  const clean = (text: string): string => {
    const known = secrets.reduce<string>((words, secret) => words.replaceAll(secret ?? hidden, hidden), text);
    return known.replace(/\bxox[a-z]-[\w-]+/g, hidden).replace(/\bxapp-[\w-]+/g, hidden);
  };
  return (step) => {
    const { says, todo, ...rest } = step;
    return { ...rest, says: clean(says), ...(todo === undefined ? {} : { todo: clean(todo) }) };
  };
}
