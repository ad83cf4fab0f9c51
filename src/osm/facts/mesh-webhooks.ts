import type { WebhookConfiguration } from '../../model/admission.ts';
import { defineFact } from '../../model/derived.ts';
import type { Mesh } from '../../model/facts.ts';
import { componentNames, osmObjectLabel, serviceNames } from '../names.ts';
import { meshesAmong } from './mesh.ts';

/**
 * The mesh's webhook configurations: those that call a Service in its namespace, and those of its name that call no
 * Service at all (changed by hand). Where none calls it, also those of its name that call a namespace without a
 * control plane; beside one that does they are another installation's rest, which OSM2007 reports. Not by their own
 * names, which differ between the add-on, Arc and upstream, nor by label alone: meshes may share a name. A
 * configuration that lost its labels is of the mesh's name where there is but one mesh.
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

/**
 * Whether a configuration was made by OSM, of whichever mesh, or copied from one that was. Anybody may write the
 * label `app` alone.
 */
export function isOsmWebhook({ metadata: { labels }, webhooks }: WebhookConfiguration): boolean {
  return (
    labels[osmObjectLabel.key] === osmObjectLabel.value ||
    webhooks.some(({ name, service }) => webhookNames.includes(name) || isOsmService(service?.name))
  );
}

function isOsmService(called: string | undefined): boolean {
  return serviceNames.some((name) => name === called);
}

/** Not those that another component's label claims. */
function madeBy(configurations: readonly WebhookConfiguration[], app: string): WebhookConfiguration[] {
  const others = componentNames.filter((component) => component !== app);
  return configurations
    .filter(isOsmWebhook)
    .filter(({ metadata }) => !others.some((other) => other === metadata.labels['app']));
}

function configurationsOf(
  mesh: Mesh,
  configurations: readonly WebhookConfiguration[],
  otherNamespaces: readonly string[],
): WebhookConfiguration[] {
  const isCalling = (configuration: WebhookConfiguration) => calls(configuration, [mesh.namespace]);
  const called = configurations.some(isCalling);
  const onlyName = otherNamespaces.length === 0 ? mesh.name : undefined;
  return configurations.filter((configuration) => {
    if (isCalling(configuration)) return true;
    const name = configuration.metadata.labels['app.kubernetes.io/instance'] ?? onlyName;
    if (name !== mesh.name || calls(configuration, otherNamespaces)) return false;
    return !called || configuration.webhooks.every(({ service }) => service === undefined);
  });
}

function calls({ webhooks }: WebhookConfiguration, namespaces: readonly string[]): boolean {
  return webhooks.some(({ service }) => service !== undefined && namespaces.includes(service.namespace));
}
