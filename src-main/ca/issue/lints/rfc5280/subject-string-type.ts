import { attributeType } from '../../../../../src-shared/model/name-attributes.ts'
import { BMP_STRING, TELETEX_STRING, UNIVERSAL_STRING, tagName } from '../../../../pki/der/tags.ts'
import type { LintRule } from '../../lint-rule.ts'
import { nameStrings } from '../name-strings.ts'

const old: ReadonlySet<number> = new Set([TELETEX_STRING, BMP_STRING, UNIVERSAL_STRING])

export const subjectStringType: LintRule = {
  id: 'rfc5280.subject-string-type',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.4, 4.1.2.6',
  meaning: 'Names in new certificates use UTF8String or PrintableString where the type leaves a choice.',
  profileField: null,
  check: ({ certificate }) =>
    nameStrings(certificate.subject)
      .filter((value) => old.has(value.tag))
      .map((value) => `${attributeType(value.oid)?.label ?? value.oid} is a ${tagName(value.tag)}.`)
}
