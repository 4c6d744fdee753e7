import { assertNever } from '../../../src-shared/assert-never.ts'
import { generalNameLabels, type GeneralName } from '../../../src-shared/model/general-name.ts'
import { showHidden } from '../../../src-shared/model/hidden-characters.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'

/** @returns type and value of a general name as people read them. */
export function generalNameParts(name: GeneralName): { readonly type: string; readonly value: string } {
  switch (name.kind) {
    case 'dns':
    case 'email':
    case 'uri':
    case 'ip':
    case 'upn':
    case 'smtp-utf8':
      return { type: generalNameLabels[name.kind], value: showHidden(name.value) }
    case 'rid':
      return { type: generalNameLabels.rid, value: labelled(name.value) }
    case 'directory':
      return { type: generalNameLabels.directory, value: formatName(name.value) }
    case 'other':
      return { type: generalNameLabels.other, value: `${labelled(name.oid)}: ${name.value}` }
    case 'x400':
    case 'edi':
      return { type: generalNameLabels[name.kind], value: name.value }
    default:
      return assertNever(name)
  }
}

/** @returns one line such as `DNS name: www.example.test`. */
export function describeGeneralName(name: GeneralName): string {
  const { type, value } = generalNameParts(name)
  return `${type}: ${value}`
}

/** @returns the label of an OID with its number, or the number alone where it is unknown. */
export function labelled(oid: string): string {
  const label = oidLabel(oid)
  return label === oid ? oid : `${label} (${oid})`
}
