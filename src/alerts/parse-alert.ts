import type { Alert } from '../model/alert.ts';
import { type Json, object, optional, text, texts } from '../model/json.ts';
import { readContext } from './alert-context.ts';
import { clean, fitting } from './clean-text.ts';
import { scopeOf } from './resource-scope.ts';

/** What came of reading an alert: 400 for what is no alert or a broken one, 413 too large, 422 another schema. */
export type ParsedAlert =
  | { readonly is: 'alert'; readonly alert: Alert }
  | { readonly is: 'refused'; readonly status: 400 | 413 | 422; readonly says: string };

/** The most that Azure Monitor sends. Source: alerts-common-schema, "upper size limit of 256 KB per alert". */
const mostBytes = 256 * 1024;
/** Longer than any ARM id: names of resources end at 260 characters. */
const longestId = 500;

const switchOn =
  'Enable the common alert schema in the action group: Azure portal, Monitor, Alerts, Action groups, the action of osm-doctor, "Enable the common alert schema"; or useCommonAlertSchema in its template.';

/**
 * Reads an alert in the common alert schema. Never throws. All text in the result is cut and cleaned, so that as
 * JSON it stays under 36 KiB. Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema.
 */
export function parseAlert(body: string): ParsedAlert {
  if (Buffer.byteLength(body) > mostBytes) {
    return refused(413, 'The alert is larger than 256 KiB, which is the most that Azure Monitor sends.');
  }
  const parsed = parseJson(body);
  if (parsed === undefined) return refused(400, 'The body is not JSON.');
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return refused(400, 'The body is JSON, but not an object: an alert is one.');
  }
  const alert = object(parsed.value);
  if (text(alert['schemaId'])?.toLowerCase() !== 'azuremonitorcommonalertschema') {
    return refused(422, `This is ${otherSchema(alert)}, not the common alert schema. ${switchOn}`);
  }
  return readAlert(object(alert['data']));
}

function refused(status: 400 | 413 | 422, says: string): ParsedAlert {
  return { is: 'refused', status, says };
}

function parseJson(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** Shapes that action groups send without the common schema. Source: alerts-non-common-schema-definitions. */
const schemas: Readonly<Record<string, string>> = {
  azuremonitormetricalert: 'a metric alert in its own schema',
  'microsoft.insights/activitylogs': 'an activity log alert in its own schema',
  'microsoft.insights/logalert': 'a log search alert in its own schema',
};

function otherSchema(alert: Json): string {
  const id = text(alert['schemaId']);
  if (id !== undefined) return schemas[id.toLowerCase()] ?? `something with schemaId ${quoted(id)}`;
  if ('AlertRuleName' in alert || 'SearchQuery' in alert) return 'a log search alert in its own schema';
  if ('status' in alert && 'context' in alert) return 'a classic metric alert';
  return 'JSON without a schemaId';
}

function readAlert(data: Json): ParsedAlert {
  const essentials = object(data['essentials']);
  const mistakes: string[] = [];
  const needed = (name: string, most: number) => neededText(essentials, name, most, mistakes);
  const targetIds = essentials['alertTargetIDs'] ?? [];
  if (!Array.isArray(targetIds)) mistakes.push('data.essentials.alertTargetIDs is not a list');
  const service = needed('monitoringService', 80);
  const { measured, labels } = readContext(object(data['alertContext']), filedUnder(service, essentials));
  const alert: Alert = {
    id: neededId(essentials, mistakes),
    rule: needed('alertRule', 200),
    severity: oneOf(needed('severity', 80), 'severity', severities, mistakes),
    condition: oneOf(needed('monitorCondition', 80), 'monitorCondition', conditions, mistakes),
    service,
    signal: clean(text(essentials['signalType']) ?? '', 80),
    firedAt: time(needed('firedDateTime', 80)) ?? noTime(essentials['firedDateTime'], mistakes),
    ...optional('resolvedAt', time(text(essentials['resolvedDateTime']))),
    ...optional('description', clean(text(essentials['description']) ?? '', 1_000) || undefined),
    targets: targetsOf(essentials),
    measured,
    labels,
  };
  if (mistakes.length === 0) return { is: 'alert', alert };
  return refused(400, `The alert cannot be read: ${mistakes.join('; ')}.`);
}

function neededText(essentials: Json, name: string, most: number, mistakes: string[]): string {
  const value = clean(text(essentials[name]) ?? '', most);
  if (value === '') mistakes.push(`data.essentials.${name} is missing or not text`);
  return value;
}

/** The id is what an alert is known by, so it is never cut. */
function neededId(essentials: Json, mistakes: string[]): string {
  const id = text(essentials['alertId'])?.trim() ?? '';
  if (id.length > longestId) mistakes.push(`data.essentials.alertId has more than ${longestId} characters`);
  return neededText(essentials, 'alertId', longestId, mistakes);
}

const severities = ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'] as const;
const conditions = ['Fired', 'Resolved'] as const;

/** The first is only a placeholder: with a mistake there is no alert. */
function oneOf<T extends string>(
  value: string,
  name: string,
  values: readonly [T, ...T[]],
  mistakes: string[],
): T {
  const found = values.find((one) => one.toLowerCase() === value.toLowerCase());
  if (found === undefined && value !== '') {
    mistakes.push(`data.essentials.${name} is ${quoted(value)}, but may be ${values.join(', ')}`);
  }
  return found ?? values[0];
}

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time in RFC 3339. Azure gives UTC; a time without a zone is taken for that. */
function time(given: string | undefined): string | undefined {
  const [whole, , , zone] = timePattern.exec(given ?? '') ?? [];
  if (whole === undefined) return undefined;
  const at = new Date(zone === undefined ? `${whole}Z` : whole);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function noTime(given: unknown, mistakes: string[]): string {
  if (typeof given === 'string')
    mistakes.push(`data.essentials.firedDateTime is not a time: ${quoted(given)}`);
  return '';
}

/**
 * Targets, and those configuration items that are ARM ids: for log alerts over a workspace these are the resources
 * that sent the data. Ids that are too long to be any are left out: cut, they would name something else.
 */
function targetsOf(essentials: Json): string[] {
  const ids = [...texts(essentials['alertTargetIDs']), ...texts(essentials['configurationItems'])]
    .filter((id) => id.length <= longestId)
    .map((id) => clean(id, longestId))
    .filter((id) => scopeOf(id) !== undefined);
  return fitting([...new Set(ids)], 50, 12_000);
}

/** A Prometheus rule group that is bound to a cluster files its alerts under the cluster's name. */
function filedUnder(service: string, essentials: Json): Record<string, string> {
  const [only, second] = texts(essentials['configurationItems']);
  if (service !== 'Prometheus' || only === undefined || second !== undefined || only.includes('/')) return {};
  return { configurationItem: clean(only, 100) };
}

/** Short, for a log line or an answer. */
function quoted(value: string): string {
  return JSON.stringify(clean(value, 60));
}
