import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';

/** The account that every Azurite knows. Source: learn.microsoft.com/azure/storage/common/storage-use-azurite. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** A storage account that listens: the real Azurite, which forgets everything when it is closed. */
export interface RunningAzurite {
  /** For `AzureWebJobsStorage`; clients of tables need `allowInsecureConnection`. */
  readonly connectionString: string;
  /** With the account's name. */
  readonly tableUrl: string;
  /** With the account's name. */
  readonly queueUrl: string;
  readonly pid: number;
  /** Resolves when the process is gone, however it ended. */
  readonly exited: Promise<void>;
  close(): Promise<void>;
}

const flags = [
  ...['--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry', '--disableProductStyleUrl'],
  ...['--silent', '--blobPort', '0', '--queuePort', '0', '--tablePort', '0'],
];

/** Ends Azurite when the process that started it is gone, however that ended. */
const endWithParent = 'data:text/javascript,process.once("disconnect",()=>process.exit())';

function startChild(): ChildProcess {
  const entry = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  return fork(entry, flags, { execArgv: ['--import', endWithParent], silent: true, cwd: tmpdir() });
}

/** The addresses that Azurite prints, once all services listen. Throws with its words when it ends before that. */
async function addresses(child: ChildProcess): Promise<(service: string) => string> {
  let printed = '';
  child.stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Azurite ended before it listened: ${printed}`)));
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      if (/Table service is successfully listening at \S+\s/.test(printed)) resolve();
    });
  });
  return (service) => {
    const found = new RegExp(`${service} service is successfully listening at (\\S+)`).exec(printed)?.[1];
    if (found === undefined) throw new Error(`Azurite did not tell the address of ${service}: ${printed}`);
    return `${found}/${account}`;
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Starts Azurite on free ports of 127.0.0.1, in memory; takes one to two seconds. */
export async function startAzurite(): Promise<RunningAzurite> {
  const child = startChild();
  const exited = once(child, 'exit').then(() => undefined);
  const addressOf = await addresses(child);
  const [blob, queue, table] = [addressOf('Blob'), addressOf('Queue'), addressOf('Table')];
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${account}`,
      `AccountKey=${key}`,
      `BlobEndpoint=${blob}`,
      `QueueEndpoint=${queue}`,
      `TableEndpoint=${table}`,
    ].join(';'),
    tableUrl: table,
    queueUrl: queue,
    pid: child.pid ?? 0,
    exited,
    close: () => ended(child),
  };
}
