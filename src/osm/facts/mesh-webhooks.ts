import { defineFact } from '../../model/derived.ts';
import type { Mesh } from '../../model/facts.ts';
import type { WebhookConfiguration } from '../../model/kubernetes.ts';
import { meshesAmong } from './mesh.ts';

/**
 * The mesh's webhook configurations: those that call a Service in its namespace; where none does, those labelled
 * with its name that don't call another mesh (the service was changed by hand). Not by their own names, which
 * differ between the add-on, Arc and upstream, and not by label alone, since two meshes may share a name.
 */
export const meshWebhooks = defineFact({
  name: 'meshWebhooks',
  from: ['mesh', 'controlPlaneDeployments', 'mutatingWebhooks', 'validatingWebhooks'],
  derive({ mesh, controlPlaneDeployments, mutatingWebhooks, validatingWebhooks }) {
    const meshes = meshesAmong(controlPlaneDeployments);
    const otherNamespaces = meshes.map((of) => of.namespace).filter((of) => of !== mesh.namespace);
    const ofMesh = (configurations: readonly WebhookConfiguration[], app: string) =>
      configurationsOf(mesh, madeBy(configurations, app), otherNamespaces);
    return {
      is: 'known',
      value: {
        mutating: ofMesh(mutatingWebhooks, 'osm-injector'),
        validating: ofMesh(validatingWebhooks, 'osm-controller'),
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

function madeBy(configurations: readonly WebhookConfiguration[], app: string): WebhookConfiguration[] {
  return configurations
    .filter(isOsmWebhook)
    .filter(({ metadata }) => (metadata.labels['app'] ?? app) === app);
}

function configurationsOf(
  mesh: Mesh,
  configurations: readonly WebhookConfiguration[],
  otherNamespaces: readonly string[],
): WebhookConfiguration[] {
  const calling = configurations.filter((configuration) => calls(configuration, [mesh.namespace]));
  if (calling.length > 0) return calling;
  return configurations.filter(
    (configuration) =>
      configuration.metadata.labels['app.kubernetes.io/instance'] === mesh.name &&
      !calls(configuration, otherNamespaces),
  );
}

function calls({ webhooks }: WebhookConfiguration, namespaces: readonly string[]): boolean {
  return webhooks.some(({ service }) => service !== undefined && namespaces.includes(service.namespace));
}
