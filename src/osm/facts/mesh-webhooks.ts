import { defineFact } from '../../model/derived.ts';
import type { Mesh } from '../../model/facts.ts';
import type { WebhookConfiguration } from '../../model/kubernetes.ts';

/**
 * The mesh's webhook configurations. By label rather than by name, since the add-on, Arc and upstream name them
 * differently; by the service's namespace as well, since a label can be lost.
 */
export const meshWebhooks = defineFact({
  name: 'meshWebhooks',
  from: ['mesh', 'mutatingWebhooks', 'validatingWebhooks'],
  derive({ mesh, mutatingWebhooks, validatingWebhooks }) {
    return {
      is: 'known',
      value: {
        mutating: mutatingWebhooks.filter((configuration) => isOf(configuration, 'osm-injector', mesh)),
        validating: validatingWebhooks.filter((configuration) => isOf(configuration, 'osm-controller', mesh)),
      },
    };
  },
});

/** Names of OSM's webhooks inside their configuration (`pkg/injector/webhook.go`, `pkg/validator/patch.go`). */
const webhookNames: readonly string[] = ['osm-inject.k8s.io', 'osm-validator.k8s.io'];

/** Whether a configuration was made by OSM, of whichever mesh. */
export function isOsmWebhook({ metadata, webhooks }: WebhookConfiguration): boolean {
  const app = metadata.labels['app'];
  return (
    app === 'osm-injector' ||
    app === 'osm-controller' ||
    webhooks.some((webhook) => webhookNames.includes(webhook.name))
  );
}

function isOf(configuration: WebhookConfiguration, app: string, mesh: Mesh): boolean {
  const { labels } = configuration.metadata;
  if (!isOsmWebhook(configuration)) return false;
  if (labels['app'] !== undefined && labels['app'] !== app) return false;
  const instance = labels['app.kubernetes.io/instance'];
  if (instance !== undefined) return instance === mesh.name;
  return configuration.webhooks.some((webhook) => webhook.service?.namespace === mesh.namespace);
}
