import type { SelfCheckStep } from '../../model/self-check.ts';
import { readSettings, type Settings, SettingsError } from '../../settings/settings.ts';
import { type SettingName, settingsTable } from '../../settings/table.ts';
import type { Setting } from '../../settings/values.ts';

/** What the settings gave. */
export interface SettingsLook {
  readonly steps: readonly SelfCheckStep[];
  /** Undefined when any is wrong. Where a secret is not known here, something else stands for it. */
  readonly settings: Settings | undefined;
  /** Settings whose secret is a reference that is not resolved here. */
  readonly unresolved: readonly SettingName[];
}

type Env = Readonly<Record<string, string | undefined>>;

/** What passes for a secret that is not known, so that all else can be tried; it is sent nowhere. */
const standIns: Partial<Record<SettingName, string>> = {
  SLACK_BOT_TOKEN: 'xoxb-not-known-here',
  SLACK_SIGNING_SECRET: 'not-known-here-0',
};

/** Whether a managed identity answers here, as it does in the app and nowhere else. */
export function isInApp(env: Env): boolean {
  return Boolean(env['IDENTITY_ENDPOINT'] ?? env['MSI_ENDPOINT']);
}

/** Names of the settings that must never be shown. */
export function secretSettings(): SettingName[] {
  const rows: [string, Setting<unknown>][] = Object.entries(settingsTable);
  return rows.filter(([, { secret }]) => secret === true).map(([name]) => name as SettingName);
}

/** Reads the settings as the app does; a step for each mistake. */
export function lookAtSettings(env: Env): SettingsLook {
  const unresolved = secretSettings().filter(
    (name) => env[name]?.trim().startsWith('@Microsoft.KeyVault') === true,
  );
  const known = { ...env };
  for (const name of unresolved) known[name] = standIns[name];
  const mistakes = scheduleMistake(env);
  let settings: Settings | undefined;
  try {
    settings = readSettings(known);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    mistakes.push(...error.mistakes);
  }
  if (mistakes.length > 0) {
    return {
      steps: [...mistakes.map(wrong), ...secretSteps(env, unresolved)],
      settings: undefined,
      unresolved,
    };
  }
  const set = Object.keys(settingsTable).filter((name) => env[name]?.trim()).length;
  const says = `${set} of osm-doctor's settings are set, and each can be read; the storage account is named.`;
  const step = { area: 'settings', of: 'Settings', outcome: 'passed', says } as const;
  return { steps: [step, ...secretSteps(env, unresolved)], settings, unresolved };
}

/** It has a value of its own for us, but none for the host's timer. */
function scheduleMistake(env: Env): string[] {
  if (env['OSM_DIGEST_SCHEDULE']?.trim()) return [];
  return ['OSM_DIGEST_SCHEDULE is not set: the timer reads it, and the app does not start without it.'];
}

function wrong(mistake: string): SelfCheckStep {
  const [of = 'Settings'] = mistake.split(' ');
  return {
    area: 'settings',
    of,
    outcome: 'failed',
    says: mistake,
    todo: "Correct it among the app's settings; docs/settings.md tells what it means and gives an example.",
  };
}

function secretSteps(env: Env, unresolved: readonly SettingName[]): SelfCheckStep[] {
  if (unresolved.length === 0) return knownSecrets(env);
  const names = unresolved.join(' and ');
  const is = unresolved.length === 1 ? 'is a Key Vault reference' : 'are Key Vault references';
  if (!isInApp(env)) {
    return [
      {
        area: 'secrets',
        of: 'Key Vault',
        outcome: 'unknown',
        says: `${names} ${is}, which only the app itself gets resolved.`,
        todo: `Ask the app: GET /api/status?doctor with a function key. Or give the value in the environment: ${unresolved[0]}=… osm-doctor doctor --settings FILE.`,
      },
    ];
  }
  return [
    {
      area: 'secrets',
      of: 'Key Vault',
      outcome: 'failed',
      says: `${names} ${is} that Azure did not resolve.`,
      todo: 'Give the identity of the app the role "Key Vault Secrets User" on the key vault, see that the secret of that name exists and is enabled, and that keyVaultReferenceIdentity names the user-assigned identity; then restart the app. A vault with a firewall must let the app in.',
    },
  ];
}

/** Azure puts the value in the place of a reference that it resolved: from here the two look alike. */
function knownSecrets(env: Env): SelfCheckStep[] {
  const names = secretSettings();
  if (!names.every((name) => env[name]?.trim())) return [];
  const says = `${names.join(' and ')} have values, which are not shown; none is a Key Vault reference that was not resolved.`;
  return [{ area: 'secrets', of: 'Secrets', outcome: 'passed', says }];
}
