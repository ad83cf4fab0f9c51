/** The job could not be finished now: its message is to be delivered again. Told to the operator, not to people. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}
