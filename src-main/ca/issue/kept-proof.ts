import { csrAttributes, parseCsr } from '../../pki/csr.ts'
import { crmfControls, parseCertReqMsg } from '../../pki/crmf.ts'
import { overwriteElement } from '../wire/mask-octets.ts'

/** Controls and registration information of a CertReqMsg whose value is a secret (RFC 4211 6.1, 6.2, 7.1). */
const secretControls: readonly string[] = [crmfControls.regToken, crmfControls.authenticator, crmfControls.utf8Pairs]

/** A CSR or CertReqMsg as it may be stored. */
export interface KeptBytes {
  /** The bytes as they came where no secret was in them, else a copy of the same length. */
  readonly der: Uint8Array
  /** A secret was overwritten: whoever keeps this has verified the signature before, nobody can do it again. */
  readonly secretTakenOut: boolean
}

/**
 * Takes the challengePassword (RFC 2985 5.4.1) out of a CSR. Devices send their enrolment secret in it, and what is
 * stored is shown, exported and backed up. Subject, key and extensions stay byte for byte.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function csrToKeep(der: Uint8Array): KeptBytes {
  const { attributes } = parseCsr(der)
  const secrets = attributes.filter(({ oid }) => oid === csrAttributes.challengePassword)
  return overwritten(
    der,
    secrets.flatMap(({ values }) => values)
  )
}

/** The same for a CertReqMsg: registration token, authenticator and pairs of text. @throws ChanceryError `malformed`, `too-large` */
export function crmfToKeep(der: Uint8Array): KeptBytes {
  const { controls, registration } = parseCertReqMsg(der)
  const secrets = [...controls, ...registration].filter(({ oid }) => secretControls.includes(oid))
  return overwritten(
    der,
    secrets.map(({ value }) => value)
  )
}

/** @param secrets elements within `der`, views of the same memory. */
function overwritten(der: Uint8Array, secrets: readonly Uint8Array[]): KeptBytes {
  if (secrets.length === 0) return { der, secretTakenOut: false }
  const copy = Uint8Array.from(der)
  for (const secret of secrets) overwriteElement(copy, secret.byteOffset - der.byteOffset)
  return { der: copy, secretTakenOut: true }
}
