import { ChanceryError } from '../../../src-shared/errors.ts'

/** Ten million rounds of HMAC-SHA-256 take about four seconds; no software writes more. */
export const maxIterations = 10_000_000

/**
 * What one protected file may cost. The counts stand in the file itself, so a hostile file would otherwise keep the
 * machine busy for as long as it likes, also by asking for many derivations of a moderate count each.
 */
export class IterationLimit {
  #left = maxIterations

  /** @throws ChanceryError `too-large` when the counts of the file together pass ten million. */
  spend(iterations: number): void {
    this.#left -= iterations
    if (this.#left < 0) {
      throw new ChanceryError(
        'too-large',
        `The file asks for more than ${maxIterations} rounds of password hashing in all. That is no honest file; it was not opened.`
      )
    }
  }
}
