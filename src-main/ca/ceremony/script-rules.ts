import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { CeremonyScript, CeremonyStep } from '../../../src-shared/model/ceremony.ts'
import { compilePattern, PatternError } from '../profile/pattern.ts'
import { variablesIn } from './variables.ts'

/** Something wrong with a script, by the path of its field. */
export interface ScriptProblem {
  readonly path: readonly PropertyKey[]
  readonly rule: string
  readonly message: string
}

/** What the fields of a script, each right by itself, have to be to one another. @returns every fault */
export function scriptProblems(script: CeremonyScript): ScriptProblem[] {
  return [
    ...twice(script.roles, 'id', 'roles', 'role'),
    ...twice(script.steps, 'id', 'steps', 'step'),
    ...twice(script.variables, 'name', 'variables', 'variable'),
    ...twice(script.hostChecks, 'check', 'hostChecks', 'check'),
    ...script.variables.flatMap(variableProblems),
    ...unknownRoles(script, script.signOff, ['signOff']),
    ...script.steps.flatMap((step, at) => stepProblems(script, step, at)),
    ...undeclared(script)
  ]
}

function twice<K extends string>(
  list: readonly Readonly<Record<K, string>>[],
  field: K,
  where: string,
  what: string
): ScriptProblem[] {
  return list.flatMap((one, at) =>
    list.findIndex((other) => other[field] === one[field]) === at
      ? []
      : [{ path: [where, at, field], rule: 'script.twice', message: `There are two of this ${what}: ${one[field]}.` }]
  )
}

function variableProblems(
  { name, pattern, default: value }: CeremonyScript['variables'][number],
  at: number
): ScriptProblem[] {
  if (pattern === undefined) return []
  try {
    const fits = compilePattern(pattern)
    return value === undefined || fits.matches(value)
      ? []
      : [
          {
            path: ['variables', at, 'default'],
            rule: 'script.pattern',
            message: `The default of ${name}, "${value}", does not fit its own pattern.`
          }
        ]
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return [{ path: ['variables', at, 'pattern'], rule: 'script.pattern', message: error.message }]
  }
}

function unknownRoles(script: CeremonyScript, named: readonly string[], path: readonly PropertyKey[]): ScriptProblem[] {
  const known = script.roles.map(({ id }) => id)
  return named.flatMap((id, at) =>
    known.includes(id)
      ? []
      : [
          {
            path: [...path, at],
            rule: 'script.role',
            message: `There is no role ${id}. There are: ${known.join(', ')}.`
          }
        ]
  )
}

function stepProblems(script: CeremonyScript, step: CeremonyStep, at: number): ScriptProblem[] {
  const path = ['steps', at]
  const problems: ScriptProblem[] = [...unknownRoles(script, step.signOff ?? [], [...path, 'signOff'])]
  const say = (field: string, rule: string, message: string): void => {
    problems.push({ path: [...path, ...field.split('.')], rule, message })
  }
  if (step.id === 'end') say('id', 'script.step', 'No step can have the name end: branches end the ceremony with it.')
  const earlier = script.steps.slice(0, at)
  const needs = (field: string, id: string, kinds?: readonly CeremonyStep['kind'][]): void => {
    const found = earlier.find((other) => other.id === id)
    if (found === undefined) say(field, 'script.step', `There is no step ${id} before this one.`)
    else if (kinds !== undefined && !kinds.includes(found.kind))
      say(field, 'script.step', `The step ${id} is of the kind ${found.kind}; wanted is ${kinds.join(' or ')}.`)
  }
  switch (step.kind) {
    case 'create-root':
      needs('key', step.key, ['generate-key'])
      break
    case 'generate-key':
      if (variablesIn(step.algorithm).length === 0 && !isKeyAlgorithmId(step.algorithm))
        say('algorithm', 'script.algorithm', `${step.algorithm} is not a key algorithm.`)
      break
    case 'compare-digest':
      needs('of', step.of)
      break
    case 'export':
      if (step.what === 'crl') needs('of', step.of, ['issue-crl'])
      if (step.what === 'public-key') needs('of', step.of, ['generate-key'])
      break
    case 'destroy-key':
      if ((step.authority === undefined) === (step.label === undefined))
        say('authority', 'script.key', 'Name either an authority or the label of a key.')
      break
    case 'drill':
      if (step.what === 'test-crl' && step.authority === undefined)
        say('authority', 'script.authority', 'Name the authority whose key signs the test CRL.')
      break
    case 'branch': {
      if (step.if !== undefined) needs('if.step', step.if.step)
      if (step.if === undefined && step.else !== undefined)
        say('else', 'script.branch', 'A branch without a condition has no other way.')
      for (const [field, target] of [
        ['goto', step.goto],
        ['else', step.else]
      ] as const)
        if (target !== undefined && target !== 'end' && !script.steps.some(({ id }) => id === target))
          say(field, 'script.step', `There is no step ${target}.`)
      break
    }
    case 'read':
    case 'confirm':
    case 'record-bag':
    case 'photograph':
    case 'sign-subordinate':
    case 'issue-crl':
    case 'duplicate-key':
      break
  }
  return problems
}

/** Variables that are used and not declared. */
function undeclared(script: CeremonyScript): ScriptProblem[] {
  const known = new Set(script.variables.map(({ name }) => name))
  const problems: ScriptProblem[] = []
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value === 'string') {
      for (const name of variablesIn(value))
        if (!known.has(name))
          problems.push({ path, rule: 'script.variable', message: `The variable ${name} is not among the variables.` })
    } else if (Array.isArray(value)) value.forEach((one, at) => walk(one, [...path, at]))
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, [...path, key])
  }
  walk(script.steps, ['steps'])
  walk(script.hostChecks, ['hostChecks'])
  return problems
}
