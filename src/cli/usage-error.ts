/** Something the person typed can't be done: told in one to three lines, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
