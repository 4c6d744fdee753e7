import { ChanceryError } from '../../../src-shared/errors.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import type { NameAttribute, NameValue } from '../../../src-shared/model/name.ts'
import type { Name } from '../../pki/model.ts'
import { nameFromText, nameFromValue } from '../../pki/name.ts'

/** Stands in front of every name that a rehearsal certifies, so that nothing of it can pass as real. */
export const rehearsalMark = 'REHEARSAL '

/** RFC 5280 appendix A.1: ub-common-name and ub-organization-name are 64. */
const longest = 64
const commonName = '2.5.4.3'

/**
 * @returns the name with the mark in front of its common name, or of the first attribute that has room for it
 * @throws ChanceryError `invalid-input` where none has
 */
export function markedName(text: string): Name {
  const name = nameFromText(text)
  const roomy = (one: NameAttribute): boolean =>
    one.raw !== true && one.value.length + rehearsalMark.length <= longest && !isCountry(one)
  const all = name.value.flat()
  const chosen = all.find((one) => one.oid === commonName && roomy(one)) ?? all.find(roomy)
  if (chosen === undefined)
    throw new ChanceryError(
      'invalid-input',
      `The name ${name.text} has no room for the mark of a rehearsal: a common name of at most ${longest - rehearsalMark.length} characters has.`
    )
  const value: NameValue = name.value.map((relative) =>
    relative.map((one) => (one === chosen ? { ...one, value: rehearsalMark + one.value } : one))
  )
  return nameFromValue(value)
}

/** countryName is two letters. */
function isCountry({ oid }: NameAttribute): boolean {
  return oid === '2.5.4.6'
}

/** @returns the text of a name without the mark of a rehearsal */
export function unmarkedText(name: Name): string {
  return formatName(
    name.value.map((relative) =>
      relative.map((one) =>
        one.raw !== true && one.value.startsWith(rehearsalMark)
          ? { ...one, value: one.value.slice(rehearsalMark.length) }
          : one
      )
    )
  )
}
