import { defaultOf, judgeValue } from '../../osm/mesh-config/index.ts';
import { inRelease, type KeyValue } from '../../osm/mesh-config/key.ts';
import { droppedPaths } from '../../remedies/dropped-paths.ts';
import { sameJson } from '../../remedies/json.ts';
import type { ConfigKey, OpenConfig } from './open-config.ts';

/** One key as it stands in the cluster. */
export interface ConfigRow {
  readonly path: string;
  /** `spec.SECTION`. */
  readonly section: string;
  readonly isSet: boolean;
  /** The value that is set. */
  readonly value?: unknown;
  /** What its absence means. */
  readonly actsAs?: string;
  /** What the installer sets, or OSM uses, in an untouched mesh; only where the key differs from it. */
  readonly untouched?: KeyValue;
  /** Whether it differs from an untouched mesh. */
  readonly differs: boolean;
  /** What is wrong with the value or worth knowing, in sentences. */
  readonly notes: readonly string[];
}

/** The whole MeshConfig. */
export interface Survey {
  readonly rows: readonly ConfigRow[];
  /** Paths that the object holds and the schema does not know: nothing reads them. */
  readonly unknown: readonly string[];
}

/** What is set, what absence means, what differs from the default, and what OSM replaces without a word. */
export function survey(open: OpenConfig): Survey {
  const { schema, config } = open;
  return {
    rows: open.keys.map((key) => rowOf(key, open)),
    unknown: schema.is === 'readable' ? droppedPaths({ spec: config.spec }, schema) : [],
  };
}

function rowOf(key: ConfigKey, open: OpenConfig): ConfigRow {
  const { path, value } = key;
  const isSet = value !== undefined;
  const untouched = untouchedValue(key, open);
  const acting = isSet ? value : fallbackValue(key, open);
  const differs = key.known !== undefined && isOther(acting, untouched);
  const actsAs = isSet ? undefined : absenceOf(key, open);
  return {
    path,
    section: path.split('.').slice(0, 2).join('.'),
    isSet,
    ...(isSet ? { value } : {}),
    ...(actsAs === undefined ? {} : { actsAs }),
    ...(differs && untouched !== undefined ? { untouched } : {}),
    differs,
    notes: notesOn(key, open),
  };
}

/** Absent, empty text and empty map are all "nothing set" to OSM's typed client (facts 3.5). */
function isOther(acting: unknown, untouched: KeyValue | undefined): boolean {
  const isNothing = (value: unknown) => value === undefined || value === '' || sameJson(value, {});
  if (isNothing(acting) && isNothing(untouched)) return false;
  return !sameJson(acting, untouched);
}

function untouchedValue({ known }: ConfigKey, { release, installer }: OpenConfig): KeyValue | undefined {
  return known === undefined || release === undefined
    ? undefined
    : defaultOf(known, release.version, installer);
}

function fallbackOf({ known }: ConfigKey, { release }: OpenConfig) {
  const { code } = known?.defaults ?? {};
  return code === undefined || release === undefined ? undefined : inRelease(code, release.version);
}

function fallbackValue(key: ConfigKey, open: OpenConfig): KeyValue | undefined {
  const fallback = fallbackOf(key, open);
  return fallback !== undefined && 'value' in fallback ? fallback.value : undefined;
}

function absenceOf(key: ConfigKey, open: OpenConfig): string | undefined {
  const fallback = fallbackOf(key, open);
  if (fallback === undefined) return undefined;
  return 'value' in fallback ? `acts as ${JSON.stringify(fallback.value)}` : fallback.says;
}

function notesOn({ known, value }: ConfigKey, { release }: OpenConfig): string[] {
  if (known === undefined) return ['A key that no public release of OSM has: the add-on added it.'];
  if (value === undefined || release === undefined) return [];
  return judgeValue(known, value, release.version).map(({ wrong, consequence }) => `${wrong} ${consequence}`);
}
