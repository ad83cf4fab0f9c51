/**
 * Names of the tables; those of the queues are in model/queues.ts, because bindings need them too. Letters and digits
 * only, without regard to case. Source: learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
 */
export const tableNames = {
  marks: 'osmmarks',
  reports: 'osmreports',
  runs: 'osmruns',
  rounds: 'osmrounds',
  running: 'osmrunning',
  audit: 'osmaudit',
} as const;
