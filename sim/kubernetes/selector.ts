import type { KubernetesObject } from './cluster.ts';
import { textAt, valueAt } from './record.ts';
import { badRequest, Refusal } from './status.ts';

/** Says whether an object is selected. */
export type Selector = (object: KubernetesObject) => boolean;

type LabelTest = (labels: Record<string, string>) => boolean;

function parseFailure(text: string): Refusal {
  return new Refusal(badRequest(`unable to parse requirement: ${text}`));
}

const key = '[A-Za-z0-9]([A-Za-z0-9./_-]*[A-Za-z0-9])?';
const setBased = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^)]*)\\)$`);
const equality = new RegExp(`^(${key})\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);

function setTest(found: RegExpExecArray): LabelTest {
  const [, name = '', , operator, list = ''] = found;
  const values = new Set(list.split(',').map((value) => value.trim()));
  // As in Kubernetes, `notin` and `!=` also select what lacks the label altogether.
  return (labels) => {
    const value = labels[name];
    return operator === 'in'
      ? value !== undefined && values.has(value)
      : value === undefined || !values.has(value);
  };
}

function labelTest(requirement: string): LabelTest {
  const set = setBased.exec(requirement);
  if (set !== null) return setTest(set);
  const equal = equality.exec(requirement);
  if (equal !== null) {
    const [, name = '', , operator, value] = equal;
    return operator === '!=' ? (labels) => labels[name] !== value : (labels) => labels[name] === value;
  }
  const exists = existence.exec(requirement);
  if (exists === null) throw parseFailure(`invalid label selector ${JSON.stringify(requirement)}`);
  const [, not, name = ''] = exists;
  return (labels) => (labels[name] === undefined) === (not === '!');
}

/** Splits at the commas that do not stand inside the parentheses of a set. */
function requirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Reads a `labelSelector`: equality and set-based requirements, all of which must hold. */
export function labelSelector(text: string): Selector {
  const tests = requirements(text).map(labelTest);
  return (object) => {
    const labels = object.metadata.labels ?? {};
    return tests.every((test) => test(labels));
  };
}

/** Fields that a selector may name beside name and namespace. Source: the field label conversions of Kubernetes. */
const selectable: Record<string, readonly string[]> = {
  '/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  '/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'reason',
    'type',
    'source',
  ],
  '/secrets': ['type'],
  '/namespaces': ['status.phase'],
  '/nodes': ['spec.unschedulable'],
};

function fieldTest(requirement: string, of: { group: string; resource: string; kind: string }): Selector {
  const found = /^([^=!]+)(==|=|!=)(.*)$/.exec(requirement);
  if (found === null) throw new Refusal(badRequest(`invalid field selector: ${requirement}`));
  const [, field = '', operator, wanted] = found;
  const known = ['metadata.name', 'metadata.namespace', ...(selectable[`${of.group}/${of.resource}`] ?? [])];
  if (!known.includes(field)) {
    throw new Refusal(badRequest(`field label not supported: ${field}`));
  }
  const path = field.split('.');
  return (object) => {
    const value = valueAt(object, ...path);
    const text = typeof value === 'boolean' ? String(value) : textAt(object, ...path);
    return (text === wanted) === (operator !== '!=');
  };
}

/** Reads a `fieldSelector`: name and namespace for every kind, a few fields more for some. */
export function fieldSelector(text: string, of: { group: string; resource: string; kind: string }): Selector {
  const tests = requirements(text).map((requirement) => fieldTest(requirement, of));
  return (object) => tests.every((test) => test(object));
}
