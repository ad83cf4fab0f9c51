import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { OsmVersion } from '../../model/facts.ts';
import { fewOf } from '../../model/few-of.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import type { Format, Misfit } from '../../osm/mesh-config/format.ts';
import { judgeValue, keysOf } from '../../osm/mesh-config/index.ts';
import { inRelease, type MeshConfigKey } from '../../osm/mesh-config/key.ts';
import { lastWord, lookAtMeshConfig, meshConfigRef, setKey, valueAt } from './spec-values.ts';

/** Findings of one format are one finding: a fingerprint tells problems of one object apart by these words. */
const slugs: { readonly [F in Format]?: { readonly what: string; readonly severity: Severity } } = {
  cidr: { what: 'impossibleRange', severity: 'error' },
  port: { what: 'impossiblePort', severity: 'error' },
  tracingPort: { what: 'tracingPort', severity: 'error' },
  gatewayValidity: { what: 'gatewayValidity', severity: 'error' },
  resyncInterval: { what: 'resyncInterval', severity: 'warning' },
  authorizationTimeout: { what: 'authorizationTimeout', severity: 'warning' },
  image: { what: 'image', severity: 'error' },
  host: { what: 'host', severity: 'error' },
  urlPath: { what: 'urlPath', severity: 'warning' },
  quantities: { what: 'quantities', severity: 'error' },
};

interface Unusable {
  readonly key: MeshConfigKey;
  readonly misfits: readonly Misfit[];
}

export const valuesUsable = defineCheck({
  id: 'OSM4018',
  name: 'values-usable',
  area: 'mesh-config',
  severity: 'error',
  title: 'OSM can use every value of MeshConfig',
  failTitle: 'MeshConfig has a value that OSM cannot use',
  why: 'The schema lets through what OSM then fails with: an impossible address range keeps new pods in Init, a port above 32767 keeps the controller from seeing any later change.',
  remedy: 'Write the value as OSM reads it, or take it out.',
  source:
    'pkg/injector/init_container.go, pkg/configurator/methods.go, pkg/ticker/ticker.go and pkg/injector/patch.go, v0.11.1 to v1.2.4',
  reads: ['meshConfig', 'osmRelease'],
  run({ meshConfig, osmRelease: { version } }) {
    const unusable = keysOf(version).flatMap((key): Unusable[] => {
      const misfits = misfitsOf(key, valueAt(meshConfig, key.path), version);
      return misfits.length === 0 ? [] : [{ key, misfits }];
    });
    return Object.entries(slugs).flatMap(([format, slug]) => {
      const of = unusable.filter(({ key }) => key.format === format);
      return of.length === 0 ? [] : [problemOf(of, slug, { meshConfig, version })];
    });
  },
});

/** What OSM cannot use in the value of a key, as far as no other check owns it. */
function misfitsOf(key: MeshConfigKey, value: unknown, version: OsmVersion): Misfit[] {
  // Go reads an empty duration as none: no interval, the default timeout.
  if (value === '' && (key.format === 'resyncInterval' || key.format === 'authorizationTimeout')) return [];
  if (key.format === 'tracingPort' && value === 0) return [];
  // An empty image, which v0.11.1 cannot do without, is told by OSM4006 and OSM4007.
  if (key.format === 'image' && value === '') return [];
  return judgeValue(key, value, version);
}

interface Seen {
  readonly meshConfig: MeshConfig;
  readonly version: OsmVersion;
}

function problemOf(
  unusable: readonly Unusable[],
  { what, severity }: { readonly what: string; readonly severity: Severity },
  seen: Seen,
): Problem {
  const { meshConfig } = seen;
  const wrong = unusable.map(
    ({ key, misfits }) => `${key.path}: ${fewOf(misfits.map((misfit) => misfit.wrong.replace(/\.$/, '')))}`,
  );
  const consequences = new Set(
    unusable.flatMap(({ misfits }) => misfits.map((misfit) => misfit.consequence)),
  );
  return {
    what,
    severity,
    on: meshConfigRef(meshConfig),
    says: `${wrong.join('; ')}. ${[...consequences].join(' ')}`,
    mend: unusable.flatMap(({ key }) => mendOf(key, seen)),
  };
}

/** Nothing where only a person knows what was meant. */
function mendOf(key: MeshConfigKey, { meshConfig, version }: Seen): RemedyIntent[] {
  const name = lastWord(key.path);
  const takesEffect = inRelease(key.takesEffect, version) === 'newPods' ? 'newPods' : 'atOnce';
  const value = valueAt(meshConfig, key.path);
  if (Array.isArray(value)) {
    const kept = value.filter((item) => judgeValue(key, item, version).length === 0);
    const does = `Take what is impossible out of ${name}; write instead what was meant`;
    return [setKey(meshConfig, key.path, kept, { does, takesEffect })];
  }
  if (key.requiredIn !== undefined || key.path === 'spec.traffic.inboundExternalAuthorization.address') {
    return [lookAtMeshConfig(meshConfig, `See ${name} and what stands around it`)];
  }
  if (key.format === 'image' && version.major === 0) {
    return [lookAtMeshConfig(meshConfig, `See ${name}: v0.11.1 has no image to fall back on`)];
  }
  if (key.format === 'resyncInterval') {
    // Not 0s: where no interval runs it blocks OSM's watcher of this key (pkg/ticker/ticker.go).
    const shortest = 'Take the shortest interval that OSM accepts';
    return [setKey(meshConfig, key.path, '30s', { does: shortest, takesEffect })];
  }
  const does = `Take ${name} out: OSM then uses its default`;
  return [setKey(meshConfig, key.path, null, { does, takesEffect })];
}
