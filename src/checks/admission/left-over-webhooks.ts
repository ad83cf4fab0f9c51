import type { WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem } from '../../model/check.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { isOsmWebhook } from '../../osm/facts/mesh-webhooks.ts';
import { proxyUuidLabel } from '../../osm/names.ts';
import { configurationRef } from '../../osm/webhooks.ts';

export const leftOverWebhooks = defineCheck({
  id: 'OSM2007',
  name: 'left-over-webhooks',
  area: 'admission',
  severity: 'critical',
  title: 'No webhook of OSM outlived its control plane',
  failTitle: 'A webhook of OSM outlived its control plane',
  why: 'Disabling the add-on leaves its webhooks behind. They fail closed and nobody answers them any more, so no pod can be created in namespaces that are still labelled for the mesh.',
  remedy:
    'Delete both webhook configurations, then restart the former mesh workloads: their sidecars stay until then and connect to nobody.',
  source: 'AKS documentation on disabling the add-on; pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  reads: ['controlPlaneDeployments', 'mutatingWebhooks', 'validatingWebhooks'],
  itemwise: ['mutatingWebhooks', 'validatingWebhooks'],
  run({ controlPlaneDeployments, mutatingWebhooks, validatingWebhooks }) {
    const inhabited = meshesAmong(controlPlaneDeployments).map(({ namespace }) => namespace);
    return [...mutatingWebhooks, ...validatingWebhooks]
      .filter(isOsmWebhook)
      .flatMap((configuration) => leftOver(configuration, inhabited));
  },
});

function leftOver(configuration: WebhookConfiguration, inhabited: readonly string[]): Problem[] {
  const abandoned = configuration.webhooks.filter(
    ({ service }) => service !== undefined && !inhabited.includes(service.namespace),
  );
  const service = abandoned[0]?.service;
  if (service === undefined) return [];
  const mutating = configuration.kind === 'MutatingWebhookConfiguration';
  const closed = abandoned.some(({ failurePolicy }) => failurePolicy === 'Fail');
  const effect = effects[configuration.kind][closed ? 'closed' : 'open'];
  return [
    {
      what: 'leftOver',
      on: configurationRef(configuration),
      severity: mutating && closed ? 'critical' : 'warning',
      says: `${configuration.metadata.name} calls ${service.namespace}/${service.name}, but no control plane is in ${service.namespace}: ${effect}.`,
      mend: mend(configuration),
    },
  ];
}

const effects: Readonly<Record<WebhookConfiguration['kind'], { closed: string; open: string }>> = {
  MutatingWebhookConfiguration: {
    closed: 'no pod can be created in namespaces labelled for its mesh',
    open: 'each new pod in namespaces labelled for its mesh waits for it in vain',
  },
  ValidatingWebhookConfiguration: {
    closed: 'policies cannot be written in namespaces labelled for its mesh',
    open: 'policies in namespaces labelled for its mesh wait for it in vain',
  },
};

function mend(configuration: WebhookConfiguration): RemedyIntent[] {
  return [
    {
      do: 'delete',
      object: configurationRef(configuration),
      does: 'Delete the configuration: its control plane is gone, so it can only refuse or delay',
      risk: 'changesCluster',
    },
    {
      do: 'look',
      does: 'List the pods that still carry a sidecar: restart their workloads',
      args: ['get', 'pods', '-A', '-l', proxyUuidLabel],
    },
  ];
}
