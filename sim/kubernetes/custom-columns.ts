import type { KubernetesObject } from './cluster.ts';
import { isRecord, type JsonRecord, listAt, textAt, valueAt } from './record.ts';

/** A column that a CRD's author asked for: `additionalPrinterColumns`. */
export interface CustomColumn {
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  /** The cell of an object; only paths of plain fields are understood. */
  readonly cell: (object: KubernetesObject) => unknown;
}

function columnOf(column: JsonRecord): CustomColumn {
  const path = textAt(column, 'jsonPath').split('.').slice(1);
  return {
    name: textAt(column, 'name'),
    type: textAt(column, 'type'),
    priority: Number(column['priority'] ?? 0),
    cell: (object) => valueAt(object, ...path) ?? null,
  };
}

/** The columns that a version of a CRD adds to the name; none where it names none. */
export function customColumns(version: JsonRecord): CustomColumn[] {
  return listAt(version, 'additionalPrinterColumns').filter(isRecord).map(columnOf);
}
