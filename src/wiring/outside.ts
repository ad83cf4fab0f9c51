import { setTimeout as wait } from 'node:timers/promises';
import { credentialFor } from '../azure/credential.ts';
import { type JobQueue, jobQueueOf } from '../azure/queue.ts';
import { tableStores } from '../azure/tables/index.ts';
import type { Ports } from '../jobs/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { slackChat } from '../slack/chat.ts';
import { linkingChat } from './linking-chat.ts';
import { fleetPort } from './read-fleet.ts';

/** All ports but the log, which belongs to one invocation. */
export type Outside = Omit<Ports, 'log'> & { readonly queue: JobQueue };

/** Connects to nothing yet: each port reaches out when it is used. */
export async function outsideOf(settings: Settings, env: NodeJS.ProcessEnv): Promise<Outside> {
  const { storage } = settings;
  const credential =
    storage.by === 'identity'
      ? await credentialFor(
          { ...settings, AZURE_CLIENT_ID: storage.clientId ?? settings.AZURE_CLIENT_ID },
          env,
        )
      : undefined;
  return {
    ...tableStores(storage, credential, () => new Date()),
    queue: jobQueueOf(storage, credential),
    chat: linkingChat(
      slackChat({
        token: settings.SLACK_BOT_TOKEN,
        apiUrl: settings.SLACK_API_URL,
        timeoutMs: settings.OSM_CHAT_SECONDS * 1_000,
      }),
      settings.OSM_DOCS_URL,
    ),
    fleet: fleetPort(settings, env, () => new Date()),
    now: () => new Date(),
    wait: (ms) => wait(ms),
  };
}
