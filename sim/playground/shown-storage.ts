import { type RunningAzurite, startAzurite } from '../azure/azurite.ts';
import { type Exchange, startPassingProxy } from '../proxy/passing-proxy.ts';

/** One request to the storage account. */
export interface StorageRequest {
  /** `POST queue /osm-jobs/messages`: without the query, which holds receipts. */
  readonly what: string;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly ms: number;
}

/** Starts Azurite, and tells what is asked of it over its connection string. */
export async function startShownStorage(tell: (request: StorageRequest) => void): Promise<RunningAzurite> {
  const azurite = await startAzurite();
  const { connectionString, proxies } = await throughProxies(azurite.connectionString, tell);
  const closeProxies = async (): Promise<void> => {
    await Promise.all(proxies.map(({ close }) => close()));
  };
  // An address of storage that has ended must be one where nobody listens.
  const exited = azurite.exited.then(closeProxies);
  return { ...azurite, connectionString, exited, close: () => azurite.close().then(() => exited) };
}

/** The connection string with an address of ours in place of each of its addresses. */
async function throughProxies(connectionString: string, tell: (request: StorageRequest) => void) {
  const services = [...connectionString.matchAll(/(Blob|Queue|Table)Endpoint=(http:\/\/[^/;]+)/g)];
  const proxies = await Promise.all(
    services.map(([, service = '', target = '']) =>
      startPassingProxy(target, (exchange) => {
        if (!isIdlePoll(exchange)) tell(requestOf(service.toLowerCase(), exchange));
        return 'pass';
      }),
    ),
  );
  const shown = services.reduce(
    (text, [, , target = ''], place) => text.replace(target, proxies[place]?.url ?? target),
    connectionString,
  );
  return { connectionString: shown, proxies };
}

/** The host looks at its queues every two seconds: that it found nothing is no news. */
function isIdlePoll({ method, path, body }: Exchange): boolean {
  return method === 'GET' && /\/messages(\?|$)/.test(path) && !body.includes('<QueueMessage>');
}

function requestOf(service: string, { method, path, status, ms }: Exchange): StorageRequest {
  const [place = '/'] = path.split('?');
  // The keys of a row are ids of Azure, written twice over: nobody reads them.
  const read = place.replace(/^\/devstoreaccount1/, '').replace(/\(.+\)$/, '(…)');
  return { what: `${method} ${service} ${read}`, status, ms };
}
