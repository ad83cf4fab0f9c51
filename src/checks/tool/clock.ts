/** Seconds by which clocks may differ: below this, the way to the API server and back explains the difference. */
export const toleratedSeconds = 60;
