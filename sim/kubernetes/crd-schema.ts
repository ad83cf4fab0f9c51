import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { KubernetesObject, Manners } from './cluster.ts';
import { isRecord, type JsonRecord } from './record.ts';
import type { Cause } from './status.ts';

// Kubernetes patterns are RE2, which knows no flag `u`; formats are checked by hardly anything there.
const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  verbose: true,
});
const compiled = new WeakMap<JsonRecord, ValidateFunction>();

function validatorOf(schema: JsonRecord): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const fresh = ajv.compile(schema);
  compiled.set(schema, fresh);
  return fresh;
}

/** The API server's name for the type of a value: whole numbers are integers. */
function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Rewrites a JSON pointer as a field path: 1.31 names the index of a list item, 1.21 leaves it out. */
function fieldPath(pointer: string, value: unknown, manners: Manners): string {
  let at = value;
  let path = '';
  for (const step of pointer.split('/').slice(1)) {
    const field = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) {
      path += manners === '1.31' ? `[${field}]` : '';
      at = at[Number(field)];
    } else {
      path += path === '' ? field : `.${field}`;
      at = isRecord(at) ? at[field] : undefined;
    }
  }
  return path;
}

/** go-openapi's wording for the keywords that a CRD's author may use. */
const bounds: Record<string, (limit: unknown) => string> = {
  pattern: (limit) => `should match '${limit}'`,
  minimum: (limit) => `should be greater than or equal to ${limit}`,
  maximum: (limit) => `should be less than or equal to ${limit}`,
  exclusiveMinimum: (limit) => `should be greater than ${limit}`,
  exclusiveMaximum: (limit) => `should be less than ${limit}`,
  minItems: (limit) => `should have at least ${limit} items`,
  minLength: (limit) => `should be at least ${limit} chars long`,
  minProperties: (limit) => `should have at least ${limit} properties`,
  multipleOf: (limit) => `should be a multiple of ${limit}`,
  oneOf: () => 'must validate one and only one schema (oneOf)',
  anyOf: () => 'must validate at least one schema (anyOf)',
  not: () => 'must not validate the schema (not)',
};

function quoted(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value));
}

function typeCause(error: ErrorObject, field: string, manners: Manners): Cause {
  const name = JSON.stringify(typeName(error.data));
  const message = `Invalid value: ${name}: ${field} in body must be of type ${String(error.schema)}: ${name}`;
  return { reason: manners === '1.31' ? 'FieldValueTypeInvalid' : 'FieldValueInvalid', message, field };
}

function boundCause(error: ErrorObject, field: string): Cause | undefined {
  const said = bounds[error.keyword]?.(error.schema);
  if (said === undefined) return undefined;
  const value = Array.isArray(error.data) ? error.data.length : error.data;
  const message = `Invalid value: ${JSON.stringify(value)}: ${field} in body ${said}`;
  return { reason: 'FieldValueInvalid', message, field };
}

function tooLong(error: ErrorObject, field: string): Cause {
  const message =
    error.keyword === 'maxItems'
      ? `Too many: ${(error.data as unknown[]).length}: must have at most ${error.schema} items`
      : `Too long: may not be longer than ${error.schema}`;
  return { reason: error.keyword === 'maxItems' ? 'FieldValueTooMany' : 'FieldValueTooLong', message, field };
}

function causeOf(error: ErrorObject, object: unknown, manners: Manners): Cause | undefined {
  const field = fieldPath(error.instancePath, object, manners);
  switch (error.keyword) {
    case 'type':
      return typeCause(error, field, manners);
    case 'required': {
      const missing = String(error.params['missingProperty']);
      return {
        reason: 'FieldValueRequired',
        message: 'Required value',
        field: field ? `${field}.${missing}` : missing,
      };
    }
    case 'enum': {
      const supported = (error.schema as unknown[]).map(quoted).join(', ');
      const message = `Unsupported value: ${JSON.stringify(error.data)}: supported values: ${supported}`;
      return { reason: 'FieldValueNotSupported', message, field };
    }
    case 'maxItems':
    case 'maxLength':
      return tooLong(error, field);
    default:
      return boundCause(error, field);
  }
}

/** Why an object does not fit its schema, in the API server's own words; empty where it fits. */
export function schemaCauses(object: KubernetesObject, schema: JsonRecord, manners: Manners): Cause[] {
  const validate = validatorOf(schema);
  if (validate(object)) return [];
  const causes = (validate.errors ?? []).map((error) => causeOf(error, object, manners));
  return causes.filter((cause) => cause !== undefined);
}
