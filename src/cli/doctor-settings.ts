import { readFileSync } from 'node:fs';
import { object, objects, text, textFields } from '../model/json.ts';
import { settingsTable } from '../settings/table.ts';
import { UsageError } from './usage-error.ts';

/**
 * Puts the settings of a file into an environment, in place of those that it has: what a shell happens to have set is no
 * setting of the app. Two exceptions: a secret that the file has as a Key Vault reference may be given in the
 * environment, and who signs in there as a service principal stays who it is. Throws UsageError.
 */
export function takeSettings(file: string, env: NodeJS.ProcessEnv): void {
  const { AZURE_CLIENT_ID: identity, ...others } = readSettingsFile(file);
  const signsIn = ofServicePrincipals.some((name) => Boolean(env[name]?.trim()));
  const values = signsIn || identity === undefined ? others : { ...others, AZURE_CLIENT_ID: identity };
  const isOurs = (name: string) =>
    (Object.hasOwn(settingsTable, name) && !(signsIn && name === 'AZURE_CLIENT_ID')) ||
    name.startsWith('AzureWebJobsStorage');
  for (const name of Object.keys(env)) {
    const isReference = values[name]?.startsWith('@Microsoft.KeyVault') === true;
    if (isOurs(name) && !isReference) delete env[name];
  }
  for (const [name, value] of Object.entries(values)) {
    if (!value.startsWith('@Microsoft.KeyVault') || !env[name]?.trim()) env[name] = value;
  }
}

/** With one of these beside it, AZURE_CLIENT_ID is a service principal's, and not that of the app's identity. */
const ofServicePrincipals = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_FEDERATED_TOKEN_FILE',
] as const;

/** `{ Values: { NAME: value } }`, `[{ name, value }]` as the Azure CLI prints, or `{ NAME: value }`. */
function readSettingsFile(file: string): Readonly<Record<string, string>> {
  const content = contentOf(file);
  if (Array.isArray(content)) {
    const entries = objects(content).map(({ name, value }) => [text(name) ?? '', text(value) ?? '']);
    return Object.fromEntries(entries.filter(([name]) => name !== ''));
  }
  const all = object(content);
  const values = textFields('Values' in all ? all['Values'] : all);
  if (Object.keys(values).length > 0) return values;
  throw new UsageError(
    `${file} holds no settings: it should be like local.settings.json, {"Values": {"NAME": "value"}}, or what "az functionapp config appsettings list" prints.`,
  );
}

function contentOf(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`The settings in ${file} could not be read${code}.`);
  }
  try {
    return JSON.parse(content);
  } catch {
    // The words of the parser would repeat a piece of the file, which holds secrets.
    throw new UsageError(`${file} is not JSON.`);
  }
}
