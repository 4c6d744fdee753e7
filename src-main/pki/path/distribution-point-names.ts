import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { NameValue, RelativeName } from '../../../src-shared/model/name.ts'
import { nameKey } from '../../../src-shared/model/name.ts'

/** @returns a text that is equal for two names of distribution points exactly when they are the same name. */
export function generalNameKey(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return `directory ${nameKey(name.value)}`
    case 'other':
      return `other ${name.oid} ${name.value}`
    default:
      // URIs compare octet by octet here: both texts were written by the same authority (RFC 5280 7.4).
      return `${name.kind} ${name.value}`
  }
}

/** @returns the key of the full name that nameRelativeToCRLIssuer stands for (RFC 5280 4.2.1.13). */
export function relativeToFullKey(issuer: NameValue, relative: RelativeName): string {
  return generalNameKey({ kind: 'directory', value: [...issuer, relative] })
}
