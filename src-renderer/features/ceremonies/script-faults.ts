import type { Failure } from '../../../src-shared/errors.ts'

/** A fault of a script, with the line that it stands on. */
export interface ScriptFault {
  /** From 1; null where the fault is of the whole. */
  readonly line: number | null
  readonly message: string
}

/** @returns what is wrong with a script, top down, from the words of the engine, which name the line */
export function scriptFaults({ message, reasons }: Pick<Failure, 'message' | 'reasons'>): readonly ScriptFault[] {
  const texts = reasons.length > 0 ? reasons.map((reason) => reason.message) : [message]
  return texts
    .map((text) => {
      const found = /^Line (\d+)(?:, | of the script is )/.exec(text)
      return found === null
        ? { line: null, message: text }
        : { line: Number(found[1]), message: text.slice(found[0].length) }
    })
    .sort((first, second) => (first.line ?? 0) - (second.line ?? 0))
}
