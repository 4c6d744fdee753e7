import type { Reason } from '../../../src-shared/errors.ts'
import { attributeType, attributeTypeNamed } from '../../../src-shared/model/name-attributes.ts'
import { isOid } from '../../../src-shared/model/oid.ts'
import type { AlternativeNameRule, AttributeRule, ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AlternativeNameType } from '../../../src-shared/model/subject-entry.ts'
import { compilePattern, PatternError, type Pattern } from './pattern.ts'

export interface CompiledAttributeRule {
  readonly rule: AttributeRule
  readonly oid: string
  readonly pattern: Pattern | null
  /** Place in the subject: that of the rule in the profile. */
  readonly place: number
}

export interface CompiledNameRule {
  readonly rule: AlternativeNameRule
  readonly pattern: Pattern | null
}

/** A profile's content made ready to be applied many times. */
export interface CompiledProfile {
  readonly content: ProfileContent
  /** Rules by attribute OID, in the order in which their types first appear. */
  readonly attributes: ReadonlyMap<string, readonly CompiledAttributeRule[]>
  readonly names: ReadonlyMap<AlternativeNameType, readonly CompiledNameRule[]>
  /** What makes the profile unusable as it stands. */
  readonly problems: readonly Reason[]
}

/** @returns the dotted OID of an attribute type given by short name or OID, or null. */
export function attributeOid(type: string): string | null {
  return attributeTypeNamed(type)?.oid ?? (isOid(type) ? type : null)
}

/** @returns the short name of an attribute type, or its OID. */
export function attributeName(oid: string): string {
  return attributeType(oid)?.name ?? oid
}

/** Makes a profile ready; what cannot be used is listed in `problems` and refuses every request. */
export function compileProfile(content: ProfileContent): CompiledProfile {
  const problems: Reason[] = []
  const attributes = new Map<string, CompiledAttributeRule[]>()
  content.subject.attributes.forEach((rule, place) => {
    const where = `subject.attributes.${place}`
    const oid = attributeOid(rule.type)
    if (oid === null) {
      problems.push({
        where,
        rule: 'profile.attribute',
        message: `The profile names an attribute type "${rule.type}" that does not exist. Use a short name such as O, or an OID.`
      })
      return
    }
    const rules = attributes.get(oid) ?? []
    rules.push({ rule, oid, pattern: patternOf(rule.pattern, where, problems), place })
    attributes.set(oid, rules)
  })
  const names = new Map<AlternativeNameType, CompiledNameRule[]>()
  content.alternativeNames.rules.forEach((rule, place) => {
    const rules = names.get(rule.type) ?? []
    rules.push({ rule, pattern: patternOf(rule.pattern, `alternativeNames.rules.${place}`, problems) })
    names.set(rule.type, rules)
  })
  return { content, attributes, names, problems }
}

function patternOf(text: string | null, where: string, problems: Reason[]): Pattern | null {
  if (text === null || text === '') return null
  try {
    return compilePattern(text)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    problems.push({
      where: `${where}.pattern`,
      rule: 'profile.pattern',
      message: `${error.message} Correct the pattern "${text}" in the profile.`
    })
    return null
  }
}
