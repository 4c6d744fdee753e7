import { ChanceryError } from '../../../src-shared/errors.ts'

/** @returns the error for bytes that break the encoding or the syntax of `what`. */
export function malformed(what: string, problem: string, offset: number): ChanceryError {
  return new ChanceryError('malformed', `The ${what} cannot be read: ${problem} at byte ${offset}.`)
}

/** @throws ChanceryError `too-large` when there are more bytes than the codec of `what` takes. */
export function checkSize(what: string, length: number, limit: number): void {
  if (length > limit)
    throw new ChanceryError('too-large', `The ${what} has ${length} bytes; at most ${limit} are accepted.`)
}
