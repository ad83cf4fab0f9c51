/** Under this key the digest of a round is posted. */
export function digestKey(round: string): string {
  return `digest ${round}`;
}
