import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Flag } from './flags.ts'

/** Values as they were written, by flag name; `true` and `false` for switches. */
export type Written = ReadonlyMap<string, readonly (string | boolean)[]>

/**
 * Reads the words behind a command: `--name value`, `--name=value`, `--switch`, `--no-switch`, and words without a flag
 * name, which go to the first required flags that were not given.
 * @throws ChanceryError `invalid-input` with the nearest flag for an unknown one
 */
export function readArguments(words: readonly string[], flags: readonly Flag[]): Written {
  const known = new Map(flags.map((flag) => [flag.name, flag]))
  const written = new Map<string, (string | boolean)[]>()
  const put = (flag: Flag, value: string | boolean): void => {
    const values = written.get(flag.name) ?? []
    if (values.length > 0 && !flag.repeat)
      throw new ChanceryError('invalid-input', `--${flag.name} was given twice; it takes one value.`)
    written.set(flag.name, [...values, value])
  }
  const loose: string[] = []
  let lastSwitch: Flag | undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const switched = lastSwitch
    lastSwitch = undefined
    if (!word.startsWith('--') || word === '--') {
      if (switched !== undefined && (word === 'true' || word === 'false')) throw notForSwitch(switched)
      if (word === '-h') put(flagNamed(known, 'help'), true)
      else if (word !== '--') loose.push(word)
      continue
    }
    const equals = word.indexOf('=')
    const name = word.slice(2, equals === -1 ? undefined : equals)
    const inline = equals === -1 ? undefined : word.slice(equals + 1)
    const negated = name.startsWith('no-')
      ? (known.get(name.slice(3)) ?? known.get(`settings.${name.slice(3)}`))
      : undefined
    if (!known.has(name) && negated?.kind === 'boolean' && inline === undefined) {
      put(negated, false)
      continue
    }
    const flag = flagNamed(known, name)
    if (flag.kind === 'boolean' && !flag.repeat) {
      put(flag, switchValue(flag, inline))
      if (inline === undefined) lastSwitch = flag
      continue
    }
    const value = inline ?? words[++at]
    if (value === undefined) throw new ChanceryError('invalid-input', `--${name} needs a value behind it.`)
    put(flag, value)
  }
  placeLoose(loose, flags, written, put)
  return written
}

function placeLoose(
  loose: readonly string[],
  flags: readonly Flag[],
  written: ReadonlyMap<string, unknown>,
  put: (flag: Flag, value: string) => void
): void {
  const free = flags.filter((flag) => flag.required && flag.kind !== 'secret' && !written.has(flag.name))
  for (const word of loose) {
    const flag = free[0]?.repeat === true ? free[0] : free.shift()
    if (flag === undefined)
      throw new ChanceryError(
        'invalid-input',
        `"${word}" is one word too many. Values are given with a flag, e.g. --id 7.`
      )
    put(flag, word)
  }
}

function switchValue(flag: Flag, inline: string | undefined): boolean {
  if (inline === undefined || inline === 'true') return true
  if (inline === 'false') return false
  throw notForSwitch(flag)
}

function notForSwitch({ name }: Flag): ChanceryError {
  return new ChanceryError('invalid-input', `--${name} is a switch: write --${name} or --no-${name}.`)
}

function flagNamed(known: ReadonlyMap<string, Flag>, name: string): Flag {
  // Nobody has to write `settings.` where no other flag has the name.
  const flag = known.get(name) ?? known.get(`settings.${name}`)
  if (flag !== undefined) return flag
  const near = nearest(name, [...known.keys()])
  throw new ChanceryError(
    'invalid-input',
    `There is no flag --${name} here.${near === undefined ? '' : ` Did you mean --${near}?`} --help lists them.`
  )
}

/** @returns the word of the list that takes the fewest changes of a letter, if few enough */
export function nearest(word: string, list: readonly string[]): string | undefined {
  const scored = list.map((one) => ({ one, distance: distance(word, one) })).toSorted((a, b) => a.distance - b.distance)
  const [best] = scored
  return best !== undefined && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.one : undefined
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}
