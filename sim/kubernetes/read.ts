import type { Answer } from './answer.ts';
import type { Manners } from './cluster.ts';
import { groupVersion, type ServedKind } from './kinds.ts';
import { type Page, pageOf } from './list.ts';
import { type Form, formFor, listForms, objectForms } from './present-as.ts';
import { type Failure, Refusal } from './status.ts';
import type { Store, StoredObject } from './store.ts';
import { tableText } from './table.ts';
import { itemText, metadataText, wholeText } from './views.ts';

/** What reading needs to know. */
export interface ReadContext {
  readonly store: Store;
  readonly manners: Manners;
  readonly kind: ServedKind;
  readonly now: string;
  readonly accept: string | undefined;
  readonly query: URLSearchParams;
}

const notAcceptable: Failure = {
  code: 406,
  reason: 'NotAcceptable',
  message:
    'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
};

function form(context: ReadContext, forms: ReadonlyMap<string, Form>): Form {
  const found = formFor(context.accept, forms);
  if (found === undefined) throw new Refusal(notAcceptable);
  return found;
}

function table(context: ReadContext, items: readonly StoredObject[], metadata: object): string {
  const { kind, manners, now, query } = context;
  return tableText(items, metadata, kind, { manners, now, include: query.get('includeObject') });
}

/** One object, in the form that the client asked for. */
export function objectAnswer(context: ReadContext, stored: StoredObject, status = 200): Answer {
  const { kind } = context;
  switch (form(context, objectForms)) {
    case 'metadata':
      return { status, body: metadataText(stored, kind) };
    case 'table':
      return {
        status,
        body: table(context, [stored], { resourceVersion: stored.object.metadata.resourceVersion }),
      };
    default:
      return { status, body: wholeText(stored, kind) };
  }
}

function listMetadata(page: Page, custom: boolean): object {
  const token = page.token === undefined && !custom ? {} : { continue: page.token ?? '' };
  const remaining = page.remaining === undefined ? {} : { remainingItemCount: page.remaining };
  return { resourceVersion: String(page.revision), ...token, ...remaining };
}

function listText(kind: string, apiVersion: string, metadata: object, items: readonly string[]): string {
  return `${JSON.stringify({ kind, apiVersion, metadata }).slice(0, -1)},"items":[${items.join(',')}]}`;
}

/** A page of objects, in the form that the client asked for. Each item is serialised once and joined thereafter. */
export function listAnswer(context: ReadContext, namespace: string | undefined): Answer {
  const { kind } = context;
  const wanted = form(context, listForms);
  const page = pageOf(context.store, kind, namespace, context.query);
  if (wanted === 'table') return { status: 200, body: table(context, page.items, listMetadata(page, false)) };
  if (wanted === 'metadata') {
    const items = page.items.map((stored) => metadataText(stored, kind));
    return {
      status: 200,
      body: listText('PartialObjectMetadataList', 'meta.k8s.io/v1', listMetadata(page, false), items),
    };
  }
  const items = page.items.map((stored) => itemText(stored, kind));
  const apiVersion = groupVersion(kind.group, kind.version);
  return {
    status: 200,
    body: listText(kind.listKind, apiVersion, listMetadata(page, kind.custom !== undefined), items),
  };
}
