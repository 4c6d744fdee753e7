import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ExactJson, JsonObject } from './exact-json.ts'

/** Reads the members of one object; unknown ones are passed over. Every method throws ChanceryError `malformed` on another type. */
export interface Fields {
  /** Absent, null, or an empty text, list or object. */
  isEmpty(name: string): boolean
  /** Whatever stands there; null where nothing does. */
  value(name: string): ExactJson
  isText(name: string): boolean
  text(name: string): string
  textOrNull(name: string): string | null
  flag(name: string): boolean
  flagOrNull(name: string): boolean | null
  /** An integer that JavaScript holds exactly. */
  countOrNull(name: string): number | null
  /** An integer of any length. */
  integerOrNull(name: string): bigint | null
  fields(name: string): Fields
  fieldsOrNull(name: string): Fields | null
  listOrNull(name: string, most: number): readonly ExactJson[] | null
  /** Where the object stands, for messages. */
  readonly where: string
}

/** Characters of the longest text of a member. */
const mostText = 64 * 1024

/** @throws ChanceryError `malformed` where the value is no object */
export function fieldsOf(value: ExactJson | undefined, where: string): Fields {
  if (!(value instanceof Map)) throw new ChanceryError('malformed', `${where} is not a JSON object.`)
  const object: JsonObject = value
  const wrong = (name: string, what: string): ChanceryError =>
    new ChanceryError('malformed', `${where}.${name} is ${object.has(name) ? 'not' : 'missing; it has to be'} ${what}.`)
  /** Absent and null mean the same: deployed services send either. */
  const orNull = <T>(name: string, what: string, read: (member: ExactJson) => T | undefined): T | null => {
    const member = object.get(name)
    if (member === undefined || member === null) return null
    const known = read(member)
    if (known === undefined) throw wrong(name, what)
    return known
  }
  const needed = <T>(name: string, what: string, read: (member: ExactJson) => T | undefined): T => {
    const known = orNull(name, what, read)
    if (known === null) throw wrong(name, what)
    return known
  }
  return {
    where,
    isEmpty: (name) => isEmpty(object.get(name)),
    value: (name) => object.get(name) ?? null,
    isText: (name) => typeof object.get(name) === 'string',
    text: (name) => needed(name, 'a text', asText),
    textOrNull: (name) => orNull(name, 'a text', asText),
    flag: (name) => needed(name, 'true or false', asFlag),
    flagOrNull: (name) => orNull(name, 'true or false', asFlag),
    countOrNull: (name) => orNull(name, 'a number from 0 up', asCount),
    integerOrNull: (name) => orNull(name, 'an integer', asInteger),
    fields: (name) => fieldsOf(object.get(name), `${where}.${name}`),
    fieldsOrNull: (name) => {
      const member = object.get(name)
      return member === undefined || member === null ? null : fieldsOf(member, `${where}.${name}`)
    },
    listOrNull: (name, most) =>
      orNull(name, `a list of at most ${most}`, (member) =>
        Array.isArray(member) && member.length <= most ? (member as readonly ExactJson[]) : undefined
      )
  }
}

const isEmpty = (member: ExactJson | undefined): boolean =>
  member === undefined ||
  member === null ||
  member === '' ||
  (Array.isArray(member) && member.length === 0) ||
  (member instanceof Map && member.size === 0)
const asText = (member: ExactJson): string | undefined =>
  typeof member === 'string' && member.length <= mostText ? member : undefined
const asFlag = (member: ExactJson): boolean | undefined => (typeof member === 'boolean' ? member : undefined)
const asCount = (member: ExactJson): number | undefined =>
  typeof member === 'number' && Number.isSafeInteger(member) && member >= 0 ? member : undefined
const asInteger = (member: ExactJson): bigint | undefined =>
  typeof member === 'bigint'
    ? member
    : typeof member === 'number' && Number.isSafeInteger(member)
      ? BigInt(member)
      : undefined
