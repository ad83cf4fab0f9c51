import type { SelfCheckStep } from '../../model/self-check.ts';
import { secretSettings } from './settings.ts';

/** Shorter ones are no secrets, and would be found within other words. */
const shortest = 8;

const hidden = '(secret)';

/** Tokens of Slack, its signing secrets (32 hexadecimal digits; object ids have dashes), and account keys. */
const looksSecret = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b[0-9a-f]{32}\b|[A-Za-z0-9+/]{86}==/g;

/**
 * Takes secrets out of what is told: those of the settings, keys of connection strings, and whatever looks like a secret
 * of Slack or of an account, for people paste things into the wrong setting.
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
    return known.replace(looksSecret, hidden);
  };
  return (step) => {
    const { says, todo, ...rest } = step;
    return { ...rest, says: clean(says), ...(todo === undefined ? {} : { todo: clean(todo) }) };
  };
}
