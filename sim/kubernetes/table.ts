import type { Manners } from './cluster.ts';
import { printerOf } from './columns.ts';
import type { ServedKind } from './kinds.ts';
import type { StoredObject } from './store.ts';
import { metadataText, viewOf, wholeText } from './views.ts';

/** What a table row carries of its object beside the cells: `includeObject` of the query. */
function objectText(stored: StoredObject, kind: ServedKind, include: string | null): string | undefined {
  if (include === 'None') return undefined;
  return include === 'Object' ? wholeText(stored, kind) : metadataText(stored, kind);
}

/** Objects as `kubectl get` prints them: a Table of meta.k8s.io/v1, as JSON. */
export function tableText(
  items: readonly StoredObject[],
  metadata: object,
  kind: ServedKind,
  options: { manners: Manners; now: string; include: string | null },
): string {
  const printer = printerOf(kind, options.manners);
  const rows = items.map((stored) => {
    const cells = JSON.stringify(printer.cells(viewOf(stored, kind), options.now));
    const object = objectText(stored, kind, options.include);
    return object === undefined ? `{"cells":${cells}}` : `{"cells":${cells},"object":${object}}`;
  });
  const head = { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions: printer.columns };
  return `${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join(',')}]}`;
}
