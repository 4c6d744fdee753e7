import type { z } from 'zod'
import type { Permission } from '../model/permission.ts'

/** Who may call: a permission of the caller, anyone signed in, or anyone at all (sign-in itself and the state of the vault). */
export type Access = Permission | 'signed-in' | 'public'

/** `read` changes nothing, `write` changes the database, `sign` uses a key of an authority. */
export type Effect = 'read' | 'write' | 'sign'

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** One sentence for `--help` and the log. */
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly access: Access
  readonly effect: Effect
  /** There is no way back from it: what is lost, in one sentence. The command line asks on a terminal before it begins. */
  readonly final?: string
}

/** Declares an operation; the types of its input and output follow from the schemas. */
export function operation<I extends z.ZodType, O extends z.ZodType>(entry: Operation<I, O>): Operation<I, O> {
  return entry
}
