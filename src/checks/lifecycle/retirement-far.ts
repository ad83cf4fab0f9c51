import { defineCheck, type Severity } from '../../model/check.ts';
import { componentRef } from '../../osm/components.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { daysToRetirement, migrationSeverity, retirementDay } from '../../osm/retirement.ts';

/** Two years before, moving to another mesh is nobody's plan yet. */
const farDays = 730;
const errorDays = 60;

export const retirementFar = defineCheck({
  id: 'OSM9001',
  name: 'retirement-far',
  area: 'lifecycle',
  severity: 'warning',
  title: 'The end of support for OSM is more than two years away',
  failTitle: 'Support for OSM ends',
  why: 'After that day Microsoft mends nothing in the add-on any more, security holes included. Moving to the Istio add-on takes a window in which traffic is neither encrypted nor under policy.',
  remedy:
    'Plan the move: make a backup (OSM9009), translate the policies (OSM9007, OSM9008), see which Istio revision the cluster can have (OSM9005), then follow the migration guide of AKS in its order.',
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-about and open-service-mesh-istio-migration-guidance, 2026-05',
  reads: ['mesh'],
  run({ mesh }, now) {
    if (mesh.origin === 'upstream') {
      return { notApplicable: 'This mesh was installed by hand: Microsoft never supported it.' };
    }
    const days = daysToRetirement(now);
    if (days > farDays) return [];
    return [
      {
        what: days < 0 ? 'supportEnded' : 'supportEnds',
        on: componentRef(mesh, 'osm-controller'),
        // The day is that of the add-on of AKS; for the extension no source of this tool names one.
        severity: mesh.origin === 'arc' ? 'info' : severityFor(days, now),
        says: `${wordsFor(days)}${mesh.origin === 'arc' ? '; that is the day of the add-on of AKS, for the extension of Azure Arc ask Microsoft' : ''}.`,
        mend: [
          {
            do: 'look',
            does: 'See which namespaces have to move',
            args: ['get', 'namespaces', '-l', `${monitoredByLabel}=${mesh.name}`],
          },
        ],
      },
    ];
  },
});

function severityFor(days: number, now: Date): Severity {
  return days < errorDays ? 'error' : migrationSeverity(now);
}

function wordsFor(days: number): string {
  if (days < 0) return `Microsoft's support for OSM ended on ${retirementDay}`;
  if (days === 0) return `Microsoft's support for OSM ends today`;
  return `Microsoft's support for OSM ends on ${retirementDay}, in ${days} ${days === 1 ? 'day' : 'days'}`;
}
