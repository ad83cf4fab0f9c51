import { isRecord, type JsonRecord } from './record.ts';

/**
 * By which field the items of a list are told apart. Lists not named here are replaced as a whole.
 * Source: the patchMergeKey tags of k8s.io/api; ports differ between containers and services.
 */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  addresses: ['type'],
  taints: ['key'],
  webhooks: ['name'],
};

/** Lists of plain values that are merged as sets. */
const sets = new Set(['finalizers']);

function keyOfItems(field: string, items: readonly unknown[]): string | undefined {
  const records = items.filter(isRecord);
  return mergeKeys[field]?.find(
    (key) => records.length > 0 && records.every((item) => item[key] !== undefined),
  );
}

function mergeItem(merged: unknown[], item: JsonRecord, key: string): void {
  const at = merged.findIndex((other) => isRecord(other) && other[key] === item[key]);
  if (item['$patch'] === 'delete') {
    if (at >= 0) merged.splice(at, 1);
    return;
  }
  if (at < 0) merged.push(strategicMerge({}, item));
  else merged[at] = strategicMerge(merged[at], item);
}

function mergeList(field: string, target: unknown, patch: readonly unknown[]): unknown[] {
  const before = Array.isArray(target) ? target : [];
  if (sets.has(field)) return [...new Set([...before, ...patch])];
  const items = patch.filter((item) => !(isRecord(item) && item['$patch'] === 'replace'));
  const key = keyOfItems(field, items);
  if (key === undefined || items.length < patch.length) return items;
  const merged = [...before];
  for (const item of items) if (isRecord(item)) mergeItem(merged, item, key);
  return merged;
}

/** Applies `$deleteFromPrimitiveList/FIELD` and `$retainKeys`; `$setElementOrder` only affects order. */
function directive(merged: JsonRecord, name: string, value: unknown): void {
  const [what, field = ''] = name.split('/');
  const before = merged[field];
  if (what === '$deleteFromPrimitiveList' && Array.isArray(before) && Array.isArray(value)) {
    merged[field] = before.filter((item) => !value.includes(item));
  }
  if (what !== '$retainKeys' || !Array.isArray(value)) return;
  for (const key of Object.keys(merged)) if (!value.includes(key)) delete merged[key];
}

/** Strategic merge patch as far as labels, annotations, `kubectl apply` and `rollout restart` need it. */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const { $patch, ...fields } = patch;
  const merged: JsonRecord = isRecord(target) && $patch !== 'replace' ? { ...target } : {};
  for (const [field, value] of Object.entries(fields))
    if (field.startsWith('$')) directive(merged, field, value);
  for (const [field, value] of Object.entries(fields)) {
    if (field.startsWith('$')) continue;
    if (value === null || (isRecord(value) && value['$patch'] === 'delete')) delete merged[field];
    else if (Array.isArray(value)) merged[field] = mergeList(field, merged[field], value);
    else merged[field] = strategicMerge(merged[field], value);
  }
  return merged;
}
