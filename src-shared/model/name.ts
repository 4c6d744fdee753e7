import { ChanceryError, type Reason } from '../errors.ts'
import { hasHiddenCharacter } from './hidden-characters.ts'
import { attributeType } from './name-attributes.ts'

/**
 * Distinguished names as plain values (X.501, RFC 5280 4.1.2.4), usable on both sides of the border.
 * Text form: name-text.ts. The codec between these and DER: src-main/pki/name.ts.
 */

/** One attribute of a name. */
export interface NameAttribute {
  /** Attribute type, dotted. */
  readonly oid: string
  /** The text; for a value that is not a string type, `#` and the hex of its DER (RFC 4514 2.4). */
  readonly value: string
  /** Present when `value` is the `#` form. */
  readonly raw?: true
}

/** One RDN: usually a single attribute, more where the RDN is multi-valued. */
export type RelativeName = readonly NameAttribute[]

/** A name: its RDNs in encoded order. Empty for the empty name. */
export type NameValue = readonly RelativeName[]

/** Far beyond any real name. */
export const MAX_NAME_ATTRIBUTES = 200

/** @returns the attributes of all RDNs in encoded order. */
export function nameAttributes(name: NameValue): readonly NameAttribute[] {
  return name.flat()
}

/** @returns the values of one attribute type, in encoded order. */
export function attributeValues(name: NameValue, oid: string): readonly string[] {
  return nameAttributes(name).flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []))
}

/**
 * @returns every reason why the name cannot be written into a certificate: lengths and character sets of RFC 5280
 * appendix A.1, control characters, an RDN without attributes or with one type twice (X.501 9.3).
 */
export function checkName(name: NameValue, where = 'subject'): Reason[] {
  const reasons: Reason[] = []
  if (nameAttributes(name).length > MAX_NAME_ATTRIBUTES)
    reasons.push({ where, rule: 'name.size', message: `A name has at most ${MAX_NAME_ATTRIBUTES} attributes.` })
  for (const relative of name) {
    if (relative.length === 0)
      reasons.push({ where, rule: 'name.empty-rdn', message: 'A part of the name has no attribute.' })
    if (new Set(relative.map((attribute) => attribute.oid)).size < relative.length)
      reasons.push({
        where,
        rule: 'name.repeated-type',
        message: 'A multi-valued part of the name has one attribute type twice.'
      })
    for (const attribute of relative) reasons.push(...checkAttribute(attribute, where))
  }
  return reasons
}

function checkAttribute(attribute: NameAttribute, where: string): Reason[] {
  const row = attributeType(attribute.oid)
  const at = `${where}.${row?.name ?? attribute.oid}`
  const label = row?.label ?? attribute.oid
  if (attribute.raw === true)
    return /^#(?:[0-9a-fA-F]{2}){2,}$/.test(attribute.value)
      ? []
      : [
          {
            where: at,
            rule: 'name.raw',
            message: `${label}: “${attribute.value.slice(0, 40)}” is not # and the hexadecimal DER of a value.`
          }
        ]
  const reasons: Reason[] = []
  const value = attribute.value
  const length = [...value].length
  const [min, max] = [row?.minLength ?? 1, row?.maxLength ?? 32_768]
  if (length < min || length > max)
    reasons.push({
      where: at,
      rule: 'name.length',
      message: `${label} has ${length} characters; ${min === max ? `exactly ${max} are` : `${min} to ${max} are`} allowed (RFC 5280 appendix A.1).`
    })
  if (hasHiddenCharacter(value))
    reasons.push({
      where: at,
      rule: 'name.control',
      message: `${label} holds a character that is not seen, such as a control character or one that turns the direction of writing. Remove it.`
    })
  else if (row?.syntax === 'raw')
    reasons.push({
      where: at,
      rule: 'name.raw',
      message: `${label} is not text; give # and the hexadecimal DER of the value.`
    })
  else if (row?.syntax === 'printable' && !/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value))
    reasons.push({
      where: at,
      rule: 'name.characters',
      message: `${label} “${value}” may only hold letters A-Z, digits, blank and '()+,-./:=? (PrintableString).`
    })
  else if (row?.syntax === 'ia5' && !/^[\x20-\x7e]*$/.test(value))
    reasons.push({
      where: at,
      rule: 'name.characters',
      message: `${label} “${value}” may only hold ASCII characters (IA5String).`
    })
  else if (!value.isWellFormed())
    reasons.push({ where: at, rule: 'name.characters', message: `${label} is not well-formed Unicode.` })
  return reasons
}

/**
 * The comparison of RFC 5280 7.1 as a lookup key: two names have the same key exactly when they are the same.
 * Values are compared after the mapping of RFC 4518 (invisible characters removed, white space and case folded,
 * NFKC); the string type does not matter; within an RDN the order does not matter; RDN order does.
 */
export function nameKey(name: NameValue): string {
  return name.map(relativeNameKey).join('\u001e')
}

/** The key of one RDN, as in `nameKey`; for the prefix rule of directory name constraints (RFC 5280 4.2.1.10). */
export function relativeNameKey(relative: RelativeName): string {
  if (relative.length === 1) return attributeKey(relative[0]!)
  return relative.map(attributeKey).toSorted().join('\u001f')
}

/** @returns whether RFC 5280 7.1 calls the two names the same. */
export function sameName(a: NameValue, b: NameValue): boolean {
  return nameKey(a) === nameKey(b)
}

function attributeKey(attribute: NameAttribute): string {
  // The prepared text holds no control characters, so neither separator nor marker can come from a value.
  return attribute.raw === true
    ? `${attribute.oid}\u001d${attribute.value.toLowerCase()}`
    : `${attribute.oid}=${preparedText(attribute.value)}`
}

/** RFC 4518 2.2: mapped to nothing. */
const invisible =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u06dd\u070f\u1806\u180b-\u180e\u200b-\u200f]|\u034f|[\u202a-\u202e\u2060-\u2063\u206a-\u206f\ufeff\ufff9-\ufffc]|[\ufe00-\ufe0f]/g

/** @returns a value prepared for comparison: RFC 4518 section 2 for caseIgnoreMatch. */
export function preparedText(value: string): string {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(value)) return value.toLowerCase()
  const folded = value
    .replace(invisible, '')
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
  return folded.replace(/[\s\u0085\u00a0]+/g, ' ').trim()
}

/** @throws ChanceryError `invalid-input` with every reason of `checkName`. */
export function requireName(name: NameValue, where = 'subject'): void {
  const reasons = checkName(name, where)
  if (reasons.length > 0)
    throw new ChanceryError('invalid-input', `The name cannot be used. ${reasons[0]!.message}`, { reasons })
}
