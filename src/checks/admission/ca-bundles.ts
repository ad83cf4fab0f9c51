import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem } from '../../model/check.ts';
import type { ComponentName, Mesh, MeshWebhooks } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { readCaBundle } from '../../osm/ca-bundle.ts';
import { restartOf } from '../../osm/components.ts';
import { configurationRef, expectedWebhooks } from '../../osm/webhooks.ts';
import { noConfigurations } from './no-configurations.ts';

export const caBundles = defineCheck({
  id: 'OSM2003',
  name: 'ca-bundles',
  area: 'admission',
  severity: 'critical',
  title: 'The CA bundles of the webhooks are readable and agree',
  failTitle: 'The CA bundles of the webhooks are unreadable or disagree',
  why: 'The API server calls a webhook only if the bundle vouches for it. From 1.1 on both hold the CA of the mesh: where they differ, sidecars of new pods and osm-controller distrust each other.',
  remedy:
    'See first whether the Secret osm-ca-bundle was replaced. A restart of the control plane then loads the new CA, and every meshed workload must restart too, since the sidecars that run distrust it.',
  source:
    'pkg/injector/webhook.go and pkg/validator/patch.go: v1.1.0 to v1.2.4 for the CA, up to v1.0.0 for own certificates',
  article: [6, 7],
  reads: ['mesh', 'osmRelease', 'meshWebhooks'],
  run({ mesh, osmRelease, meshWebhooks }) {
    const configurations = [...meshWebhooks.mutating, ...meshWebhooks.validating];
    if (configurations.length === 0) return noConfigurations(mesh);
    return [
      ...configurations.flatMap((configuration) => judgeBundles(configuration, mesh)),
      ...(osmRelease.bundleIsMeshCa ? judgeAgreement(meshWebhooks, mesh) : []),
    ];
  },
});

function judgeBundles(configuration: WebhookConfiguration, mesh: Mesh): Problem[] {
  return configuration.webhooks.flatMap((webhook) => {
    const { is } = readCaBundle(webhook.caBundle);
    if (is === 'certificates') return [];
    const refusesPods =
      configuration.kind === 'MutatingWebhookConfiguration' && webhook.failurePolicy === 'Fail';
    return [
      {
        what: is,
        on: configurationRef(configuration),
        severity: refusesPods ? ('critical' as const) : ('error' as const),
        says: `The caBundle of ${configuration.metadata.name} is ${is}: the API server can't trust the webhook, ${effectOf(configuration, webhook)}.`,
        mend: mend(mesh, [expectedWebhooks[configuration.kind].component]),
      },
    ];
  });
}

function effectOf({ kind }: WebhookConfiguration, { failurePolicy }: Webhook): string {
  const refused = failurePolicy === 'Fail';
  if (kind === 'MutatingWebhookConfiguration') {
    return refused ? 'so new pods of meshed namespaces are refused' : 'so new pods get no sidecar';
  }
  return refused ? 'so policies are refused' : 'so policies are stored unchecked';
}

/** Both sides trust each other as long as they have one certificate in common: during a rotation there are two. */
function judgeAgreement({ mutating, validating }: MeshWebhooks, mesh: Mesh): Problem[] {
  const trusted = validating.flatMap(fingerprintsOf);
  if (trusted.length === 0) return [];
  return mutating.flatMap((configuration) => {
    const issuing = fingerprintsOf(configuration);
    if (issuing.length === 0 || issuing.some((fingerprint) => trusted.includes(fingerprint))) return [];
    const names = validating.map(({ metadata }) => metadata.name).join(', ');
    return [
      {
        what: 'disagree',
        on: configurationRef(configuration),
        says: `${configuration.metadata.name} and ${names} have no CA certificate in common: osm-injector and osm-controller use different CAs, so sidecars of new pods can't connect.`,
        mend: mend(mesh, ['osm-controller', 'osm-injector']),
      },
    ];
  });
}

function fingerprintsOf({ webhooks }: WebhookConfiguration): string[] {
  return webhooks
    .map(({ caBundle }) => readCaBundle(caBundle))
    .flatMap((bundle) => (bundle.is === 'certificates' ? bundle.certificates : []))
    .map(({ fingerprint }) => fingerprint);
}

function mend(mesh: Mesh, components: readonly ComponentName[]): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See whether the CA was replaced: an osm-ca-bundle younger than the pods of the control plane was',
      args: ['get', 'secret', 'osm-ca-bundle', '-n', mesh.namespace],
    },
    ...components.map((component) =>
      restartOf(mesh, component, {
        does: `Restart ${component}, which writes the bundle anew; if osm-ca-bundle was replaced, every meshed workload must restart right after`,
        cutsTraffic: true,
      }),
    ),
  ];
}
