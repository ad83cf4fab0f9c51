import { type Answer, jsonAnswer } from './answer.ts';
import type { KubernetesObject } from './cluster.ts';
import { collectionOf, type ServedKind } from './kinds.ts';
import { patched } from './patch.ts';
import { objectAnswer, type ReadContext } from './read.ts';
import { isRecord, textAt } from './record.ts';
import { removeObject } from './removal.ts';
import type { ResourcePath } from './route.ts';
import { alreadyExists, badRequest, notFound, Refusal } from './status.ts';
import { keyOf, lookUp, type StoredObject } from './store.ts';
import { viewOf } from './views.ts';
import {
  asObject,
  create,
  deletedDetails,
  type FieldValidation,
  update,
  type WriteContext,
  type Written,
} from './writes.ts';

/** A request that changes something. */
export interface WriteRequest extends ReadContext {
  readonly path: ResourcePath;
  readonly contentType: string;
  readonly body: string;
  readonly admit: Admission;
  /** Whether admission is asked about what is kept, too. */
  readonly lives: boolean;
}

/**
 * Changes a new pod as the webhooks would, and says what they make beside it.
 *
 * @throws Refusal where they refuse it
 */
export type Admission = (pod: KubernetesObject) => {
  readonly pod: KubernetesObject;
  /** Stores what they made; left out in a dry run. */
  readonly keepBeside: () => void;
};

function validationOf(query: URLSearchParams): FieldValidation {
  const wanted = query.get('fieldValidation');
  return wanted === 'Strict' || wanted === 'Ignore' ? wanted : 'Warn';
}

/** What a write needs to know, told from its request. */
export function writeContext(request: WriteRequest, sentAs: 'patch' | 'object'): WriteContext {
  const { store, manners, kind, now, query } = request;
  const dryRun = query.getAll('dryRun').includes('All');
  return { store, manners, kind, dryRun, fieldValidation: validationOf(query), sentAs, now };
}

/** A request's body; refuses what is no JSON. */
export function jsonBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const message = `couldn't get version/kind; json parse error: ${error instanceof Error ? error.message : ''}`;
    throw new Refusal(badRequest(message));
  }
}

/** The object that a request is about; refuses where there is none. */
export function targetOf(request: ReadContext, path: ResourcePath): StoredObject {
  const { kind, store } = request;
  const found = lookUp(
    store,
    collectionOf(kind),
    keyOf(kind.namespaced ? path.namespace : undefined, path.name),
  );
  if (found === undefined)
    throw new Refusal(notFound({ group: kind.group, resource: kind.resource, name: path.name }));
  return found;
}

function written(request: WriteRequest, result: Written, status: number): Answer {
  const stored: StoredObject = { key: '', object: result.object, rendered: new WeakMap() };
  return { ...objectAnswer(request, stored, status), warnings: result.warnings };
}

/** PATCH. */
export function patchAnswer(request: WriteRequest): Answer {
  const { kind, manners, path } = request;
  const before = viewOf(targetOf(request, path), kind);
  const after = patched(before, request.contentType, request.body, kind.custom !== undefined, manners);
  const result = update(writeContext(request, 'patch'), before, asObject(after, kind), path.subresource);
  return written(request, result, 200);
}

/** PUT. */
export function putAnswer(request: WriteRequest): Answer {
  const { kind, path } = request;
  const before = viewOf(targetOf(request, path), kind);
  const sent = asObject(jsonBody(request.body), kind);
  return written(request, update(writeContext(request, 'object'), before, sent, path.subresource), 200);
}

function named(sent: KubernetesObject, kind: ServedKind, namespace: string): KubernetesObject {
  const given = sent.metadata.name;
  const prefix = textAt(sent, 'metadata', 'generateName');
  // A real server draws five random characters; these are as good, and always the same.
  const name = given === '' && prefix !== '' ? `${prefix}x7k2p` : given;
  const metadata = { ...sent.metadata, name };
  return { ...sent, metadata: kind.namespaced ? { ...metadata, namespace } : metadata };
}

/** POST. */
export function createAnswer(request: WriteRequest): Answer {
  const { kind, path, store } = request;
  const sent = named(asObject(jsonBody(request.body), kind), kind, path.namespace);
  const about = { group: kind.group, resource: kind.resource, name: sent.metadata.name };
  if (kind.namespaced && lookUp(store, '/namespaces', path.namespace) === undefined) {
    throw new Refusal(notFound({ group: '', resource: 'namespaces', name: path.namespace }));
  }
  const key = keyOf(kind.namespaced ? path.namespace : undefined, sent.metadata.name);
  if (lookUp(store, collectionOf(kind), key) !== undefined) throw new Refusal(alreadyExists(about));
  const context = writeContext(request, 'object');
  const isAdmitted = kind.group === '' && kind.kind === 'Pod' && (request.lives || context.dryRun);
  if (!isAdmitted) return written(request, create(context, sent), 201);
  const { pod, keepBeside } = request.admit(sent);
  const answer = written(request, create(context, pod), 201);
  if (!context.dryRun) keepBeside();
  return answer;
}

function asksForDryRun(request: WriteRequest): boolean {
  if (request.query.getAll('dryRun').includes('All')) return true;
  if (request.body === '') return false;
  const options = jsonBody(request.body);
  return isRecord(options) && Array.isArray(options['dryRun']) && options['dryRun'].includes('All');
}

/** DELETE of one object: gone at once, without grace and without finalizers. */
export function deleteAnswer(request: WriteRequest): Answer {
  const gone = targetOf(request, request.path);
  if (!asksForDryRun(request)) removeObject(request.store, request.kind, gone);
  const details = deletedDetails(request.kind, gone);
  return jsonAnswer(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}
