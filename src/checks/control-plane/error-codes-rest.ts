import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { CountedCode, CountedErrors, Mesh, OsmVersion } from '../../model/facts.ts';
import { componentRef } from '../../osm/components.ts';
import { meaningsOf } from '../../osm/error-codes.ts';
import { compareVersions } from '../../osm/versions.ts';

/** Codes told one by one; the rest is named in the last of them. */
const told = 5;

export const errorCodesRest = defineCheck({
  id: 'OSM1013',
  name: 'error-codes-rest',
  area: 'control-plane',
  severity: 'warning',
  tier: 'deep',
  title: 'The control plane counts no error codes',
  failTitle: 'The control plane counts error codes',
  why: 'OSM tells what it ignores or cannot do by a code in its log and a counter, and nowhere in the status of objects: a policy that is not applied looks like any other.',
  remedy:
    'What each code means, and what to look at: osm-doctor explain E2005. With --since and an earlier snapshot of the same tier only what rose since then is told.',
  source: 'pkg/errcode/errcode.go and pkg/metricsstore/metricsstore.go, v0.11.1 to v1.2.4',
  reads: ['mesh', 'osmRelease', 'countedErrors'],
  run({ mesh, osmRelease: { version }, countedErrors }) {
    const { codes, unread } = countedErrors;
    const [blind] = unread;
    if (codes.length === 0 && blind !== undefined) {
      return { unknown: `The metrics of ${blind.pod} did not come: ${blind.because}` };
    }
    return codes
      .slice(0, told)
      .map((code, place) => toProblem(code, restOf(codes, place), countedErrors.since, version, mesh));
  },
});

/** What stands behind the last code that is told. */
function restOf(codes: readonly CountedCode[], place: number): string {
  const rest = codes.slice(told);
  if (place !== told - 1 || rest.length === 0) return '';
  const names = rest.slice(0, 10).map(({ code, times }) => `${code} (${times})`);
  return ` Also counted: ${names.join(', ')}${rest.length > names.length ? ' and more' : ''}.`;
}

function toProblem(
  { code, times, components }: CountedCode,
  rest: string,
  since: CountedErrors['since'],
  version: OsmVersion,
  mesh: Mesh,
): Problem {
  const [component = 'osm-controller'] = components;
  const on = componentRef(mesh, component);
  const time = since === 'snapshot' ? 'since the earlier snapshot' : 'since its pods started';
  const often = times === 1 ? 'once' : `${times} times`;
  return {
    what: code,
    on,
    severity: severityOf(code, since, version),
    says: `${components.join(' and ')} counted ${code} ${often} ${time}: ${meaningOf(code, version)}${rest}`,
    mend: [
      {
        do: 'look',
        does: `Find ${code} in the log: the line names the object`,
        args: ['logs', '-l', `app=${component}`, '-n', mesh.namespace, '--since=24h', '--tail=-1'],
      },
    ],
  };
}

/** What was counted at some time may be mended long ago; what comes with every pod that ends is no fault. */
function severityOf(code: string, since: CountedErrors['since'], version: OsmVersion): Severity {
  const usual = isFrom12(version) ? usualFrom12 : usualUntil11;
  return since === 'start' || usual.includes(code) ? 'info' : 'warning';
}

/** No endpoints; no pod (yet) for a proxy; its stream failed, could not be written to, was closed; it asked early. */
const usualUntil11: readonly string[] = ['E3000', 'E5002', 'E5005', 'E5006', 'E5013', 'E5014'];
const usualFrom12: readonly string[] = ['E3000', 'E5002', 'E5005', 'E5006', 'E5011', 'E5012'];

/** v1.2 gave some numbers another meaning. */
function isFrom12(version: OsmVersion): boolean {
  return compareVersions(version, { major: 1, minor: 2, patch: 0 }) >= 0;
}

function meaningOf(code: string, version: OsmVersion): string {
  const meaning = meaningsOf(code).find(
    ({ releases }) => releases === 'every release' || (releases === 'from v1.2 on') === isFrom12(version),
  );
  return meaning === undefined ? 'no release that is known has such a code.' : meaning.means;
}
