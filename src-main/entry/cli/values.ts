import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Written } from './arguments.ts'
import type { Flag } from './flags.ts'

/** How files and secrets that flags name are read. */
export interface Reading {
  /** Text as it is, anything else in base64. */
  file(path: string): Promise<string>
  /** SHA-1, SHA-256, SHA-384 and SHA-512 of a file of any size, hex with commas between. */
  hashes(path: string): Promise<string>
  /** The first line of a file that only its owner can read. */
  secret(path: string): Promise<string>
}

/**
 * Turns what was written into the input of the operation. Whether it fits is the operation's own check; here only what
 * cannot be carried at all is refused.
 * @throws ChanceryError `invalid-input`; what reading files throws
 */
export async function inputOf(
  written: Written,
  flags: readonly Flag[],
  read: Reading
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {}
  // Whole objects first, so that single fields can be set within them.
  for (const flag of flags.toSorted((a, b) => a.path.length - b.path.length)) {
    const values = written.get(flag.name)
    if (values === undefined) continue
    const parts = flag.repeat ? values.flatMap((value) => split(flag, value)) : values
    const made = await Promise.all(parts.map((value) => valueOf(flag, value, read)))
    place(input, flag, flag.repeat ? made.flat() : made[0])
  }
  return input
}

/** Numbers and words of a fixed list may be written with commas between them. */
function split(flag: Flag, value: string | boolean): readonly (string | boolean)[] {
  return typeof value === 'string' && (flag.kind === 'number' || flag.choices.length > 0) ? value.split(',') : [value]
}

async function valueOf(flag: Flag, value: string | boolean, read: Reading): Promise<unknown> {
  if (typeof value === 'boolean') return value
  if (flag.clears && value === 'none') return null
  switch (flag.kind) {
    case 'text':
      return value
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
    case 'time':
      return timeOf(flag, value)
    case 'file':
      return read.file(value)
    case 'hashed-file':
      return read.hashes(value)
    case 'secret':
      return read.secret(value)
    case 'pair':
      return value.trimStart().startsWith('{') ? jsonOf(flag, value) : pairOf(flag, value)
    case 'json':
      return jsonOf(flag, value)
    default:
      return value
  }
}

/** Milliseconds since the epoch, a date, or a date with time (ISO 8601); a date alone is its first moment in UTC. */
function timeOf(flag: Flag, value: string): number {
  if (/^\d{11,15}$/.test(value)) return Number(value)
  const time = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(value)
    ? Date.parse(/[Zz]|[+-]\d{2}:\d{2}$/.test(value) || value.length === 10 ? value : `${value}Z`)
    : Number.NaN
  if (Number.isNaN(time))
    throw new ChanceryError(
      'invalid-input',
      `--${flag.name} wants a time such as 2027-03-31 or 2027-03-31T12:00:00Z, not "${value}".`
    )
  return time
}

function pairOf(flag: Flag, value: string): { type: string; value: string } {
  const match = /^([A-Za-z0-9.-]+)[:=](.+)$/s.exec(value)
  if (match?.[1] === undefined || match[2] === undefined)
    throw new ChanceryError(
      'invalid-input',
      `--${flag.name} wants type and value, e.g. dns:www.example.test or CN=Example, not "${value}".`
    )
  return { type: match[1], value: match[2] }
}

function jsonOf(flag: Flag, value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw new ChanceryError(
      'invalid-input',
      `--${flag.name} wants JSON, not "${value.slice(0, 60)}". Single fields can be set as --${flag.name}.FIELD.`
    )
  }
}

function place(input: Record<string, unknown>, flag: Flag, value: unknown): void {
  let target = input
  for (const part of flag.path.slice(0, -1)) {
    const next = target[part]
    if (typeof next === 'object' && next !== null && !Array.isArray(next)) target = next as Record<string, unknown>
    else {
      const made: Record<string, unknown> = {}
      target[part] = made
      target = made
    }
  }
  const last = flag.path.at(-1)
  if (last !== undefined) target[last] = value
}
