import type { Membership } from '../../model/facts.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';

/** A key that stands as a label where OSM reads an annotation, or the other way round. */
export interface MisplacedKey {
  readonly key: typeof injectionAnnotation | typeof monitoredByLabel;
  readonly value: string;
}

/**
 * Keys of a namespace that stand where OSM does not read them. One that also stands in the right place with the
 * same value does no harm.
 */
export function misplacedKeys({ namespace }: Membership): MisplacedKey[] {
  const { labels, annotations } = namespace.metadata;
  return [
    ...strays(injectionAnnotation, labels[injectionAnnotation], annotations[injectionAnnotation]),
    ...strays(monitoredByLabel, annotations[monitoredByLabel], labels[monitoredByLabel]),
  ];
}

function strays(key: MisplacedKey['key'], stray?: string, proper?: string): MisplacedKey[] {
  return stray === undefined || stray === proper ? [] : [{ key, value: stray }];
}
