import { type Attempt, forbidden, grantFor, type Rights } from './access.ts';
import { accessReview, identityReview, rulesReview } from './access-reviews.ts';
import { aggregatedDiscovery, aggregatedType } from './aggregated-discovery.ts';
import { type Answer, jsonAnswer, pageNotFound, textAnswer } from './answer.ts';
import type { Catalogue } from './catalogue.ts';
import type { Manners } from './cluster.ts';
import { coreVersions, groupList, oneGroup, resourceList } from './discovery.ts';
import { groupVersion, type ServedKind } from './kinds.ts';
import { openapiDocument, openapiIndex } from './openapi.ts';
import { proxyAnswer } from './pod-proxy.ts';
import { discoveryForms, formFor } from './present-as.ts';
import type { Programs } from './programs.ts';
import { listAnswer, objectAnswer, type ReadContext } from './read.ts';
import { attemptFor, type ResourcePath, type Route, routeOf } from './route.ts';
import { isScale, scaleAnswer } from './scale.ts';
import { serverVersion } from './server-version.ts';
import { failureAnswer, methodNotAllowed, Refusal } from './status.ts';
import type { Store } from './store.ts';
import {
  type Admission,
  createAnswer,
  deleteAnswer,
  jsonBody,
  patchAnswer,
  putAnswer,
  targetOf,
  type WriteRequest,
} from './write-answers.ts';

/** All that the simulated API server is made of, transport apart. */
export interface Api {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly rights: Rights;
  readonly manners: Manners;
  /** The moment at which ages are counted and new objects are created. */
  readonly now: string;
  /** Host and port, as discovery names them. */
  readonly address: () => string;
  /** What admission makes of a new pod. */
  readonly admit: Admission;
  /** Whether controllers are played. Without them admission is asked in dry runs alone: what is written stays as it is. */
  readonly lives: boolean;
  /** What programs in pods answer. */
  readonly programs: Programs;
}

/** A request, after authentication. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly user: string;
  readonly accept: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

function reviewAnswer(api: Api, request: ApiRequest, kind: ServedKind): Answer | undefined {
  if (request.method !== 'POST') return undefined;
  const body = (): unknown => jsonBody(request.body);
  switch (kind.kind) {
    case 'SelfSubjectAccessReview':
      return accessReview(api.rights, request.user, body());
    case 'SelfSubjectRulesReview':
      return rulesReview(api.rights, request.user, body());
    case 'SelfSubjectReview':
      return identityReview(request.user);
    default:
      return undefined;
  }
}

/** Commands that a report suggests should not fail in the playground; what a program logged nobody knows here. */
function logAnswer(request: WriteRequest, method: string): Answer {
  targetOf(request, request.path);
  if (method !== 'GET') throw new Refusal(methodNotAllowed);
  return textAnswer(200, 'A simulated cluster keeps no logs.\n');
}

function verbAnswer(request: WriteRequest, method: string): Answer {
  const { kind, path } = request;
  const one = path.name !== '';
  if (path.subresource === 'scale') return scaleAnswer(request, method);
  if (path.subresource === 'log') return logAnswer(request, method);
  if (method === 'GET' && /^(true|1)$/.test(request.query.get('watch') ?? ''))
    return { status: 200, body: '', staysOpen: true };
  if (method === 'GET' && one) return objectAnswer(request, targetOf(request, path));
  if (method === 'GET') return listAnswer(request, kind.namespaced ? path.namespace : undefined);
  if (method === 'POST' && !one) return createAnswer(request);
  if (method === 'PATCH' && one) return patchAnswer(request);
  if (method === 'PUT' && one) return putAnswer(request);
  if (method === 'DELETE' && one) return deleteAnswer(request);
  throw new Refusal(methodNotAllowed);
}

function servable(kind: ServedKind, path: ResourcePath, method: string): boolean {
  if (kind.resource !== 'namespaces' && !kind.namespaced && path.namespace !== '') return false;
  const needsNamespace = kind.namespaced && (path.name !== '' || method === 'POST');
  if (needsNamespace && path.namespace === '') return false;
  if (path.subresource === 'scale') return isScale(kind, path);
  return path.subresource === '' || (path.subresource === 'status' && kind.statusSubresource);
}

