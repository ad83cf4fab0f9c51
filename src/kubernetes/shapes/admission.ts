import type { LabelSelector, Webhook, WebhookConfiguration, WebhookRule } from '../../model/admission.ts';
import type { CustomResourceDefinition } from '../../model/custom-resources.ts';
import { type Json, number, object, objects, optional, text, textFields, texts } from '../../model/json.ts';
import { metadataOf } from './metadata.ts';

/** Reads a webhook configuration of the kind given (items of a list do not carry their kind). */
export function webhookConfigurationOf(kind: WebhookConfiguration['kind'], raw: Json): WebhookConfiguration {
  return { kind, metadata: metadataOf(raw), webhooks: objects(raw['webhooks']).map(webhookOf) };
}

/** Defaults are those of `admissionregistration.k8s.io/v1`: failurePolicy Fail, ten seconds, port 443. */
function webhookOf(raw: Json): Webhook {
  const clientConfig = object(raw['clientConfig']);
  const service = clientConfig['service'];
  return {
    name: text(raw['name']) ?? '',
    ...optional('service', service === undefined ? undefined : serviceReferenceOf(object(service))),
    caBundle: text(clientConfig['caBundle']) ?? '',
    failurePolicy: text(raw['failurePolicy']) ?? 'Fail',
    timeoutSeconds: number(raw['timeoutSeconds'], 10),
    namespaceSelector: selectorOf(raw['namespaceSelector']),
    objectSelector: selectorOf(raw['objectSelector']),
    rules: objects(raw['rules']).map(ruleOf),
    matchConditions: objects(raw['matchConditions']).map((condition) => text(condition['name']) ?? 'unnamed'),
  };
}

function ruleOf(raw: Json): WebhookRule {
  return {
    operations: texts(raw['operations']),
    apiGroups: texts(raw['apiGroups']),
    apiVersions: texts(raw['apiVersions']),
    resources: texts(raw['resources']),
    scope: text(raw['scope']) ?? '*',
  };
}

function serviceReferenceOf(raw: Json): NonNullable<Webhook['service']> {
  return {
    namespace: text(raw['namespace']) ?? '',
    name: text(raw['name']) ?? '',
    ...optional('path', text(raw['path'])),
    port: number(raw['port'], 443),
  };
}

/** Reads a label selector. */
export function selectorOf(raw: unknown): LabelSelector {
  const selector = object(raw);
  return {
    matchLabels: textFields(selector['matchLabels']),
    matchExpressions: objects(selector['matchExpressions']).map((expression) => ({
      key: text(expression['key']) ?? '',
      operator: text(expression['operator']) ?? '',
      values: texts(expression['values']),
    })),
  };
}

/** Reads an `apiextensions.k8s.io/v1` CustomResourceDefinition. */
export function crdOf(raw: Json): CustomResourceDefinition {
  const spec = object(raw['spec']);
  const status = object(raw['status']);
  return {
    metadata: metadataOf(raw),
    kind: text(object(spec['names'])['kind']) ?? '',
    versions: objects(spec['versions']).map((version) => ({
      name: text(version['name']) ?? '',
      served: version['served'] === true,
      storage: version['storage'] === true,
      ...(keepsSchema(raw) ? optional('schema', object(version['schema'])['openAPIV3Schema']) : {}),
    })),
    conversion: conversionOf(object(spec['conversion'])),
    conditions: Object.fromEntries(
      objects(status['conditions']).map((condition) => [
        text(condition['type']) ?? '',
        text(condition['status']) ?? '',
      ]),
    ),
    storedVersions: texts(status['storedVersions']),
  };
}

/** With `preserveUnknownFields` the schema does not decide what is stored, so it proves nothing. */
function keepsSchema(raw: Json): boolean {
  const isMeshConfigs = object(raw['metadata'])['name'] === 'meshconfigs.config.openservicemesh.io';
  return isMeshConfigs && object(raw['spec'])['preserveUnknownFields'] !== true;
}

function conversionOf(raw: Json): CustomResourceDefinition['conversion'] {
  const service = object(object(raw['webhook'])['clientConfig'])['service'];
  return {
    strategy: text(raw['strategy']) ?? 'None',
    ...optional('service', service === undefined ? undefined : conversionService(object(service))),
  };
}

function conversionService(raw: Json): NonNullable<CustomResourceDefinition['conversion']['service']> {
  return {
    namespace: text(raw['namespace']) ?? '',
    name: text(raw['name']) ?? '',
    ...optional('port', typeof raw['port'] === 'number' ? raw['port'] : undefined),
  };
}
