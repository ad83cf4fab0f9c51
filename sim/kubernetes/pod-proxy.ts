import { type Answer, pageNotFound, textAnswer } from './answer.ts';
import type { Api, ApiRequest } from './api.ts';
import type { KubernetesObject } from './cluster.ts';
import { textAt } from './record.ts';
import type { ResourcePath } from './route.ts';
import { badRequest, type Failure, methodNotAllowed, notFound, Refusal } from './status.ts';
import { keyOf, lookUp } from './store.ts';

/** `[scheme:]name[:port]`. Source: k8s.io/apimachinery pkg/util/net, SplitSchemeNamePort. */
interface Place {
  readonly scheme: string;
  readonly name: string;
  readonly port: number;
}

function placeOf(text: string): Place | undefined {
  const parts = text.split(':');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length > 3) return undefined;
  if (parts.length === 3 || first === 'https' || first === 'http') {
    return { scheme: first, name: second, port: Number(third) };
  }
  return { scheme: 'http', name: first, port: Number(second) };
}

/** Source: k8s.io/apimachinery pkg/util/proxy, transport.go: the way from the API server to the pod is broken. */
function unreached(why: string): Failure {
  return { code: 503, reason: 'ServiceUnavailable', message: `error trying to reach service: ${why}` };
}

/** GET of `pods/NAME/proxy/PATH`. */
export function proxyAnswer(api: Api, request: ApiRequest, path: ResourcePath): Answer {
  const place = placeOf(path.name);
  if (place === undefined) {
    throw new Refusal(badRequest(`invalid pod request ${JSON.stringify(path.name)}`));
  }
  const pod = lookUp(api.store, '/pods', keyOf(path.namespace, place.name))?.object;
  if (pod === undefined) throw new Refusal(notFound({ group: '', resource: 'pods', name: place.name }));
  if (request.method !== 'GET') throw new Refusal(methodNotAllowed);
  const address = textAt(pod, 'status', 'podIP');
  if (address === '') throw new Refusal(badRequest('address not allowed'));
  return answerAt(api, pod, place, address, path.beyond ?? '/');
}

function answerAt(
  api: Api,
  pod: KubernetesObject,
  { scheme, port }: Place,
  address: string,
  path: string,
): Answer {
  const listener = api.programs.at(pod, port);
  if (listener === undefined) {
    throw new Refusal(unreached(`dial tcp ${address}:${port}: connect: connection refused`));
  }
  if (listener.scheme === scheme) return listener.answer(path);
  if (scheme === 'https') throw new Refusal(unreached('http: server gave HTTP response to HTTPS client'));
  return scheme === 'http'
    ? textAnswer(400, 'Client sent an HTTP request to an HTTPS server.\n')
    : pageNotFound;
}
