import type { RemedyIntent } from '../model/remedy.ts';

/** Why the API server refuses pods in the name of OSM's webhook. */
export type RefusalCause = 'unreachable' | 'untrusted' | 'annotation' | 'prerequisites' | 'refused';

/** The webhook as the API server names it in its answers; the name is the same in v0.11.1 to v1.2.4. */
const webhookName = /webhook "osm-inject\.k8s\.io"/;

/**
 * What a message of the API server says of OSM's webhook; undefined where it does not name it. The API server's own
 * words, `failed calling webhook` and `denied the request`, are those of v1.19 to v1.33
 * (apiserver, `admission/plugin/webhook`); the injector's are of `pkg/injector`.
 */
export function causeOf(message: string): RefusalCause | undefined {
  if (!webhookName.test(message)) return undefined;
  if (!message.includes('denied the request')) {
    return /x509|tls:/.test(message) ? 'untrusted' : 'unreachable';
  }
  if (/annotation/i.test(message)) return 'annotation';
  return /image|osm-init|init ?container|prerequisite/i.test(message) ? 'prerequisites' : 'refused';
}

/** What each cause means, as the second half of a sentence. */
export const refusalWords: Readonly<Record<RefusalCause, string>> = {
  unreachable: 'the API server cannot ask osm-injector and so refuses every new pod',
  untrusted: 'the API server does not trust the certificate of osm-injector and so refuses every new pod',
  annotation: 'osm-injector refuses new pods that have an annotation it cannot read',
  prerequisites: 'osm-injector refuses new pods because it has no image for the sidecar or for osm-init',
  refused: 'osm-injector refuses new pods',
};

/** Where to look; the checks that these name have the commands that mend it. */
export function looksFor(cause: RefusalCause, namespace: string): RemedyIntent[] {
  switch (cause) {
    case 'unreachable':
      return [
        look(
          'See whether osm-injector runs: OSM1003 and OSM2004 say what to do, OSM2007 where the add-on is off; pods then come by themselves',
          ['get', 'pods', '-A', '-l', 'app=osm-injector'],
        ),
      ];
    case 'untrusted':
      return [
        look('See the webhook whose caBundle does not fit: OSM2003 says what to do', [
          'get',
          'mutatingwebhookconfigurations',
          '-l',
          'app.kubernetes.io/name=openservicemesh.io',
        ]),
      ];
    case 'annotation':
      return [
        look(
          'See the annotations of the namespace, then those of the pod template: OSM5002 knows the words',
          ['get', 'namespace', namespace, '-o', 'jsonpath={.metadata.annotations}'],
        ),
      ];
    case 'prerequisites':
      return [
        look('See the images that MeshConfig names: OSM4006 says which may be empty', [
          'get',
          'meshconfigs.config.openservicemesh.io',
          '-A',
          '-o',
          'jsonpath={.items[*].spec.sidecar}',
        ]),
      ];
    case 'refused':
      return [
        look('See what the API server answered', ['get', 'events', '-n', namespace]),
        look('See where osm-injector runs; its log says why it refused', [
          'get',
          'pods',
          '-A',
          '-l',
          'app=osm-injector',
        ]),
      ];
  }
}

function look(does: string, args: readonly string[]): RemedyIntent {
  return { do: 'look', does, args };
}
