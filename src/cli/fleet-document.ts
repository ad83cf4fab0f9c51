import { reportDocument } from '../present/json.ts';
import type { JudgedFleet } from './fleet-rows.ts';

/** Version of the JSON form of a fleet; `docs/fleet.schema.json` describes it. */
const fleetVersion = 1;

/** A judged fleet as one JSON document: a report for each cluster, or why it could not be read. */
export function fleetDocument({ takenAt, members, problems }: JudgedFleet, toolVersion: string): object {
  return {
    version: fleetVersion,
    tool: `osm-doctor ${toolVersion}`,
    takenAt,
    clusters: members.map((member) => {
      if (member.is === 'judged') return reportDocument(member.report, toolVersion);
      const { name, resourceId } = member.cluster;
      return { cluster: { name, resourceId }, unreadable: member.problem };
    }),
    problems,
  };
}
