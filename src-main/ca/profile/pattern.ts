/**
 * Regular expressions of profiles, matched in bounded time. An operator writes the pattern, a stranger writes the value:
 * a backtracking matcher would let the two hang the engine together. The pattern is compiled to a small program whose
 * states are followed side by side (K. Thompson, 1968), so the cost is at most program size times value length.
 * Syntax is that of ECMAScript with the `u` flag, without look-around, back references and word boundaries.
 */

/** States that one pattern may need; `{m,n}` is written out. With values of 2,000 characters the worst case is some milliseconds. */
const MAX_PROGRAM = 1000
const MAX_DEPTH = 50

type Test = (character: string) => boolean

type Node =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number }

type Step =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'start' | 'end' | 'done' }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }

/** A compiled pattern. */
export interface Pattern {
  readonly text: string
  /** @returns whether the whole value matches. */
  matches(value: string): boolean
}

/** Thrown for a pattern that cannot be used; the message says why. */
export class PatternError extends Error {}

/** @throws PatternError when the text is not a regular expression, uses what is left out here, or is too complex. */
export function compilePattern(text: string): Pattern {
  try {
    // Leaves every judgement on syntax to the engine that people know.
    new RegExp(text, 'u')
  } catch {
    throw new PatternError(`"${text}" is not a regular expression.`)
  }
  const program: Step[] = []
  emit(new Parser(text).parse(), program)
  push(program, { kind: 'done' })
  return { text, matches: (value) => run(program, value) }
}

class Parser {
  readonly #characters: readonly string[]
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#characters = [...text]
  }

  parse(): Node {
    return this.#choice()
  }

  #peek(offset = 0): string | undefined {
    return this.#characters[this.#at + offset]
  }

  #choice(): Node {
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new PatternError('The pattern nests too deeply.')
    const parts = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at++
      parts.push(this.#sequence())
    }
    this.#depth--
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek())
      parts.push(this.#repeated(this.#atom()))
    return { kind: 'sequence', parts }
  }

  #repeated(of: Node): Node {
    const next = this.#peek()
    let range: readonly [number, number] | undefined
    if (next === '*') range = [0, Infinity]
    else if (next === '+') range = [1, Infinity]
    else if (next === '?') range = [0, 1]
    else if (next === '{') {
      const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#characters.slice(this.#at, this.#at + 24).join(''))
      if (match === null) throw new PatternError('The pattern has a repetition that cannot be read.')
      const min = Number(match[1])
      range = [min, match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3])]
      this.#at += match[0].length - 1
    }
    if (range === undefined) return of
    this.#at++
    // A lazy repetition matches the same whole values as a greedy one.
    if (this.#peek() === '?') this.#at++
    return { kind: 'repeat', of, min: range[0], max: range[1] }
  }

  #atom(): Node {
    const next = this.#peek()
    this.#at++
    if (next === '^') return { kind: 'start' }
    if (next === '$') return { kind: 'end' }
    if (next === '(') return this.#group()
    if (next === '[') return this.#class()
    if (next === '\\') return this.#escape()
    if (next === '.') return { kind: 'character', test: oneCharacter('.') }
    return { kind: 'character', test: (character) => character === next }
  }

  #group(): Node {
    if (this.#peek() === '?') {
      const second = this.#peek(1)
      if (second === ':') this.#at += 2
      else if (second === '<' && this.#peek(2) !== '=' && this.#peek(2) !== '!')
        this.#at = this.#characters.indexOf('>', this.#at) + 1
      else throw new PatternError('Patterns here have no look-ahead and no look-behind.')
    }
    const inner = this.#choice()
    this.#at++ // the closing parenthesis, which the engine has already seen to be there
    return inner
  }

  #class(): Node {
    const from = this.#at - 1
    while (this.#peek() !== ']') this.#at += this.#peek() === '\\' ? 2 : 1
    this.#at++
    return { kind: 'character', test: oneCharacter(this.#characters.slice(from, this.#at).join('')) }
  }

  #escape(): Node {
    const letter = this.#peek() ?? ''
    this.#at++
    if (/[1-9k]/.test(letter)) throw new PatternError('Patterns here have no back references.')
    if (/[bB]/.test(letter)) throw new PatternError('Patterns here have no word boundaries.')
    let source = `\\${letter}`
    const rest = this.#characters.slice(this.#at, this.#at + 100).join('')
    const more =
      letter === 'p' || letter === 'P' || (letter === 'u' && rest.startsWith('{'))
        ? /^\{[^}]*\}/.exec(rest)
        : letter === 'u'
          ? /^[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?/.exec(rest)
          : letter === 'x'
            ? /^[0-9a-fA-F]{2}/.exec(rest)
            : letter === 'c'
              ? /^[A-Za-z]/.exec(rest)
              : null
    if (more !== null) {
      source += more[0]
      this.#at += more[0].length
    }
    return { kind: 'character', test: oneCharacter(source) }
  }
}

