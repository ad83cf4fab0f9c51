import type { KubernetesObject } from './cluster.ts';
import { recordAt } from './record.ts';
import type { Cause } from './status.ts';

const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const prefixRule =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function cause(field: string, value: string, rule: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${rule}`, field };
}

function keyCauses(field: string, key: string): Cause[] {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const causes = slash > 0 && !subdomain.test(key.slice(0, slash)) ? [cause(field, key, prefixRule)] : [];
  if (name.length > 63) causes.push(cause(field, key, 'name part must be no more than 63 characters'));
  return qualifiedName.test(name) ? causes : [...causes, cause(field, key, nameRule)];
}

function labelCauses(key: string, value: unknown): Cause[] {
  const field = 'metadata.labels';
  const text = String(value);
  const causes = keyCauses(field, key);
  if (text.length > 63) causes.push(cause(field, text, 'must be no more than 63 characters'));
  return labelValue.test(text) ? causes : [...causes, cause(field, text, valueRule)];
}

/** How often a real server checks metadata on one update, and so repeats what it found: as recorded for namespaces. */
function checks(kind: string): number {
  return kind === 'Namespace' ? 4 : 2;
}

/** What is wrong with an object's labels and annotations, for any kind. */
export function metadataCauses(object: KubernetesObject): Cause[] {
  const labels = Object.entries(recordAt(object, 'metadata', 'labels'));
  const annotations = Object.keys(recordAt(object, 'metadata', 'annotations'));
  const causes = [
    ...labels.flatMap(([key, value]) => labelCauses(key, value)),
    ...annotations.flatMap((key) => keyCauses('metadata.annotations', key)),
  ];
  return Array.from({ length: checks(object.kind) }, () => causes).flat();
}
