import { parse } from 'yaml';
import { object, objects, text } from '../model/json.ts';

/** Where an API server is and whom to trust there. */
export interface ApiServer {
  /** https address. */
  readonly server: string;
  /** PEM. */
  readonly ca?: string;
}

/**
 * The address and the CA of the one cluster in a kubeconfig that Azure gives out. Everything else in it, such as the
 * sign-in program it names, is neither run nor kept. Undefined when there is no usable address.
 */
export function serverOf(kubeconfig: string): ApiServer | undefined {
  const cluster = object(objects(parsed(kubeconfig)['clusters'])[0]?.['cluster']);
  const server = text(cluster['server']);
  if (server === undefined || URL.parse(server)?.protocol !== 'https:') return undefined;
  const ca = text(cluster['certificate-authority-data']);
  return { server, ...(ca === undefined ? {} : { ca: Buffer.from(ca, 'base64').toString('utf8') }) };
}

function parsed(kubeconfig: string): ReturnType<typeof object> {
  try {
    return object(parse(kubeconfig));
  } catch {
    return {};
  }
}
