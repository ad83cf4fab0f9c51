import type { ExpectedCrd, ExpectedService, OsmRelease, OsmVersion } from '../model/facts.ts';

/** Reads `v1.2.4`, `1.2.4` or `v1.2.4-hotfix.1`; undefined when it is no version. */
export function parseOsmVersion(text: string): OsmVersion | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+.].*)?$/.exec(text);
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** Negative when `a` is older than `b`. */
export function compareVersions(a: OsmVersion, b: OsmVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** `v1.2.4`. */
export function showVersion(version: OsmVersion): string {
  return `v${version.major}.${version.minor}.${version.patch}`;
}

/**
 * What a release means for the objects around it. The public source ends at v1.2.4; the add-on's later 1.2
 * releases are taken to be like it, and releases before v0.11.1 like v0.11.1.
 */
export function releaseOf(version: OsmVersion): OsmRelease {
  const from = (major: number, minor: number, patch = 0) =>
    compareVersions(version, { major, minor, patch }) >= 0;
  return {
    version,
    services: servicesOf(from(1, 2)),
    crds: crdsOf({ from11: from(1, 1), from12: from(1, 2) }),
    convertedByWebhook: convertedByWebhook(version),
    bundleIsMeshCa: from(1, 1),
    injectsHostNetwork: !from(1, 0),
  };
}

/** Chart templates `osm-*-service.yaml`: bootstrap's health port moved from 9095 to 9091 with v1.2.0. */
function servicesOf(from12: boolean): ExpectedService[] {
  return [
    { name: 'osm-controller', component: 'osm-controller', ports: [15128, 9092, 9091] },
    { name: 'osm-validator', component: 'osm-controller', ports: [9093] },
    { name: 'osm-injector', component: 'osm-injector', ports: [9090] },
    { name: 'osm-bootstrap', component: 'osm-bootstrap', ports: [9443, from12 ? 9091 : 9095] },
  ];
}

/** `cmd/osm-bootstrap/crds/*.yaml` of each release; served versions from `pkg/smi/health.go` and clients. */
function crdsOf({ from11, from12 }: { from11: boolean; from12: boolean }): ExpectedCrd[] {
  const configVersion = from11 ? 'v1alpha2' : 'v1alpha1';
  return [
    { name: 'egresses.policy.openservicemesh.io', servedVersion: 'v1alpha1' },
    { name: 'httproutegroups.specs.smi-spec.io', servedVersion: 'v1alpha4' },
    { name: 'ingressbackends.policy.openservicemesh.io', servedVersion: 'v1alpha1' },
    { name: 'meshconfigs.config.openservicemesh.io', servedVersion: configVersion },
    { name: 'tcproutes.specs.smi-spec.io', servedVersion: 'v1alpha4' },
    { name: 'trafficsplits.split.smi-spec.io', servedVersion: 'v1alpha2' },
    { name: 'traffictargets.access.smi-spec.io', servedVersion: 'v1alpha3' },
    ...(from12
      ? [{ name: 'meshrootcertificates.config.openservicemesh.io', servedVersion: 'v1alpha2' }]
      : [{ name: 'multiclusterservices.config.openservicemesh.io', servedVersion: configVersion }]),
    ...(from11
      ? [
          { name: 'retries.policy.openservicemesh.io', servedVersion: 'v1alpha1' },
          { name: 'upstreamtrafficsettings.policy.openservicemesh.io', servedVersion: 'v1alpha1' },
        ]
      : []),
  ];
}

/**
 * Up to v1.0 bootstrap patches every CRD to a conversion webhook; in v1.1.0, v1.1.1 and v1.2.0 only meshconfigs;
 * from v1.1.2 and v1.2.1 on none, and nothing listens on 9443 any more (`cmd/osm-bootstrap/osm-bootstrap.go`).
 */
function convertedByWebhook({ major, minor, patch }: OsmVersion): string[] {
  const release = `${major}.${minor}.${patch}`;
  if (major === 0 || (major === 1 && minor === 0)) {
    return crdsOf({ from11: false, from12: false }).map((crd) => crd.name);
  }
  return ['1.1.0', '1.1.1', '1.2.0'].includes(release) ? ['meshconfigs.config.openservicemesh.io'] : [];
}
