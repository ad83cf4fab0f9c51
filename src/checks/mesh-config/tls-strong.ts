import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Mesh } from '../../model/facts.ts';
import { ciphersOf, strengthOf } from '../../osm/mesh-config/ciphers.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { injectorsImage, versionOfImage } from './judge-image.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef, valueAt } from './spec-values.ts';
import { together } from './together.ts';

const minPath = 'spec.sidecar.tlsMinProtocolVersion';
const maxPath = 'spec.sidecar.tlsMaxProtocolVersion';
const ciphersPath = 'spec.sidecar.cipherSuites';
const imagePath = 'spec.sidecar.envoyImage';
const old: ReadonlyMap<string | undefined, string> = new Map([
  ['TLSv1_0', 'TLS 1.0'],
  ['TLSv1_1', 'TLS 1.1'],
]);

export const tlsStrong = defineCheck({
  id: 'OSM4012',
  name: 'tls-strong',
  area: 'mesh-config',
  severity: 'error',
  title: 'Sidecars accept only strong TLS from each other',
  failTitle: 'Sidecars accept old TLS or weak ciphers',
  why: 'TLS 1.0 and 1.1 and weak ciphers can be broken or forged: mTLS of the mesh then protects less than everybody believes.',
  remedy:
    'Set spec.sidecar.tlsMinProtocolVersion to TLSv1_2 (the default) or TLSv1_3, and keep only ciphers with ECDHE and GCM or ChaCha20, or none, which is the choice of Envoy. Then restart the workloads of the mesh.',
  source:
    'pkg/envoy/tls.go and the CRD of MeshConfig, v1.1.0 to v1.2.4; release notes of Envoy v1.22.0 for TLS_AUTO; RFC 9325 for ciphers',
  reads: ['mesh', 'osmRelease', 'meshConfig'],
  run({ mesh, osmRelease: { version }, meshConfig }) {
    if (compareVersions(version, { major: 1, minor: 1, patch: 0 }) < 0) {
      return {
        notApplicable: `OSM ${showVersion(version)} has no such keys: its sidecars use TLS 1.2 and 1.3 with Envoy's ciphers.`,
      };
    }
    const min = judgeKey(meshConfig, minPath, 'string', (value) => judgeMin(value, meshConfig, mesh));
    const max = judgeKey(meshConfig, maxPath, 'string', (value) => judgeMax(value, meshConfig));
    const ciphers = judgeKey(meshConfig, ciphersPath, 'strings', (value) => judgeCiphers(value, meshConfig));
    const onlyTls13 = valueAt(meshConfig, minPath) === 'TLSv1_3';
    return together(onlyTls13 ? [min, max] : [min, max, ciphers]);
  },
});

function judgeMin(min: string | undefined, meshConfig: MeshConfig, mesh: Mesh): Verdict {
  const name = old.get(min);
  if (name !== undefined) return [oldMinimum(`Sidecars accept ${name} from each other.`, meshConfig)];
  if (min === 'TLSv1_2' || min === 'TLSv1_3') return [];
  if (min !== 'TLS_AUTO') {
    const seen = min === undefined ? 'is absent, though the CRD fills it in' : `is ${JSON.stringify(min)}`;
    return {
      unknown: `${minPath} ${seen}: set it to TLSv1_2, or see what sidecars accept in their configuration.`,
    };
  }
  return judgeKey(meshConfig, imagePath, 'string', (pinned = '') =>
    judgeAuto(
      pinned === '' ? injectorsImage(mesh, { variable: 'OSM_DEFAULT_ENVOY_IMAGE' }) : pinned,
      meshConfig,
    ),
  );
}

/** Up to v1.21 Envoy's servers took TLS 1.0 where nobody said otherwise. */
function judgeAuto(image: string | undefined, meshConfig: MeshConfig): Verdict {
  const envoy = image === undefined ? undefined : versionOfImage(image);
  if (envoy === undefined) {
    return {
      unknown: `${minPath} is TLS_AUTO, which is TLS 1.2 from Envoy v1.22 on and TLS 1.0 before, and the image of the sidecars (${image ?? 'not known'}) names no version.`,
    };
  }
  if (compareVersions(envoy, { major: 1, minor: 22, patch: 0 }) >= 0) return [];
  const says = `${minPath} is TLS_AUTO, and Envoy ${showVersion(envoy)} then accepts TLS 1.0.`;
  return [oldMinimum(says, meshConfig)];
}

function oldMinimum(says: string, meshConfig: MeshConfig): Problem {
  return {
    what: 'oldMinimum',
    on: meshConfigRef(meshConfig),
    says,
    mend: [mendKey(meshConfig, minPath, 'TLSv1_2', { does: 'Accept TLS 1.2 and newer only' })],
  };
}

/** Beside a minimum of 1.2 no connection succeeds at all; beside an older one all are old. */
function judgeMax(max: string | undefined, meshConfig: MeshConfig): readonly Problem[] {
  const name = old.get(max);
  if (name === undefined) return [];
  return [
    {
      what: 'oldMaximum',
      on: meshConfigRef(meshConfig),
      says: `Sidecars use nothing newer than ${name} among each other (${maxPath}).`,
      mend: [mendKey(meshConfig, maxPath, 'TLSv1_3', { does: 'Allow TLS up to 1.3, the default' })],
    },
  ];
}

/** They count up to TLS 1.2; TLS 1.3 has ciphers of its own, all of them strong. */
function judgeCiphers(items: readonly string[] = [], meshConfig: MeshConfig): Verdict {
  const ciphers = items.flatMap(ciphersOf);
  const weak = ciphers.filter((cipher) => strengthOf(cipher) === 'weak');
  if (weak.length > 0) return [weakCiphers(weak, items, meshConfig)];
  const odd = ciphers.find((cipher) => strengthOf(cipher) === undefined);
  if (odd === undefined) return [];
  return {
    unknown: `${ciphersPath} holds ${JSON.stringify(odd)}, which names no cipher that is known here: see in Envoy's documentation what it stands for.`,
  };
}

function weakCiphers(weak: readonly string[], items: readonly string[], meshConfig: MeshConfig): Problem {
  const rest = items.filter((item) => ciphersOf(item).every((cipher) => strengthOf(cipher) !== 'weak'));
  const narrow = { does: 'Keep only the items of the list without a weak cipher' } as const;
  // Old and new lists then have no cipher in common, and sidecars do not take the change at the same moment.
  const empty = {
    does: 'Empty the list, which leaves the choice to Envoy',
    risk: 'cutsTraffic',
  } as const;
  return {
    what: 'weakCiphers',
    on: meshConfigRef(meshConfig),
    says: `Sidecars may use ${weak.length === 1 ? 'a weak cipher' : `${weak.length} weak ciphers`} with TLS 1.2: ${weak.join(', ')}.`,
    mend: [mendKey(meshConfig, ciphersPath, rest, rest.length > 0 ? narrow : empty)],
  };
}
