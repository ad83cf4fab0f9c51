import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readCaBundle } from '../../../src/osm/ca-bundle.ts';
import { showVersion } from '../../../src/osm/versions.ts';
import type { WebhookKind } from '../../../src/osm/webhooks.ts';
import type { KubernetesObject } from '../cluster.ts';
import { isRecord, recordAt, textAt, valueAt } from '../record.ts';
import { meshIn, type PlayedMesh } from './mesh.ts';
import { writeConfiguration } from './webhook-configurations.ts';
import type { World } from './world.ts';

const definitionFolder = fileURLToPath(new URL('../crds/', import.meta.url));
const certificateFolder = fileURLToPath(new URL('../../../test/clusters/certificates/', import.meta.url));
const rootSecret = 'osm-ca-bundle';

/** A certificate of test/clusters/certificates, as base64 of PEM. */
export function certificateNamed(name: string): string {
  return readFileSync(join(certificateFolder, `${name}.pem`)).toString('base64');
}

/** The certificates that stood in the webhooks at the start, by kind: what the programs know as their own. */
export type Roots = ReadonlyMap<string, string>;

/** Reads them. */
export function rootsOf(world: World): Roots {
  const kinds: readonly WebhookKind[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
  const bundles = kinds.flatMap((kind) =>
    world.all(kind).flatMap((configuration): [string, string][] => {
      const webhooks = valueAt(configuration, 'webhooks');
      const [first] = Array.isArray(webhooks) ? webhooks : [];
      const isOfOsm = configuration.metadata.labels?.['app.kubernetes.io/name'] === 'openservicemesh.io';
      return isOfOsm ? [[kind, textAt(first, 'clientConfig', 'caBundle')]] : [];
    }),
  );
  return new Map(bundles);
}

/** The mesh's CA: what its Secret says, what the program knew, or a new one where somebody took the Secret away. */
function bundleFor(world: World, played: PlayedMesh, roots: Roots, kind: WebhookKind): string {
  const known = roots.get(kind) ?? certificateNamed('root');
  if (!played.release.bundleIsMeshCa) return known;
  const secret = world.find('Secret', played.mesh.namespace, rootSecret);
  const held = textAt(secret, 'data', 'ca.crt');
  if (secret !== undefined) return readCaBundle(held).is === 'certificates' ? held : known;
  return makeRoot(world, played);
}

/** Whichever program starts first makes the CA where there is none. */
function makeRoot(world: World, { mesh, release }: PlayedMesh): string {
  const root = certificateNamed('other-root');
  world.save({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: rootSecret,
      namespace: mesh.namespace,
      labels: {
        'app.kubernetes.io/name': 'openservicemesh.io',
        'app.kubernetes.io/version': showVersion(release.version),
      },
    },
    type: 'Opaque',
    data: { 'ca.crt': root, 'private.key': 'bm90IGEga2V5OiBub2JvZHkgbWF5IHJlYWQgdGhpcw==' },
  });
  return root;
}

function conversionOf({ mesh, release }: PlayedMesh, definition: KubernetesObject, bundle: string): object {
  if (!release.convertedByWebhook.includes(definition.metadata.name)) return { strategy: 'None' };
  const path = `/convert/${textAt(definition, 'spec', 'names', 'kind').toLowerCase()}`;
  // v0.11.1 names no port, which makes it 443.
  const port = release.version.major === 0 ? 443 : 9443;
  const service = { namespace: mesh.namespace, name: 'osm-bootstrap', path, port };
  const webhook = {
    conversionReviewVersions: ['v1beta1', 'v1'],
    clientConfig: { service, caBundle: bundle },
  };
  return { strategy: 'Webhook', webhook };
}

/** The definitions that a release ships; those of a release that is not at hand come from v1.2.4. */
function shippedDefinitions({ release }: PlayedMesh): KubernetesObject[] {
  const named = join(definitionFolder, showVersion(release.version));
  const folder = existsSync(named) ? named : join(definitionFolder, 'v1.2.4');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parse(readFileSync(join(folder, name), 'utf8'), { version: '1.1' }) as KubernetesObject);
}

function restoreDefinitions(world: World, played: PlayedMesh): void {
  const { version } = played.release;
  const mark = version.major === 1 && version.minor >= 2 ? showVersion(version) : 'true';
  for (const definition of shippedDefinitions(played)) {
    const before = world.find(definition.kind, undefined, definition.metadata.name);
    const conversion = conversionOf(played, definition, certificateNamed('webhook-conversion'));
    const metadata = before?.metadata ?? definition.metadata;
    const spec = recordAt(definition, 'spec');
    const names = { ...recordAt(before, 'spec', 'names'), ...recordAt(spec, 'names') };
    const kept = before === undefined ? conversion : keptConversion(before, conversion);
    world.save({
      ...(before ?? definition),
      metadata: { ...metadata, labels: { ...metadata.labels, 'openservicemesh.io/reconcile': mark } },
      spec: { ...recordAt(before, 'spec'), ...spec, names, conversion: kept },
    });
  }
}

/** A conversion by webhook that the release wants stays as it is; one that it does not want goes. */
function keptConversion(before: KubernetesObject, wanted: object): unknown {
  const is = (strategy: unknown, of: unknown): boolean => textAt(of, 'strategy') === strategy;
  const present = valueAt(before, 'spec', 'conversion');
  return is('Webhook', wanted) && is('Webhook', present) ? present : wanted;
}

/** Somebody may have edited the preset: of what is no JSON bootstrap makes nothing. */
function readPreset(preset: string): Record<string, unknown> | undefined {
  try {
    const spec: unknown = JSON.parse(preset);
    return isRecord(spec) ? spec : undefined;
  } catch {
    return undefined;
  }
}

/** `osm-mesh-config` is made of the preset where there is none, and left alone where there is one. */
function restoreMeshConfig(world: World, { mesh, release }: PlayedMesh): void {
  const { namespace } = mesh;
  if (world.find('MeshConfig', namespace, 'osm-mesh-config') !== undefined) return;
  const preset = textAt(
    world.find('ConfigMap', namespace, 'preset-mesh-config'),
    'data',
    'preset-mesh-config.json',
  );
  const spec = readPreset(preset);
  if (spec === undefined) return;
  const definition = release.crds.find(({ name }) => name.startsWith('meshconfigs.'));
  world.save({
    apiVersion: `config.openservicemesh.io/${definition?.servedVersion ?? 'v1alpha2'}`,
    kind: 'MeshConfig',
    metadata: { name: 'osm-mesh-config', namespace },
    spec,
  });
}

/**
 * What a program of the control plane does at its start, once its pod is ready. Sources: cmd/osm-bootstrap,
 * pkg/injector/webhook.go, pkg/validator/patch.go, v0.11.1 to v1.2.4.
 */
export function startProgram(world: World, roots: Roots, pod: KubernetesObject): void {
  const component = pod.metadata.labels?.['app'];
  const played = meshIn(world, pod.metadata.namespace ?? '');
  if (played === undefined) return;
  const write = (kind: WebhookKind): void =>
    writeConfiguration(world, played, kind, bundleFor(world, played, roots, kind));
  if (component === 'osm-injector') write('MutatingWebhookConfiguration');
  if (component === 'osm-controller') write('ValidatingWebhookConfiguration');
  if (component !== 'osm-bootstrap') return;
  bundleFor(world, played, roots, 'MutatingWebhookConfiguration');
  restoreDefinitions(world, played);
  restoreMeshConfig(world, played);
}