/** @returns a test of one code point against a class, escape or dot; matching one character never backtracks. */
function oneCharacter(source: string): Test {
  const expression = new RegExp(`^(?:${source})$`, 'u')
  return (character) => expression.test(character)
}

function push(program: Step[], step: Step): number {
  if (program.length >= MAX_PROGRAM)
    throw new PatternError('The pattern is too complex. Use fewer or smaller repetitions.')
  return program.push(step) - 1
}

function emit(node: Node, program: Step[]): void {
  if (node.kind === 'sequence') for (const part of node.parts) emit(part, program)
  else if (node.kind === 'choice') emitChoice(node.parts, program)
  else if (node.kind === 'repeat') emitRepeat(node.of, node.min, node.max, program)
  else if (node.kind === 'character') push(program, { kind: 'character', test: node.test })
  else if (node.kind === 'start' || node.kind === 'end') push(program, { kind: node.kind })
}

function emitChoice(parts: readonly Node[], program: Step[]): void {
  const ends: { kind: 'jump'; to: number }[] = []
  parts.forEach((part, index) => {
    if (index === parts.length - 1) return emit(part, program)
    const split = { kind: 'split' as const, first: 0, second: 0 }
    split.first = push(program, split) + 1
    emit(part, program)
    const end = { kind: 'jump' as const, to: 0 }
    push(program, end)
    ends.push(end)
    split.second = program.length
  })
  for (const end of ends) end.to = program.length
}

function emitRepeat(of: Node, min: number, max: number, program: Step[]): void {
  if (min > MAX_PROGRAM || (max !== Infinity && max > MAX_PROGRAM))
    throw new PatternError('The pattern repeats too often.')
  for (let count = 0; count < min; count++) {
    const before = program.length
    emit(of, program)
    // What is empty once is empty a thousand times; nested, the thousands would multiply without the program growing.
    if (program.length === before) break
  }
  if (max === Infinity) {
    const split = { kind: 'split' as const, first: 0, second: 0 }
    const start = push(program, split)
    split.first = start + 1
    emit(of, program)
    push(program, { kind: 'jump', to: start })
    split.second = program.length
    return
  }
  const splits: { kind: 'split'; first: number; second: number }[] = []
  for (let count = min; count < max; count++) {
    const split = { kind: 'split' as const, first: 0, second: 0 }
    split.first = push(program, split) + 1
    splits.push(split)
    emit(of, program)
  }
  for (const split of splits) split.second = program.length
}

function run(program: readonly Step[], value: string): boolean {
  const characters = [...value]
  let current = new Set<number>()
  follow(program, 0, 0, characters.length, current)
  for (const [index, character] of characters.entries()) {
    const next = new Set<number>()
    for (const at of current) {
      const step = program[at]
      if (step?.kind === 'character' && step.test(character))
        follow(program, at + 1, index + 1, characters.length, next)
    }
    if (next.size === 0) return false
    current = next
  }
  for (const at of current) if (program[at]?.kind === 'done') return true
  return false
}

/** Adds a state and all that it leads to without reading a character. */
function follow(program: readonly Step[], from: number, position: number, length: number, into: Set<number>): void {
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (into.has(at)) continue
    into.add(at)
    const step = program[at]
    if (step?.kind === 'split') waiting.push(step.second, step.first)
    else if (step?.kind === 'jump') waiting.push(step.to)
    else if (step?.kind === 'start' && position === 0) waiting.push(at + 1)
    else if (step?.kind === 'end' && position === length) waiting.push(at + 1)
  }
}
