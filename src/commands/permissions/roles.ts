import { checks } from '../../checks/index.ts';
import type { Check, Tier } from '../../model/check.ts';
import { mergeRules } from '../../model/role.ts';
import { patchRules } from '../../remedies/dry-run-request.ts';
import { type NeededRule, neededRules } from './needed-rules.ts';

/** The roles that can be granted: what every run reads, what each tier adds, and what dry runs of remedies take. */
export const roleNames = ['base', 'deep', 'probe', 'dry-run'] as const satisfies readonly (
  | Tier
  | 'base'
  | 'dry-run'
)[];

/** Name of such a role; also that of its file in infra/kubernetes. */
export type RoleName = (typeof roleNames)[number];

/** A role to grant, with what its rules are for. */
export interface RoleToGrant {
  readonly about: string;
  readonly kind: 'ClusterRole' | 'Role';
  readonly name: string;
  readonly namespace?: string;
  readonly rules: readonly NeededRule[];
}

/** A role for these checks; for all unless some are named. Generated from what the checks read and the remedies change. */
export function roleToGrant(name: RoleName, among: readonly Check[] = checks): RoleToGrant {
  switch (name) {
    case 'base':
      return {
        about:
          'What every run reads: lists and metadata, no Secret, nothing that changes anything. Named after each rule: the checks that need it.',
        kind: 'ClusterRole',
        name: 'osm-doctor',
        rules: neededRules(among, undefined),
      };
    case 'deep':
      return {
        about:
          'Opt-in, for `--deep` and OSM_TIERS=deep: asking the pods of the control plane for their health and metrics. RBAC cannot narrow this to a port: it reaches every port of every pod in the namespace.',
        kind: 'Role',
        name: 'osm-doctor-deep',
        namespace: 'kube-system',
        rules: neededRules(among, 'deep'),
      };
    case 'probe':
      return {
        about:
          'Opt-in, for `--probe` and OSM_TIERS=probe: a dry run of making a pod. RBAC knows no dry runs: whoever holds this can really make pods. Bind it with a RoleBinding in one namespace where that is enough.',
        kind: 'ClusterRole',
        name: 'osm-doctor-probe',
        rules: neededRules(among, 'probe'),
      };
    case 'dry-run':
      return {
        about:
          'Opt-in, for `--dry-run` in the terminal: proving commands on the API server before they are shown. RBAC knows no dry runs: whoever holds this can really change these objects. The Function App never uses it.',
        kind: 'ClusterRole',
        name: 'osm-doctor-dry-run',
        rules: mergeRules(patchRules()).map((rule) => ({ rule, inputs: [], by: [] })),
      };
  }
}
