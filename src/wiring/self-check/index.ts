import type { SelfCheck, SelfCheckArea, SelfCheckStep } from '../../model/self-check.ts';
import type { Settings } from '../../settings/settings.ts';
import { fleetPort } from '../read-fleet.ts';
import { lookAtClusters } from './clusters.ts';
import { lookAtDoor } from './door.ts';
import { lookAtFleet } from './fleet.ts';
import { lookAtIdentity } from './identity.ts';
import { withoutSecrets } from './secrets.ts';
import { isInApp, lookAtSettings, type SettingsLook } from './settings.ts';
import { lookAtSlack } from './slack.ts';
import { notTried } from './steps.ts';
import { lookAtStorage } from './storage.ts';

/** How an installation is tried. */
export interface SelfCheckOptions {
  now(): Date;
  /** Address of the Function App, to try its door; https, or http on this machine. */
  readonly app?: string;
  /** Told what is tried next, in a few words. */
  onStep?(what: string): void;
}

/** Milliseconds for all clusters together. */
const clustersMs = 90_000;

/** Milliseconds after which nothing is begun: an HTTP request of Azure Functions ends after 230 s. */
const wholeMs = 200_000;

/** Of these, kept for Slack. */
const slackMs = 40_000;

/**
 * Tries an installation with the settings of an environment, in the order in which one would mend it. What a step needs
 * that failed before is not tried. Changes nothing but rows and messages of its own, which it takes away again. The
 * libraries of Azure read the sign-in from `process.env` themselves. Never throws.
 */
export async function selfCheck(env: NodeJS.ProcessEnv, options: SelfCheckOptions): Promise<SelfCheck> {
  const takenAt = options.now().toISOString();
  const look = lookAtSettings(env);
  const { steps, notSeen } =
    look.settings === undefined
      ? { steps: laterSteps(), notSeen: [] }
      : await tryAll(look.settings, look, env, options);
  const clean = withoutSecrets(env);
  return {
    takenAt,
    steps: [...look.steps, ...steps].map(clean),
    notSeen: [...notSeen, ...neverSeen(env, options)],
  };
}

function laterSteps(): SelfCheckStep[] {
  const later: readonly [SelfCheckArea, string][] = [
    ['identity', 'Sign-in to Azure'],
    ['storage', 'Storage account'],
    ['fleet', 'List of clusters'],
    ['slack', 'Bot token'],
  ];
  return later.map(([area, of]) => notTried(area, of, 'the settings come first.'));
}

async function tryAll(
  settings: Settings,
  { unresolved }: SettingsLook,
  env: NodeJS.ProcessEnv,
  { now, app, onStep }: SelfCheckOptions,
): Promise<Pick<SelfCheck, 'steps' | 'notSeen'>> {
  const end = performance.now() + wholeMs;
  const msLeft = () => end - performance.now();
  onStep?.('Signing in to Azure');
  const identity = await lookAtIdentity(settings, env);
  onStep?.('Writing to the storage account');
  const storage = await lookAtStorage(settings, env, identity, now());
  const clusters = await tryClusters(settings, identity, env, {
    now,
    msLeft: () => msLeft() - slackMs,
    ...(onStep && { onStep }),
  });
  onStep?.('Asking Slack');
  const slack = await lookAtSlack(settings, !unresolved.includes('SLACK_BOT_TOKEN'), msLeft);
  onStep?.('Asking the app');
  const door = await tryDoor(settings, unresolved, app, now());
  return {
    steps: [identity.step, ...storage, ...clusters, ...slack.steps, ...door],
    notSeen: slack.notSeen,
  };
}

async function tryClusters(
  settings: Settings,
  { signedIn, managed, principal }: Awaited<ReturnType<typeof lookAtIdentity>>,
  env: NodeJS.ProcessEnv,
  { now, onStep, msLeft: wholeLeft }: SelfCheckOptions & { msLeft(): number },
): Promise<SelfCheckStep[]> {
  if (!signedIn) return [notTried('fleet', 'List of clusters', 'nobody is signed in to Azure.')];
  onStep?.('Looking for clusters');
  const port = fleetPort(settings, env, now);
  const { fleet, steps } = await lookAtFleet(settings, port, managed);
  onStep?.(`Reading ${fleet.clusters.length} clusters`);
  const end = performance.now() + clustersMs;
  const msLeft = () => Math.min(end - performance.now(), wholeLeft());
  return [
    ...steps,
    ...(await lookAtClusters({ settings, port, principal, managed, msLeft }, fleet.clusters)),
  ];
}

async function tryDoor(
  settings: Settings,
  unresolved: SettingsLook['unresolved'],
  app: string | undefined,
  now: Date,
): Promise<SelfCheckStep[]> {
  if (app === undefined) return [];
  if (unresolved.includes('SLACK_SIGNING_SECRET')) {
    return [notTried('door', app, 'the value of SLACK_SIGNING_SECRET is not known here.')];
  }
  return [await lookAtDoor(app, settings.SLACK_SIGNING_SECRET, now)];
}

/** What nobody can see from here, however well all went. */
function neverSeen(env: NodeJS.ProcessEnv, { app }: SelfCheckOptions): string[] {
  const inApp = isInApp(env);
  return [
    ...(inApp
      ? []
      : [
          "The rights of the app's own identity: whoever ran this was asked about, not the app. GET /api/status?doctor with a function key does the same in the app.",
        ]),
    ...(app === undefined && !inApp
      ? [
          'Whether the app runs and has this signing secret: osm-doctor doctor --url https://APP.azurewebsites.net asks it.',
        ]
      : []),
    'The blobs of the storage account: the Functions host alone uses them, for its locks, its timer and its keys. If the app does not start, or no digest comes, see that the identity has the role "Storage Blob Data Owner" there.',
    "Whether SLACK_SIGNING_SECRET is the Slack app's: Slack tells nobody. Type /osm help in Slack; if it fails, compare the secret with Basic Information of the Slack app.",
    'Whether Slack\'s request URLs and Azure Monitor\'s action group lead to the app: type /osm help, press a button under a report, and press "Test action group".',
  ];
}
