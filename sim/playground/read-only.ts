import { routeOf } from '../kubernetes/route.ts';

/** What may stand in a path: nothing that a server could read as a slash or a step upwards. */
const plainPath = /^(?:\/[A-Za-z0-9._~:-]+)*\/?$/;

/** What nobody needs in order to judge a mesh; `watch` and `proxy` stood before the kind in old paths. */
const keptBack: readonly string[] = ['secrets', 'watch', 'proxy'];

/**
 * Whether a request may go to the reader's own cluster: a GET that reads and does nothing else. A GET of a part of an
 * object is none of these, since `exec`, `attach`, `portforward` and `proxy` act.
 */
export function mayPass(method: string, target: string): boolean {
  const [path = '', query = ''] = target.split('?', 2);
  if (method !== 'GET' || !plainPath.test(path) || path.split('/').some((part) => /^\.+$/.test(part)))
    return false;
  if (/^(true|1)$/i.test(new URLSearchParams(query).get('watch') ?? '')) return false;
  const route = routeOf(path);
  if (route.is === 'other') return false;
  return route.is !== 'resource' || (route.subresource === '' && !keptBack.includes(route.resource));
}