function resourceAnswer(api: Api, request: ApiRequest, path: ResourcePath): Answer {
  const kind = api.catalogue().byPath.get(`${path.group}/${path.version}/${path.resource}`);
  const isLog = path.subresource === 'log' && path.resource === 'pods' && api.lives;
  if (path.resource === 'pods' && path.subresource === 'proxy') return proxyAnswer(api, request, path);
  if (kind === undefined || !(isLog || servable(kind, path, request.method))) return pageNotFound;
  const review = reviewAnswer(api, request, kind);
  if (review !== undefined) return review;
  if (!kind.verbs.includes('get')) throw new Refusal(methodNotAllowed);
  const context: ReadContext = { ...request, store: api.store, manners: api.manners, kind, now: api.now };
  const answer = verbAnswer(
    { ...context, ...api, path, contentType: request.contentType, body: request.body },
    request.method,
  );
  const deprecated = kind.custom?.deprecation;
  return deprecated === undefined
    ? answer
    : { ...answer, warnings: [deprecated, ...(answer.warnings ?? [])] };
}

function rootAnswer(api: Api, request: ApiRequest, root: 'api' | 'apis'): Answer {
  const { all } = api.catalogue();
  const form = api.manners === '1.31' ? formFor(request.accept, discoveryForms) : undefined;
  if (form === 'aggregated-discovery') {
    return { ...jsonAnswer(200, aggregatedDiscovery(all, root)), contentType: aggregatedType };
  }
  return jsonAnswer(200, root === 'api' ? coreVersions(api.address()) : groupList(all));
}

function resourcesAnswer(api: Api, group: string, version: string): Answer {
  const kinds = api.catalogue().all.filter((kind) => kind.group === group && kind.version === version);
  return kinds.length === 0
    ? pageNotFound
    : jsonAnswer(200, resourceList(kinds, groupVersion(group, version), api.manners));
}

/** OpenAPI 3 came with 1.27; what 1.21 has in its place kubectl reads as Protobuf, which is not simulated. */
function openapiAnswer(api: Api, document: string): Answer {
  if (api.manners === '1.21') return pageNotFound;
  const kinds = api.catalogue().all;
  const found = document === '' ? openapiIndex(kinds) : openapiDocument(kinds, document);
  return found === undefined ? pageNotFound : jsonAnswer(200, found);
}

function routeAnswer(api: Api, request: ApiRequest, route: Route): Answer {
  if (route.is === 'resource') return resourceAnswer(api, request, route);
  if (route.is === 'version') return jsonAnswer(200, serverVersion[api.manners]);
  if (route.is === 'health') return textAnswer(200, 'ok');
  if (route.is === 'core-versions') return rootAnswer(api, request, 'api');
  if (route.is === 'groups') return rootAnswer(api, request, 'apis');
  if (route.is === 'resources') return resourcesAnswer(api, route.group, route.version);
  if (route.is === 'openapi') return openapiAnswer(api, route.document);
  if (route.is === 'other') return pageNotFound;
  const kinds = api.catalogue().all;
  const known = kinds.some((kind) => kind.group === route.group);
  return known ? jsonAnswer(200, oneGroup(route.group, kinds)) : pageNotFound;
}

/** What a request attempts, as the authorizer sees it. */
export function attemptOf(request: ApiRequest): Attempt {
  return attemptFor(request.method, request.path, routeOf(request.path), request.query);
}

/** Answers an authenticated request: rights are checked before anything is looked up, as a real server does. */
export function apiAnswer(api: Api, request: ApiRequest): Answer {
  const attempt = attemptOf(request);
  if (grantFor(api.rights, request.user, attempt) === undefined)
    return failureAnswer(forbidden(request.user, attempt));
  try {
    return routeAnswer(api, request, routeOf(request.path));
  } catch (error) {
    if (error instanceof Refusal) return failureAnswer(error.failure);
    throw error;
  }
}
