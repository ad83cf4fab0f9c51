import { type StorageRight, storageRights } from '../../azure/azure-rights.ts';
import { credentialFor } from '../../azure/credential.ts';
import { within } from '../../azure/limit.ts';
import { StorageError } from '../../azure/storage-error.ts';
import { tryQueue, tryTables } from '../../azure/try-storage.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';
import type { Settings } from '../../settings/settings.ts';
import type { IdentityLook } from './identity.ts';
import { notTried, seenFromElsewhere, wordsOf } from './steps.ts';

/** Milliseconds for the tables, and for the queue beside them, with all that the libraries try again. */
const storageMs = 40_000;

/** Writes into the tables and onto the queue of jobs, and takes it away again. */
export async function lookAtStorage(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  { signedIn, managed }: Pick<IdentityLook, 'signedIn' | 'managed'>,
  now: Date,
): Promise<SelfCheckStep[]> {
  const { storage } = settings;
  const { by } = storage;
  const tables = { of: 'Tables', by, role: storageRights.marks.role, address: 'tableServiceUri' } as const;
  const queue = {
    of: 'Queue of jobs',
    by,
    role: storageRights.queue.role,
    address: 'queueServiceUri',
  } as const;
  if (storage.by === 'identity' && storage.clientId === undefined && !signedIn) {
    const because = 'nobody is signed in to Azure.';
    return [tables, queue].map(({ of }) => notTried('storage', of, because));
  }
  const credential =
    storage.by === 'identity'
      ? await credentialFor(
          { ...settings, AZURE_CLIENT_ID: storage.clientId ?? settings.AZURE_CLIENT_ID },
          env,
        )
      : undefined;
  const where = storage.by === 'identity' ? storage.tableUrl : 'the account of the connection string';
  return Promise.all([
    storageStep(tables, managed, async () => {
      const names = await tryTables(storage, credential, now);
      return `A row was written into each of ${names.join(', ')} and taken away again, at ${where}.`;
    }),
    storageStep(queue, managed, async () => {
      const { jobs, poison, kept } = await tryQueue(storage, credential);
      return `A hidden message was put there and taken away again. Waiting: ${jobs}; failed: ${poison}; put aside: ${kept}.`;
    }),
  ]);
}

/** What is tried of the account. */
interface StoragePart {
  readonly of: string;
  readonly by: Settings['storage']['by'];
  readonly role: StorageRight['role'];
  /** Which of the settings `AzureWebJobsStorage__…` is its address. */
  readonly address: 'tableServiceUri' | 'queueServiceUri';
}

async function storageStep(
  part: StoragePart,
  managed: boolean,
  attempt: () => Promise<string>,
): Promise<SelfCheckStep> {
  const head = { area: 'storage', of: part.of } as const;
  try {
    return { ...head, outcome: 'passed', says: await within(storageMs, attempt) };
  } catch (error) {
    const isRefused = error instanceof StorageError && error.status === 403;
    const todo = storageTodo(part, isRefused);
    const step: SelfCheckStep = { ...head, outcome: 'failed', says: wordsOf(error), todo };
    return isRefused && part.by === 'identity' && !managed ? seenFromElsewhere(step) : step;
  }
}

function storageTodo({ by, role, address }: StoragePart, isRefused: boolean): string {
  if (by === 'connectionString') {
    return 'See that the connection string in AzureWebJobsStorage is that of an account (or of Azurite) which runs and can be reached from here.';
  }
  return isRefused
    ? `Give the identity the role "${role}" on the storage account; a new role needs some minutes. If it has it, let the app in: by the account's network rules, or a private endpoint.`
    : `See that AzureWebJobsStorage__${address} is an address of the account (or AzureWebJobsStorage__accountName its name), and that the account can be reached from here: its name in DNS, private endpoints, the outbound network.`;
}
