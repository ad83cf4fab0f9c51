/** The queue of jobs: the Function App is triggered by it. */
export const jobQueue = 'osm-jobs';

/**
 * Where the host moves a message after its last attempt; it makes the name from that of the queue.
 * Source: learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages.
 */
export const poisonQueue = 'osm-jobs-poison';

/** Messages that this version does not understand stay here until somebody looks. */
export const keptQueue = 'osm-jobs-kept';
