import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { encodeGeneralNames } from '../general-name.ts'
import type { Extension } from '../model.ts'
import { extensionIds } from './ids.ts'

/** RFC 5280 4.2.1.6; critical when the subject is empty. @throws ChanceryError `invalid-input` naming the name. */
export function subjectAltNameExtension(names: readonly GeneralName[], critical = false): Extension {
  return { oid: extensionIds.subjectAltName, critical, value: encodeGeneralNames(names) }
}

/** RFC 5280 4.2.1.7. @throws ChanceryError `invalid-input` naming the name. */
export function issuerAltNameExtension(names: readonly GeneralName[]): Extension {
  return { oid: extensionIds.issuerAltName, critical: false, value: encodeGeneralNames(names) }
}

/** CRL entry extension of indirect CRLs, RFC 5280 5.3.3: always critical. */
export function certificateIssuerExtension(names: readonly GeneralName[]): Extension {
  return { oid: extensionIds.certificateIssuer, critical: true, value: encodeGeneralNames(names) }
}
