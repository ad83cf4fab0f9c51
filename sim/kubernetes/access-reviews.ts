import { type Attempt, grantFor, type Rights } from './access.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import { isRecord, type JsonRecord, recordAt, textAt } from './record.ts';
import type { Grant } from './rights.ts';

const authorization = 'authorization.k8s.io/v1';
const metadata = { creationTimestamp: null };

function attemptOf(spec: JsonRecord): Attempt {
  if (isRecord(spec['nonResourceAttributes'])) {
    const wanted = spec['nonResourceAttributes'];
    return { verb: textAt(wanted, 'verb'), path: textAt(wanted, 'path') };
  }
  const wanted = spec['resourceAttributes'];
  const field = (name: string): string => textAt(wanted, name);
  return {
    verb: field('verb'),
    group: field('group'),
    version: field('version'),
    resource: field('resource'),
    subresource: field('subresource'),
    namespace: field('namespace'),
    name: field('name'),
  };
}

/** Answers `may I …?` for the user who asks. */
export function accessReview(rights: Rights, user: string, review: unknown): Answer {
  const spec = recordAt(review, 'spec');
  const grant = grantFor(rights, user, attemptOf(spec));
  const status = { allowed: grant !== undefined, ...(grant?.reason ? { reason: grant.reason } : {}) };
  return jsonAnswer(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: authorization,
    metadata,
    spec,
    status,
  });
}

/** Answers `what may I do in this namespace?` for the user who asks. */
export function rulesReview(rights: Rights, user: string, review: unknown): Answer {
  const namespace = textAt(review, 'spec', 'namespace');
  const here = (grant: Grant): boolean => grant.namespace === undefined || grant.namespace === namespace;
  const grants = (rights.get(user) ?? []).filter(here);
  const status = {
    resourceRules: grants.flatMap((grant) => grant.rules),
    nonResourceRules: grants.flatMap((grant) => grant.paths ?? []),
    incomplete: false,
  };
  // The namespace that was asked about is not repeated in the answer's `spec`.
  return jsonAnswer(201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: authorization,
    metadata,
    spec: {},
    status,
  });
}

/** Answers `who am I?`, which Kubernetes knows since 1.28. */
export function identityReview(user: string): Answer {
  const own: Readonly<Record<string, string>> = { admin: 'system:masters', reader: 'readers' };
  const groups = [...[own[user] ?? []].flat(), 'system:authenticated'];
  const status = { userInfo: { username: user, groups } };
  return jsonAnswer(201, {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata,
    status,
  });
}
