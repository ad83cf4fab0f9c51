import { roleYaml, unknownIdentity } from '../commands/permissions/role-yaml.ts';
import { type RoleName, type RoleToGrant, roleNames, roleToGrant } from '../commands/permissions/roles.ts';
import { toolVersion } from '../version.ts';
import { exitCodes } from './exit-codes.ts';
import { checksFor } from './options.ts';
import { permissionsText } from './permissions-text.ts';
import { columnsOf, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Options of `osm-doctor permissions`. */
export interface PermissionsOptions {
  readonly output: 'yaml' | 'text';
  readonly tier?: readonly Exclude<RoleName, 'base'>[];
  readonly objectId?: string;
  readonly only?: readonly string[];
}

/** `osm-doctor permissions`: writes what to apply to stdout. Asks nobody. */
export function permissions(options: PermissionsOptions, terminal: Terminal): number {
  const roles = rolesFor(options);
  const head = `Printed by osm-doctor ${toolVersion}: osm-doctor permissions.`;
  const yaml = roles.map((role) => roleYaml(role, head, options.objectId)).join('---\n');
  if (options.output === 'text') {
    terminal.stdout.write(permissionsText(roles, yaml, options.objectId, columnsOf(terminal)));
    return exitCodes.clean;
  }
  terminal.stdout.write(yaml);
  if (options.objectId === undefined) {
    terminal.stderr.write(
      `Put the object id of the identity for ${unknownIdentity}, or give it with --object-id: as it stands, nobody gets the right.\n`,
    );
  }
  return exitCodes.clean;
}

/** The roles that grant something: of a choice of checks, only what they need. */
function rolesFor({ tier = [], only }: PermissionsOptions): RoleToGrant[] {
  const checks = checksFor(only);
  const wanted = roleNames.filter((name) => name === 'base' || tier.includes(name));
  const roles = wanted.map((name) => roleToGrant(name, checks)).filter(({ rules }) => rules.length > 0);
  if (roles.length > 0) return roles;
  const off = checks.map((check) => check.tier).find((name) => name !== undefined && !tier.includes(name));
  throw new UsageError(
    off === undefined
      ? 'These checks read nothing of a cluster, so there is nothing to apply.'
      : `These checks run only on request: add --tier ${off}.`,
  );
}
