import type { GeneralName } from '../../../src-shared/model/general-name.ts'

/** What became of the text of one alternative name: the value that goes into the certificate, or what is wrong. */
export type Named<Value = GeneralName> =
  { readonly value: Value } | { readonly problem: string; readonly clause: string }

/** @returns the refusal of a text. `clause` names where the rule stands. */
export function unusable(problem: string, clause: string): { readonly problem: string; readonly clause: string } {
  return { problem, clause }
}
