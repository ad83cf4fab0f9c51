import type { KubernetesObject, Manners } from './cluster.ts';
import { schemaCauses } from './crd-schema.ts';
import { fillDefaults } from './defaults.ts';
import { filledIn } from './fill-in.ts';
import { collectionOf, groupVersion, type ServedKind } from './kinds.ts';
import { metadataCauses } from './object-rules.ts';
import { pruneCustom, pruneMetadata } from './prune.ts';
import { isRecord, type JsonRecord, recordAt, sameJson } from './record.ts';
import { badRequest, conflict, invalid, Refusal } from './status.ts';
import { keep, type Store, type StoredObject } from './store.ts';

/** How strictly a client wants unknown fields to be met; before 1.25 they were dropped without a word. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** What a write needs to know beside the object. */
export interface WriteContext {
  readonly store: Store;
  readonly manners: Manners;
  readonly kind: ServedKind;
  readonly dryRun: boolean;
  readonly fieldValidation: FieldValidation;
  /** What the Strict message calls the thing that was sent: a patch, or nothing for a whole object. */
  readonly sentAs: 'patch' | 'object';
  readonly now: string;
}

/** What became of a write. */
export interface Written {
  readonly object: KubernetesObject;
  readonly warnings: readonly string[];
}

function strictFailure(context: WriteContext, sent: string, unknown: readonly string[]): Refusal {
  const said = `strict decoding error: ${unknown.join(', ')}`;
  if (context.sentAs === 'object') {
    const what = `${context.kind.kind} in version ${JSON.stringify(context.kind.version)} cannot be handled as a ${context.kind.kind}`;
    return new Refusal(badRequest(`${what}: ${said}`));
  }
  const message = `Invalid value: ${JSON.stringify(sent)}: ${said}`;
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }];
  return new Refusal({
    code: 422,
    reason: 'Invalid',
    message: ` "" is invalid: patch: ${message}`,
    details: { causes },
  });
}

/** Drops unknown fields in place, then warns or refuses as the client wished. */
function withoutUnknown(context: WriteContext, object: JsonRecord): string[] {
  const sent = context.fieldValidation === 'Strict' ? JSON.stringify(object) : '';
  const schema = context.kind.custom?.schema;
  const dropped = [...pruneMetadata(object), ...pruneCustom(object, schema)].sort();
  if (context.manners === '1.21' || context.fieldValidation === 'Ignore') return [];
  const unknown = dropped.map((path) => `unknown field ${JSON.stringify(path)}`);
  if (context.fieldValidation === 'Strict' && unknown.length > 0) throw strictFailure(context, sent, unknown);
  return unknown;
}

function checked(context: WriteContext, object: KubernetesObject): void {
  const schema = context.kind.custom?.schema;
  const causes = [
    ...metadataCauses(object),
    ...(schema === undefined ? [] : schemaCauses(object, schema, context.manners)),
  ];
  if (causes.length === 0) return;
  throw new Refusal(invalid(context.kind.group, context.kind.kind, object.metadata.name, causes));
}

function about(context: WriteContext, name: string): { group: string; resource: string; name: string } {
  return { group: context.kind.group, resource: context.kind.resource, name };
}

/** The part of an object whose changes are counted in `generation`. */
function specification(object: KubernetesObject, kind: ServedKind): unknown {
  const { metadata: _, status, ...rest } = object;
  return kind.statusSubresource ? rest : { ...rest, status };
}

/** Sets what a client cannot change: identity, and on the main path the status, on the status path all else. */
function withFixedFields(
  context: WriteContext,
  before: KubernetesObject,
  sent: KubernetesObject,
  subresource: string,
): KubernetesObject {
  const { uid, creationTimestamp, generation, resourceVersion } = before.metadata;
  const fixed = { uid, creationTimestamp, generation, resourceVersion };
  const given = Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined));
  const metadata = { ...sent.metadata, ...given };
  if (subresource === 'status') {
    return {
      ...before,
      metadata: { ...before.metadata },
      ...('status' in sent ? { status: sent['status'] } : {}),
    };
  }
  const { status, ...rest } = sent;
  const kept = context.kind.statusSubresource ? before['status'] : status;
  return {
    ...rest,
    apiVersion: sent.apiVersion,
    kind: sent.kind,
    metadata,
    ...(kept === undefined ? {} : { status: kept }),
  };
}

function counted(context: WriteContext, before: KubernetesObject, after: KubernetesObject): KubernetesObject {
  const { kind } = context;
  const same = sameJson(specification(before, kind), specification(after, kind));
  if (same || !kind.counted) return after;
  return { ...after, metadata: { ...after.metadata, generation: (before.metadata.generation ?? 1) + 1 } };
}

function stored(context: WriteContext, object: KubernetesObject): KubernetesObject {
  if (context.dryRun) return object;
  context.store.revision += 1;
  const { group, storageVersion } = context.kind;
  const numbered = {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(context.store.revision) },
  };
  keep(context.store, collectionOf(context.kind), {
    ...numbered,
    apiVersion: groupVersion(group, storageVersion),
  });
  return numbered;
}

/** Whether a value has the shape of an object with a name; refuses it as a real server would if it has not. */
export function asObject(value: unknown, kind: ServedKind): KubernetesObject {
  if (!isRecord(value)) throw new Refusal(badRequest("couldn't get version/kind; json parse error"));
  const metadata = recordAt(value, 'metadata');
  return {
    ...value,
    apiVersion: groupVersion(kind.group, kind.version),
    kind: kind.kind,
    metadata: { ...metadata, name: String(metadata['name'] ?? '') },
  };
}

/** Replaces an object by what a client made of it, after everything a real server does on the way. */
export function update(
  context: WriteContext,
  before: KubernetesObject,
  sent: KubernetesObject,
  subresource: string,
): Written {
  const wanted = structuredClone(sent);
  const warnings = withoutUnknown(context, wanted);
  if (wanted.metadata.name !== before.metadata.name) {
    const message = `the name of the object (${wanted.metadata.name}) does not match the name on the URL (${before.metadata.name})`;
    throw new Refusal(badRequest(message));
  }
  const version = wanted.metadata.resourceVersion;
  if (version !== undefined && version !== before.metadata.resourceVersion) {
    throw new Refusal(conflict(about(context, before.metadata.name)));
  }
  fillDefaults(wanted, context.kind.custom?.schema);
  const after = counted(context, before, withFixedFields(context, before, wanted, subresource));
  checked(context, after);
  if (sameJson(before, after)) return { object: after, warnings };
  return { object: stored(context, after), warnings };
}

/** Stores a new object. */
export function create(context: WriteContext, sent: KubernetesObject): Written {
  const wanted = structuredClone(sent);
  const warnings = withoutUnknown(context, wanted);
  fillDefaults(wanted, context.kind.custom?.schema);
  const { resourceVersion: _, uid: __, generation: ___, ...metadata } = wanted.metadata;
  const complete = filledIn({ ...wanted, metadata }, context.kind, context.now);
  checked(context, complete);
  return { object: stored(context, complete), warnings };
}

/** The key-value pair under which a stored object stands in answers to deletion. */
export function deletedDetails(kind: ServedKind, gone: StoredObject): JsonRecord {
  const { name, uid } = gone.object.metadata;
  return {
    name,
    ...(kind.group === '' ? {} : { group: kind.group }),
    kind: kind.resource,
    ...(uid ? { uid } : {}),
  };
}
