import { type SettingName, type SettingValue, settingsTable } from './table.ts';
import { readUrl, readUuid, SettingMistake } from './values.ts';

/** The settings by their names in the environment. */
export type Settings = { readonly [N in SettingName]: SettingValue<N> } & {
  readonly storage: StorageSettings;
};

/** What finding and opening clusters needs: all that the terminal reads of the environment. */
export type AzureSettings = Pick<
  Settings,
  | 'OSM_CLUSTERS'
  | 'OSM_SUBSCRIPTIONS'
  | 'OSM_ALL_CLUSTERS'
  | 'OSM_CLOUD'
  | 'AZURE_CLIENT_ID'
  | 'OSM_CLUSTER_CACHE'
  | 'OSM_ARM_ENDPOINT'
>;

/** How the storage account is reached: by address with Azure identity, or (locally) by connection string. */
export type StorageSettings =
  | {
      readonly by: 'identity';
      readonly tableUrl: string;
      readonly queueUrl: string;
      readonly clientId?: string;
    }
  | { readonly by: 'connectionString'; readonly connectionString: string };

/** All mistakes of the settings at once, a sentence each; values of secrets are not among the words. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`These settings are wrong:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the settings of the Function App. Throws SettingsError with every mistake. */
export function readSettings(env: Env): Settings {
  const mistakes: string[] = [];
  const values = readRows(env, Object.keys(settingsTable) as SettingName[], mistakes);
  const storage = noting(mistakes, 'AzureWebJobsStorage', () => readStorage(env));
  if (Number(values['OSM_JOB_SECONDS']) <= Number(values['OSM_READ_BUDGET'])) {
    mistakes.push('OSM_JOB_SECONDS must be more than OSM_READ_BUDGET: a job reads, then answers.');
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { ...values, storage } as Settings;
}

/** Every mistake of the settings of the Function App, a sentence each. */
export function settingMistakes(env: Env): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}

const azureSettings = [
  'OSM_CLUSTERS',
  'OSM_SUBSCRIPTIONS',
  'OSM_ALL_CLUSTERS',
  'OSM_CLOUD',
  'AZURE_CLIENT_ID',
  'OSM_CLUSTER_CACHE',
  'OSM_ARM_ENDPOINT',
] as const satisfies readonly (keyof AzureSettings)[];

/** Reads what the terminal needs to find clusters by name. Throws SettingsError with every mistake. */
export function readAzureSettings(env: Env): AzureSettings {
  const mistakes: string[] = [];
  const values = readRows(env, azureSettings, mistakes);
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return values as unknown as AzureSettings;
}

function readRows(env: Env, names: readonly SettingName[], mistakes: string[]): Record<string, unknown> {
  const entries = names.map((name) => {
    const text = env[name]?.trim();
    return [name, noting(mistakes, name, () => settingsTable[name].read(text === '' ? undefined : text))];
  });
  return Object.fromEntries(entries);
}

function noting<T>(mistakes: string[], name: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingMistake)) throw error;
    mistakes.push(`${name} ${error.message}.`);
    return undefined;
  }
}

/**
 * The storage account of the Functions host: `AzureWebJobsStorage` as a connection string, or
 * `AzureWebJobsStorage__accountName` (or `__tableServiceUri` and `__queueServiceUri`) with identity.
 * Source: learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity.
 */
function readStorage(env: Env): StorageSettings {
  const set = (part: string) => env[`AzureWebJobsStorage__${part}`]?.trim() || undefined;
  const connectionString = env['AzureWebJobsStorage']?.trim();
  if (connectionString) return { by: 'connectionString', connectionString: checked(connectionString) };
  const account = set('accountName');
  const suffix = storageSuffix[env['OSM_CLOUD']?.trim() ?? ''] ?? 'core.windows.net';
  const addressOf = (part: string) => account && `https://${account}.${part}.${suffix}`;
  const tableUrl = set('tableServiceUri') ?? addressOf('table');
  const queueUrl = set('queueServiceUri') ?? addressOf('queue');
  const clientId = set('clientId');
  if (tableUrl === undefined || queueUrl === undefined) {
    throw new SettingMistake(
      'is not set: give AzureWebJobsStorage__accountName for use with identity, or locally UseDevelopmentStorage=true',
    );
  }
  return {
    by: 'identity',
    tableUrl: readUrl(tableUrl),
    queueUrl: readUrl(queueUrl),
    ...(clientId === undefined ? {} : { clientId: readUuid(clientId) }),
  };
}

/** A connection string that both SDKs take; it holds a key, so none of it is among the words. */
function checked(connectionString: string): string {
  const parts = connectionString.split(';').map((part) => /^\s*(\w+)=(.+)$/.exec(part) ?? []);
  const values = new Map(parts.map(([, name, value = '']) => [name, value]));
  const has = (...names: readonly string[]) => names.every((name) => values.has(name));
  const endpoints = ['TableEndpoint', 'QueueEndpoint'];
  const areAddresses = endpoints.every((name) => URL.canParse(values.get(name) ?? 'https://none.given'));
  const hasPlace = has('EndpointSuffix') || has(...endpoints);
  const byKey = has('DefaultEndpointsProtocol', 'AccountName', 'AccountKey') && hasPlace;
  const isOf = (service: string, name: string) =>
    new RegExp(`^https://\\w+\\.${service}\\.`).test(values.get(name) ?? '');
  const bySignature =
    has('SharedAccessSignature') && isOf('table', 'TableEndpoint') && isOf('queue', 'QueueEndpoint');
  if (/^UseDevelopmentStorage=true(;|$)/.test(connectionString) || (areAddresses && (byKey || bySignature))) {
    return connectionString;
  }
  throw new SettingMistake(
    'is not a connection string of a storage account: copy one from "Access keys" of the account, set UseDevelopmentStorage=true for Azurite, or take it away and give AzureWebJobsStorage__accountName',
  );
}

const storageSuffix: Readonly<Record<string, string>> = {
  china: 'core.chinacloudapi.cn',
  usgov: 'core.usgovcloudapi.net',
};
