/** What the rows of a table hold besides plain values, where one line says it. */

/** The fields whose text says what to do or what was found: it is printed whole, and the terminal breaks it. */
const sentences: readonly string[] = ['message', 'text', 'lines']

/** @returns the row with every problem (RFC 9457) as its detail, and what was found line by line as one line */
export function asCells(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries<unknown>({ ...row }).map(([name, value]) => [name, detailOf(value) ?? oneLine(name, value) ?? value])
  )
}

/** @returns the field of these rows that is printed whole, after all others */
export function sentenceOf(rows: readonly object[], fields: ReadonlySet<string>): string | undefined {
  const said = [...sentences, ...rows.flatMap((row) => Object.entries<unknown>({ ...row }).flatMap(problemField))]
  return said.find((name) => fields.has(name))
}

/** @returns whether a column has no room for a row: it holds a list of sentences, at any depth */
export function holdsSentences(row: unknown): boolean {
  if (typeof row !== 'object' || row === null) return false
  return Object.values<unknown>({ ...row }).some(
    (field) => Array.isArray(field) && field.some((inner: unknown) => isSaying(inner) || holdsSentences(inner))
  )
}

function isSaying(row: unknown): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    (['message', 'text', 'summary'] as const).some((name) => Object.hasOwn(row, name))
  )
}

function problemField([name, value]: [string, unknown]): readonly string[] {
  return detailOf(value) === undefined ? [] : [name]
}

function detailOf(value: unknown): string | undefined {
  const has = typeof value === 'object' && value !== null && 'detail' in value && 'type' in value
  return has && typeof value.detail === 'string' ? value.detail : undefined
}

function oneLine(name: string, value: unknown): string | undefined {
  if (name !== 'lines' || !Array.isArray(value)) return undefined
  return value.map(lineText).join('; ')
}

function lineText(line: unknown): string {
  if (typeof line === 'object' && line !== null && 'label' in line && 'value' in line)
    return `${String(line.label)} ${String(line.value)}`
  return String(line)
}
