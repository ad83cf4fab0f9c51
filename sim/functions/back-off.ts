const leastMs = 100;

/** How long to wait before looking at a queue again; `found` when a message came since the last wait. */
export type BackOff = (found: boolean) => number;

/**
 * The host's random exponential back-off: 100 ms, then steps that double, each up to a fifth shorter or longer, until
 * the limit, where it stays until a message comes.
 * Source: RandomizedExponentialBackoffStrategy of the storage extension, Azure/azure-sdk-for-net.
 */
export function backOff(mostMs: number, random: () => number = Math.random): BackOff {
  let step = 0;
  let waits = 0;
  return (found) => {
    if (found) {
      step = 1;
      waits = leastMs;
    } else if (waits < mostMs) {
      const longer = step === 0 ? 0 : (0.8 + 0.4 * random()) * 2 ** (step - 1) * leastMs;
      waits = Math.min(leastMs + longer, mostMs);
      step += 1;
    }
    return waits;
  };
}
