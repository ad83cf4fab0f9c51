import type { Problem, Verdict } from '../../model/check.ts';
import type { Mesh, MeshWebhooks, OsmRelease } from '../../model/facts.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { type CaCertificate, readCaBundle } from '../../osm/ca-bundle.ts';
import { showVersion } from '../../osm/versions.ts';
import { configurationRef } from '../../osm/webhooks.ts';

/** A day in milliseconds. */
export const dayMs = 86_400_000;

/** A certificate of the mesh's CA and the webhook configuration in which it was seen first. */
export interface HeldCertificate {
  readonly certificate: CaCertificate;
  readonly on: ObjectRef;
  /** What else the same bundle holds: more than one while a CA is being replaced. */
  readonly beside: readonly CaCertificate[];
}

/** Judges each distinct certificate of the mesh's CA once, though both webhooks carry it. */
export function judgeMeshCa(
  release: OsmRelease,
  webhooks: MeshWebhooks,
  judge: (held: HeldCertificate, all: readonly HeldCertificate[]) => readonly Problem[],
): Verdict {
  return withMeshCa(release, webhooks, (certificates) =>
    certificates.flatMap((held) => judge(held, certificates)),
  );
}

/**
 * Judges by the mesh's CA: its distinct certificates, at least one. Bundles that are empty or unreadable are
 * OSM2003's matter; where no other is left, nothing is known of the CA.
 */
export function withMeshCa(
  release: OsmRelease,
  webhooks: MeshWebhooks,
  judge: (certificates: readonly HeldCertificate[]) => Verdict,
): Verdict {
  if (!release.bundleIsMeshCa) {
    const version = showVersion(release.version);
    return { notApplicable: `OSM ${version} shows its webhooks' own certificates there, not the mesh's CA.` };
  }
  const certificates = distinctCertificates(webhooks);
  if (certificates.length === 0) {
    return {
      unknown:
        "The mesh's CA can't be seen: no webhook of the mesh carries a readable certificate (OSM2003).",
    };
  }
  return judge(certificates);
}

function distinctCertificates({ mutating, validating }: MeshWebhooks): HeldCertificate[] {
  const held = [...mutating, ...validating].flatMap((configuration) =>
    configuration.webhooks
      .map(({ caBundle }) => readCaBundle(caBundle))
      .flatMap((bundle) => (bundle.is === 'certificates' ? [bundle.certificates] : []))
      .flatMap((bundle) => heldIn(bundle, configurationRef(configuration))),
  );
  const first = new Map<string, HeldCertificate>();
  for (const one of held) {
    if (!first.has(one.certificate.fingerprint)) first.set(one.certificate.fingerprint, one);
  }
  return [...first.values()];
}

function heldIn(bundle: readonly CaCertificate[], on: ObjectRef): HeldCertificate[] {
  return bundle.map((certificate) => ({
    certificate,
    on,
    beside: bundle.filter((other) => other.fingerprint !== certificate.fingerprint),
  }));
}

/** Whole days, rounded down. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / dayMs);
}

/** `2026-12-02`. */
export function showDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** What to look at before a CA is replaced, which nobody should do without a plan. */
export function looksBeforeRotation(mesh: Mesh): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See who issues the certificates: what is said here holds for --certificate-manager tresor, as on AKS',
      args: ['get', 'deployment', 'osm-controller', '-n', mesh.namespace, '-o', `jsonpath=${controllerArgs}`],
    },
    {
      do: 'look',
      does: 'See every pod with a sidecar: all of them must restart when the CA changes',
      args: ['get', 'pods', '-A', '-l', 'osm-proxy-uuid'],
    },
  ];
}

const controllerArgs = '{.spec.template.spec.containers[?(@.name=="osm-controller")].args}';
