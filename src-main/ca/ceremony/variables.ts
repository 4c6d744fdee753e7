import type { CeremonyScript, CeremonyStep } from '../../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { compilePattern } from '../profile/pattern.ts'

const use = /\$\{([a-z][a-zA-Z0-9-]*)\}/g

/** @returns the names of the variables that a text uses */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(use)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

/**
 * @returns the value of every variable of a script: the given one, or its default
 * @throws ChanceryError `invalid-input` for one without a value, against its pattern, or that the script has not
 */
export function settledVariables(
  script: CeremonyScript,
  given: Readonly<Record<string, string>>
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).find((name) => !script.variables.some((one) => one.name === name))
  if (unknown !== undefined) throw new ChanceryError('invalid-input', `The script has no variable ${unknown}.`)
  return Object.fromEntries(
    script.variables.map(({ name, title, default: fallback, pattern }) => {
      const value = given[name] ?? fallback
      if (value === undefined || value === '')
        throw new ChanceryError('invalid-input', `The variable ${name} (${title}) has no value. Give one.`)
      // Checked when the script was read.
      if (pattern !== undefined && !compilePattern(pattern).matches(value))
        throw new ChanceryError(
          'invalid-input',
          `The variable ${name} (${title}) cannot be "${value}": it has to fit ${pattern}.`
        )
      return [name, value]
    })
  )
}

/** @returns the text with the values of variables in their places */
export function filledIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(use, (whole, name: string) => variables[name] ?? whole)
}

/** @returns the same value with every text in it filled in */
function filled<T>(value: T, variables: Readonly<Record<string, string>>): T
function filled(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return filledIn(value, variables)
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, variables))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, variables)]))
  return value
}

/** @returns the script as it is carried out */
export function filledScript(script: CeremonyScript, variables: Readonly<Record<string, string>>): CeremonyScript {
  return {
    ...script,
    steps: script.steps.map((step): CeremonyStep => filled(step, variables)),
    hostChecks: filled(script.hostChecks, variables)
  }
}
