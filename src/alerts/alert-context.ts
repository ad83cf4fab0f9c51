import { type Json, object, objects, text, textFields } from '../model/json.ts';
import { clean, fitting } from './clean-text.ts';

/** What the part of an alert that differs by service tells: what was measured, and labels. */
export interface ContextFacts {
  readonly measured: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Reads `alertContext`. The form is known by its fields, not by the service's name: services come and go, and log
 * alerts bear four names. A context of another form tells nothing; the essentials remain. `moreLabels` come first.
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-payload-samples.
 */
export function readContext(context: Json, moreLabels: Readonly<Record<string, string>> = {}): ContextFacts {
  const lines = [
    ...conditionLines(context),
    ...searchLines(context),
    ...prometheusLines(context),
    ...eventLines(context),
    ...smartLines(context),
  ];
  const dimensions = [
    ...objects(object(context['condition'])['allOf']).flatMap(({ dimensions: of }) => objects(of)),
    ...objects(context['Dimensions']),
  ].map(({ name, value }) => [text(name) ?? '', text(value) ?? ''] as const);
  return {
    measured: fitting(
      lines.map((line) => clean(line, 300)).filter((line) => line !== ''),
      12,
      5_000,
    ),
    labels: labelsOf([
      ...Object.entries(moreLabels),
      ...Object.entries(textFields(context['labels'])),
      ...dimensions,
    ]),
  };
}

/** Of several values under one name the first counts; the lines of the conditions hold the others. */
function labelsOf(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const kept = pairs
    .map(([name, value]) => [clean(name, 100), clean(value, 400)] as const)
    .filter(([name, value]) => name !== '' && value !== '');
  const unique = [...new Map(kept.toReversed())].reverse();
  return Object.fromEntries(fitting(unique, 40, 12_000));
}

/** Platform metrics and Log Alerts V2: `condition.allOf`. Links to search results are not kept. */
function conditionLines({ condition }: Json): string[] {
  const window = duration(object(condition)['windowSize']);
  return objects(object(condition)['allOf']).flatMap((one) => {
    const what = text(one['metricName']) ?? text(one['metricMeasureColumn']) ?? 'The number of rows';
    const how = [text(one['timeAggregation']), window && `over ${window}`].filter(Boolean).join(' ');
    const which = objects(one['dimensions'])
      .filter(({ value }) => !text(value)?.startsWith('/'))
      .map(({ name, value }) => `${shown(name)} = ${shown(value)}`)
      .join(', ');
    const limit = `${operator(one['operator'])} ${shown(one['threshold'])}`;
    const query = text(one['searchQuery']);
    return [
      `${clean(what, 80)} was ${shown(one['metricValue'])}, alert when ${limit}${how && ` (${how})`}${which && `, for ${which}`}`,
      ...(query === undefined ? [] : [`Query: ${query}`]),
    ];
  });
}

/** Log search of the first version, over a workspace or Application Insights. Rows found are not kept. */
function searchLines(context: Json): string[] {
  const query = text(context['SearchQuery']);
  if (query === undefined) return [];
  const minutes = shown(context['SearchIntervalInMinutes']);
  const limit = `${operator(context['Operator'])} ${shown(context['Threshold'])}`;
  return [
    `${shown(context['ResultCount'])} rows found in ${minutes} minutes, alert when ${limit}`,
    `Query: ${query}`,
  ];
}

function prometheusLines(context: Json): string[] {
  const expression = text(context['expression']);
  if (expression === undefined) return [];
  const { summary, description } = textFields(context['annotations']) as Partial<Record<string, string>>;
  const lasted = duration(context['for']);
  const value = `Value ${shown(context['expressionValue'])}${lasted && `, for ${lasted}`}`;
  return [
    ...(summary ? [summary] : []),
    ...(description ? [description] : []),
    value,
    `Expression: ${expression}`,
  ];
}

/** The activity log: Administrative, Resource Health, Service Health, Policy and others share one form. */
function eventLines(context: Json): string[] {
  const operation = text(context['operationName']);
  if (operation === undefined) return [];
  const { title, cause, service, region, details, currentHealthStatus, previousHealthStatus } = textFields(
    context['properties'],
  ) as Partial<Record<string, string>>;
  const status = text(context['status']);
  return [
    ...(title ? [title] : []),
    ...(currentHealthStatus
      ? [`Health: ${currentHealthStatus}, before ${previousHealthStatus || 'unknown'}`]
      : []),
    ...(cause ? [`Cause: ${cause}`] : []),
    ...(details ? [details] : []),
    ...(service ? [`Service: ${service}${region ? ` in ${region}` : ''}`] : []),
    `Operation: ${operation}${status ? `, ${status}` : ''}`,
  ];
}

function smartLines(context: Json): string[] {
  const summary = text(context['DetectionSummary']);
  if (summary === undefined) return [];
  return [summary, `Detected ${shown(context['DetectedValue'])}, normal is ${shown(context['NormalValue'])}`];
}

const operators: Readonly<Record<string, string>> = {
  greaterthan: '>',
  greaterthanorequal: '>=',
  lessthan: '<',
  lowerthan: '<',
  lessthanorequal: '<=',
  lowerthanorequal: '<=',
  equal: '=',
  equals: '=',
  greaterorlessthan: 'above or below',
};

function operator(value: unknown): string {
  const name = shown(value);
  return operators[name.toLowerCase().replaceAll(' ', '')] ?? name;
}

/** `PT5M` as `5 min`; other durations as they are. */
function duration(value: unknown): string {
  const given = text(value) ?? '';
  const [, amount, unit = ''] = /^PT(\d{1,4})([HMS])$/.exec(given) ?? [];
  return amount === undefined ? clean(given, 20) : `${amount} ${{ H: 'h', M: 'min', S: 's' }[unit]}`;
}

/** A number or text of the payload; it gives thresholds as text and values as numbers, or the other way round. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return clean(text(value) ?? 'unknown', 80) || 'unknown';
}
