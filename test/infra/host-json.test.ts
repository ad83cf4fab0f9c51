import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { timeSpan } from '../../sim/functions/host-json.ts';
import { settingsTable } from '../../src/settings/table.ts';

const hostJson = JSON.parse(readFileSync(new URL('../../host.json', import.meta.url), 'utf8'));

const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const time = { type: 'string', pattern: '^(\\d+\\.)?\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?$' };
const only = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const level = { enum: ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical', 'None'] };

/**
 * The part of host.json version 2 that an app with HTTP, queues and a timer can have. Sources:
 * learn.microsoft.com/azure/azure-functions/functions-host-json, functions-bindings-storage-queue#host-json,
 * functions-bindings-http-webhook#hostjson-settings; times are those of .NET, of which a bare number is days.
 */
const schema = only(
  {
    version: { const: '2.0' },
    functionTimeout: time,
    extensionBundle: only(
      {
        id: { const: 'Microsoft.Azure.Functions.ExtensionBundle' },
        // Flex Consumption takes version 4 alone (Azure/azure-functions-host#10245).
        version: { type: 'string', pattern: '^\\[4\\.[^,]*, ?5\\.0\\.0\\)$' },
      },
      ['id', 'version'],
    ),
    extensions: only({
      http: only({
        routePrefix: { type: 'string', pattern: '^[\\w-]*(/[\\w-]+)*$' },
        maxOutstandingRequests: { type: 'integer', minimum: -1 },
        maxConcurrentRequests: { type: 'integer', minimum: -1 },
        dynamicThrottlesEnabled: flag,
        hsts: { type: 'object' },
        customHeaders: { type: 'object', additionalProperties: { type: 'string' } },
      }),
      queues: only({
        maxPollingInterval: time,
        visibilityTimeout: time,
        batchSize: { type: 'integer', minimum: 1, maximum: 32 },
        newBatchThreshold: count,
        maxDequeueCount: { type: 'integer', minimum: 1 },
        messageEncoding: { enum: ['base64', 'none'] },
      }),
    }),
    logging: only({
      fileLoggingMode: { enum: ['never', 'always', 'debugOnly'] },
      logLevel: { type: 'object', additionalProperties: level },
      console: only({ isEnabled: flag }),
      applicationInsights: only({
        samplingSettings: only({
          isEnabled: flag,
          maxTelemetryItemsPerSecond: { type: 'number', exclusiveMinimum: 0 },
          evaluationInterval: time,
          excludedTypes: { $ref: '#/$defs/telemetry' },
          includedTypes: { $ref: '#/$defs/telemetry' },
        }),
        enableLiveMetrics: flag,
        enableDependencyTracking: flag,
      }),
    }),
  },
  ['version'],
);
const telemetry = '(Dependency|Event|Exception|PageView|Request|Trace)';
const validate = new Ajv({ allErrors: true }).compile({
  ...schema,
  $defs: { telemetry: { type: 'string', pattern: `^${telemetry}(;${telemetry})*$` } },
});

const problems = (value: unknown) => {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

describe('host.json', () => {
  test('is what the documentation describes', () => {
    expect(problems(hostJson)).toEqual([]);
  });

  test.each([
    ['a number for a time', { extensions: { queues: { maxPollingInterval: 2_000 } } }],
    ['a time of days', { functionTimeout: '10' }],
    ['more messages at once than the host takes', { extensions: { queues: { batchSize: 33 } } }],
    ['a misspelt key', { extensions: { queue: {} } }],
    [
      'a bundle that Flex Consumption refuses',
      { extensionBundle: { ...hostJson.extensionBundle, version: '[3.*, 4.0.0)' } },
    ],
    [
      'telemetry that there is not',
      { logging: { applicationInsights: { samplingSettings: { excludedTypes: 'Errors' } } } },
    ],
  ])('with %s it is not', (_, change) => {
    expect(problems({ ...hostJson, ...change })).not.toEqual([]);
  });

  test('gives a job the time that it takes at most, by default and by its settings', () => {
    const seconds = timeSpan(hostJson.functionTimeout) / 1_000;
    const { OSM_JOB_SECONDS: job } = settingsTable;

    expect(job.read(undefined)).toBeLessThan(seconds);
    expect(() => job.read(String(seconds))).toThrow();
  });

  test('leaves no error of the app out by sampling', () => {
    expect(hostJson.logging.applicationInsights.samplingSettings.excludedTypes.split(';')).toEqual(
      expect.arrayContaining(['Exception', 'Trace']),
    );
  });
});
