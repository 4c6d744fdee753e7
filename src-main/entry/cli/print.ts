import { attemptLines, isAttempts } from './attempt-text.ts'
import { asCells, holdsSentences, sentenceOf } from './cells.ts'
import { comparisonLines, isComparison } from './comparison-text.ts'
import { evidenceLines, isEvidence } from './evidence-text.ts'
import { clean, utcSecond } from './printable.ts'

export { clean } from './printable.ts'

/** Values as people read them on a terminal. What certificates say is outside text: control characters are shown, not obeyed. */

const timeFields =
  /(?:At|Before|After|Update|Until|Seen|Made|Release|Cutoff|End|Date)$|^(?:at|since|asOf|from|to|until|now|time|created|covered|deadline|doBy|expiresFor[A-Z]\w+)$/
const widest = 60
/** Parts of a row that are what was asked for, as the CRLs of an authority are: such a row is printed whole. */
const wanted: readonly string[] = ['lists', 'last']
/** The blocks of a digest are for screens; on a terminal its digits and words say the same. */
const onScreens = 'colours'
/** What a token can do by its numbers: seventy rows for programs, which would drown the sentences beside them. */
const forPrograms = 'mechanisms'
/** What the viewer found: each is a thing by itself, and no row of a table. */
const things = 'objects'

/** @returns the answer of an operation: a table for lists, one line a field for the rest */
export function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return plain('', value)
  const lines: string[] = []
  write(value, 0, lines)
  return lines.join('\n')
}

function write(value: object, indent: number, lines: string[]): void {
  const entries = Object.entries<unknown>({ ...value })
  const width = Math.max(0, ...entries.filter(([, field]) => isPlain(field)).map(([name]) => label(name).length))
  const pad = ' '.repeat(indent)
  for (const [name, field] of entries) {
    if (field === undefined || name === onScreens) continue
    if (isFile(field))
      lines.push(
        `${pad}${label(name)}: ${clean(String(field.name))} (${Buffer.from(String(field.base64), 'base64').length} bytes; --out writes it)`
      )
    else if (isBlock(field))
      lines.push(
        `${pad}${label(name)}:`,
        ...field
          .trimEnd()
          .split('\n')
          .map((line) => `${pad}  ${clean(line)}`)
      )
    else if (isPlain(field)) lines.push(`${pad}${`${label(name)}:`.padEnd(width + 1)} ${plain(name, field)}`)
    else if (Array.isArray(field)) writeList(name, field, indent, lines)
    else if (isObject(field)) {
      lines.push(`${pad}${label(name)}:`)
      write(field, indent + 2, lines)
    }
  }
}

function writeList(name: string, list: readonly unknown[], indent: number, lines: string[]): void {
  const pad = ' '.repeat(indent)
  if (list.length === 0) lines.push(`${pad}${label(name)}: none`)
  else if (name === forPrograms) lines.push(`${pad}${label(name)}: ${list.length} (--json lists them)`)
  else if (list.every(isPlain)) lines.push(`${pad}${label(name)}: ${list.map((one) => plain(name, one)).join(', ')}`)
  else if (isEvidence(list))
    lines.push(`${pad}${label(name)}: ${list.length}`, ...evidenceLines(list).map((line) => `${pad}  ${line}`))
  else if (isAttempts(list))
    lines.push(`${pad}${label(name)}: ${list.length}`, ...attemptLines(list).map((line) => `${pad}  ${line}`))
  else if (isComparison(list))
    lines.push(`${pad}${label(name)}: ${list.length}`, ...comparisonLines(list).map((line) => `${pad}  ${line}`))
  else if (name === things || list.some((row) => holdsSentences(row) || hasWanted(row))) {
    lines.push(`${pad}${label(name)}: ${list.length}`)
    for (const [at, row] of list.filter(isObject).entries()) {
      if (at > 0) lines.push('')
      write(name === things ? forPeople(row) : row, indent + 2, lines)
    }
  } else lines.push(`${pad}${label(name)}: ${list.length}`, ...table(list).map((line) => `${pad}  ${line}`))
}

/** @returns what was found without its ASN.1 and its bytes, which are for programs; the PEM stays */
function forPeople(row: object): object {
  return Object.fromEntries(
    Object.entries<unknown>({ ...row }).filter(([name]) => name !== 'asn1' && name !== 'base64')
  )
}

function hasWanted(row: unknown): boolean {
  return isObject(row) && wanted.some((name) => isObject(Reflect.get(row, name)))
}

/** Columns: the plain fields of the rows, in their order, as many as a terminal takes. */
function table(rows: readonly unknown[]): readonly string[] {
  const found = rows.filter(isObject)
  const objects = found.map(asCells)
  // A field that holds a thing in one row is no column: the thing would stand there as JSON.
  const things = new Set(objects.flatMap((row) => Object.keys(row).filter((name) => isObject(row[name]))))
  const fields = new Set(
    objects.flatMap((row) => Object.keys(row).filter((name) => isPlain(row[name]) && !things.has(name)))
  )
  const sentence = sentenceOf(found, fields)
  // The sentence comes last: nothing stands behind it that its length would push away.
  const names = [...fields].toSorted((a, b) => Number(a === sentence) - Number(b === sentence))
  const cells = objects.map((row) =>
    names.map((name) => (name === sentence ? plain : shortened)(name, row[name] ?? null))
  )
  const used = names.map((name, column) => {
    const width = Math.max(label(name).length, ...cells.map((row) => (row[column] ?? '').length))
    const empty = cells.every((row) => row[column] === '-')
    return { name, column, head: label(name), width, taken: Math.min(width, widest), empty }
  })
  // Room is kept for the sentence, which would otherwise be the first to find none.
  const last = used.find(({ name, empty }) => name === sentence && !empty)
  let room = Math.max(80, process.stdout.columns ?? 160) - (last === undefined ? 0 : last.taken + 2)
  const shown = used.filter((one) => {
    if (one === last) return true
    if (one.empty || room < one.taken) return false
    room -= one.taken + 2
    return true
  })
  const line = (texts: readonly string[]): string =>
    shown
      .map(({ width }, at) => (texts[at] ?? '').padEnd(width))
      .join('  ')
      .trimEnd()
  return [
    line(shown.map(({ head }) => head)),
    ...cells.map((row) => line(shown.map(({ column }) => row[column] ?? '')))
  ]
}

/** @returns the words of a plain value: times in UTC, nothing as a dash */
function plain(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toFixed(2)))
  if (typeof value === 'number' && timeFields.test(name) && value > 1e11) return utcSecond(value)
  return clean(typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | bigint}`)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isPlain(value: unknown): boolean {
  return (typeof value !== 'object' || value === null) && !isBlock(value)
}

function isBlock(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n')
}

function isFile(value: unknown): value is { name: unknown; base64: unknown } {
  return typeof value === 'object' && value !== null && 'base64' in value && 'mediaType' in value && 'name' in value
}

/** `notAfter` -> `not after` */
function label(name: string): string {
  return clean(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
}

/** @returns the words of a value as a column takes them */
function shortened(name: string, value: unknown): string {
  const text = plain(name, value)
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}
