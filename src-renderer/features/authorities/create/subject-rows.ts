import { ChanceryError } from '../../../../src-shared/errors.ts'
import { attributeType, attributeTypeNamed, nameAttributeTypes } from '../../../../src-shared/model/name-attributes.ts'
import { formatName, parseNameText } from '../../../../src-shared/model/name-text.ts'
import { checkName, type NameValue } from '../../../../src-shared/model/name.ts'

/** One line of the subject builder; an empty value is left out of the name. */
export interface SubjectRow {
  readonly type: string
  readonly value: string
}

/** Attributes offered first; any other keyword or OID comes in through the text. */
export const offeredTypes = nameAttributeTypes.filter(({ syntax }) => syntax !== 'raw')

/** @returns the name that the rows spell, in their order */
export function nameOf(rows: readonly SubjectRow[]): NameValue {
  return rows
    .filter(({ value }) => value.trim() !== '')
    .map(({ type, value }) => [{ oid: attributeTypeNamed(type)?.oid ?? type, value: value.trim() }])
}

/** @returns the RFC 4514 text of the rows */
export function subjectText(rows: readonly SubjectRow[]): string {
  return formatName(nameOf(rows))
}

/** @returns the rows that a text spells, or what is wrong with it. A multi-valued RDN has no place in rows. */
export function rowsOf(text: string): { readonly rows: readonly SubjectRow[] } | { readonly problem: string } {
  try {
    const name = parseNameText(text)
    if (name.some((relative) => relative.length > 1)) {
      return { problem: 'Multi-valued parts (with +) cannot be shown as lines. Write each attribute on its own.' }
    }
    return { rows: name.flat().map(({ oid, value }) => ({ type: attributeType(oid)?.name ?? oid, value })) }
  } catch (error) {
    if (error instanceof ChanceryError) return { problem: error.message }
    throw error
  }
}

/** @returns what the rules say against each row, by its place in the list */
export function rowProblems(rows: readonly SubjectRow[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  rows.forEach((row, index) => {
    const [first] = checkName(nameOf([row]))
    if (first !== undefined) found.set(index, first.message)
  })
  return found
}
