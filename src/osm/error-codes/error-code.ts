/** What a code of OSM's log means in some releases. */
export interface ErrorCode {
  /** The number in v0.11.1 to v1.1.x. */
  readonly until11: number;
  /** The number from v1.2.0 on; undefined where v1.2 has the code no more. */
  readonly from12?: number;
  /** One sentence. */
  readonly means: string;
  /** What to look at, and what to do. */
  readonly lookAt: string;
}

/** Codes that follow each other from a number on, with the same number in every release. */
export function codesFrom(
  first: number,
  rows: readonly (readonly [means: string, lookAt: string])[],
): ErrorCode[] {
  return rows.map(([means, lookAt], place) => ({
    until11: first + place,
    from12: first + place,
    means,
    lookAt,
  }));
}
