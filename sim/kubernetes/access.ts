import type { Manners } from './cluster.ts';
import type { ServedKind } from './kinds.ts';
import { type Grant, initialGrants, type PolicyRule } from './rights.ts';
import { detailsOf, type Failure, qualified } from './status.ts';

/** What a request wants to do, as the authorizer sees it before anything is looked up. */
export type Attempt =
  | {
      readonly verb: string;
      readonly group: string;
      readonly version: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly verb: string; readonly path: string };

/** The rights of all users, by name; `revoke` changes them. */
export type Rights = Map<string, readonly Grant[]>;

/** The users that are known from the start, with their rights. */
export function initialRights(manners: Manners): Rights {
  const users = ['admin', 'reader', 'doctor', 'nobody', 'system:anonymous'];
  return new Map(users.map((user) => [user, initialGrants(user, manners)]));
}

function covers(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes('*') || allowed.includes(wanted);
}

function ruleAllows(rule: PolicyRule, attempt: Exclude<Attempt, { path: string }>): boolean {
  const resource = attempt.subresource ? `${attempt.resource}/${attempt.subresource}` : attempt.resource;
  const named = rule.resourceNames === undefined || rule.resourceNames.includes(attempt.name);
  return (
    named &&
    covers(rule.verbs, attempt.verb) &&
    covers(rule.apiGroups, attempt.group) &&
    covers(rule.resources, resource)
  );
}

function pathAllows(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}

function grantAllows(grant: Grant, attempt: Attempt): boolean {
  if ('path' in attempt) {
    const rules = (grant.paths ?? []).filter((rule) => covers(rule.verbs, attempt.verb));
    return rules.some((rule) => rule.nonResourceURLs.some((pattern) => pathAllows(pattern, attempt.path)));
  }
  const here = grant.namespace === undefined || grant.namespace === attempt.namespace;
  return here && grant.rules.some((rule) => ruleAllows(rule, attempt));
}

/** The grant by which a user may do something, if there is one. */
export function grantFor(rights: Rights, user: string, attempt: Attempt): Grant | undefined {
  return rights.get(user)?.find((grant) => grantAllows(grant, attempt));
}

/** 403, in the words of the RBAC authorizer. */
export function forbidden(user: string, attempt: Attempt): Failure {
  const who = `User ${JSON.stringify(user)}`;
  if ('path' in attempt) {
    const message = `forbidden: ${who} cannot ${attempt.verb} path ${JSON.stringify(attempt.path)}`;
    return { code: 403, reason: 'Forbidden', message, details: {} };
  }
  const { group, resource, subresource, namespace, name, verb } = attempt;
  const where = namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope';
  const what = subresource ? `${resource}/${subresource}` : resource;
  const object = name ? ` ${JSON.stringify(name)}` : '';
  const cannot = `${who} cannot ${verb} resource ${JSON.stringify(what)} in API group ${JSON.stringify(group)} ${where}`;
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${qualified(resource, group)}${object} is forbidden: ${cannot}`,
    details: detailsOf({ group, resource, name }),
  };
}

function resourcesOf(group: string, kinds: readonly ServedKind[]): string[] {
  const served = kinds.filter((kind) => kind.group === group);
  return [...new Set(served.flatMap((kind) => [kind.resource, `${kind.resource}/status`]))];
}

/** A rule cut down to what it allows outside one resource; wildcards are spelled out where the cut goes through them. */
function withoutResource(
  rule: PolicyRule,
  group: string,
  resource: string,
  kinds: readonly ServedKind[],
): PolicyRule[] {
  if (!covers(rule.apiGroups, group)) return [rule];
  const served = [...new Set(kinds.map((kind) => kind.group))];
  const groups = rule.apiGroups.includes('*') ? served : rule.apiGroups;
  const resources = rule.resources.includes('*') ? resourcesOf(group, kinds) : rule.resources;
  const rest = resources.filter((name) => name !== resource && !name.startsWith(`${resource}/`));
  const others = groups.filter((name) => name !== group);
  return [
    ...(others.length > 0 ? [{ ...rule, apiGroups: others }] : []),
    ...(rest.length > 0 ? [{ ...rule, apiGroups: [group], resources: rest }] : []),
  ];
}

/** Takes all rights to one resource from a user. */
export function revokeRight(
  rights: Rights,
  user: string,
  taken: { group: string; resource: string },
  kinds: readonly ServedKind[],
): void {
  const grants = rights.get(user) ?? [];
  const left = grants.map((grant) => ({
    ...grant,
    rules: grant.rules.flatMap((rule) => withoutResource(rule, taken.group, taken.resource, kinds)),
  }));
  rights.set(user, left);
}
