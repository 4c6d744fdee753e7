import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate, CertificateList } from '../../pki/model.ts'
import { verifySignature } from '../../pki/verify.ts'
import type { CrlRow } from '../../store/crls.ts'
import type { HttpReply } from '../../world/net.ts'
import { found, SKEW, when, wrong, type Finding } from './finding.ts'

/** @returns what is wrong with a reply before anybody looks into it; null where nothing is */
export function wrongReply({ status, headers, body }: HttpReply, type: string): string | null {
  if (status !== 200)
    return `The server answered with status ${status} in place of 200. Publish there, or correct the address of the authority.`
  if (body.length === 0) return 'The server answered with an empty body.'
  const given = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (given !== type)
    return `The server calls it ${given ?? 'nothing at all'}; relying parties expect ${type}. Set the media type in its configuration.`
  return null
}

/** @returns what is at a CRL's address. @param latest the newest that was released; undefined where there is none */
export function wrongCrl(
  reply: HttpReply,
  issuer: Certificate,
  latest: Pick<CrlRow, 'number' | 'sha256'> | undefined,
  now: number
): Finding {
  const early = wrongReply(reply, 'application/pkix-crl')
  if (early !== null) return wrong(early)
  const crl = parsed(() => parseCrl(reply.body), 'CRL')
  if (crl instanceof ChanceryError) return wrong(crl.message)
  const { nextUpdate } = crl
  const problem =
    wrongSigner(crl, issuer) ?? wrongTime(crl, now) ?? wrongNumber(crl, latest) ?? wrongFile(reply.body, latest)
  if (problem !== null) return wrong(problem, nextUpdate)
  const count = `${crl.entryCount} ${crl.entryCount === 1 ? 'entry' : 'entries'}`
  return found(`CRL ${numberOf(crl) ?? ''} with ${count}, good until ${when(nextUpdate ?? now)}.`, nextUpdate)
}

function wrongSigner(crl: CertificateList, issuer: Certificate): string | null {
  if (crl.issuer.key !== issuer.subject.key)
    return `This is a CRL of another authority: ${crl.issuer.text}. The address serves the wrong file.`
  const { id } = crl.signatureAlgorithm
  if (id === null || !verifySignature(issuer.publicKey.der, id, crl.tbs, crl.signature))
    return 'Its signature does not verify with the certificate of the authority. The file was altered, or is of an older key.'
  return null
}

function wrongTime({ thisUpdate, nextUpdate }: CertificateList, now: number): string | null {
  if (thisUpdate > now + SKEW) return `It begins only at ${when(thisUpdate)}. It was released before its day.`
  if (nextUpdate === null) return 'It does not say when the next one comes (RFC 5280 5.1.2.5).'
  if (nextUpdate <= now) return `It went out of date at ${when(nextUpdate)}. Publish the present one.`
  return null
}

function wrongNumber(crl: CertificateList, latest: Pick<CrlRow, 'number'> | undefined): string | null {
  const served = numberOf(crl)
  if (served === null) return 'It has no number (RFC 5280 5.2.3).'
  if (latest === undefined) return `It has number ${served}, but this installation never signed one.`
  const ours = BigInt(`0x${latest.number}`)
  if (served < ours) return `It is CRL ${served}; the newest is CRL ${ours}. Publish again.`
  if (served > ours) return `It is CRL ${served}, newer than CRL ${ours} of this installation. Was a backup restored?`
  return null
}

/** A delta and CRLs of other scopes can have the number of the one that belongs here. */
function wrongFile(body: Uint8Array, latest: Pick<CrlRow, 'sha256'> | undefined): string | null {
  if (latest === undefined || hash('sha256', body, 'hex') === latest.sha256) return null
  return 'It has the number of the newest, but is another CRL: a delta, or one of another scope. Publish again.'
}

function numberOf(crl: CertificateList): bigint | null {
  const hex = findExtension(crl, 'crlNumber')
  return hex === undefined ? null : BigInt(`0x${hex}`)
}

/** @returns what is at an AIA address: the certificate of the authority, and no other. */
export function wrongCertificate(reply: HttpReply, issuer: Certificate): Finding {
  const early = wrongReply(reply, 'application/pkix-cert')
  if (early !== null) return wrong(early)
  const certificate = parsed(() => parseCertificate(reply.body), 'certificate')
  if (certificate instanceof ChanceryError)
    return wrong(`${certificate.message} RFC 5280 4.2.2.1 wants one certificate in DER.`)
  if (sameBytes(certificate.der, issuer.der)) return found(`The certificate of ${issuer.subject.text}.`)
  if (certificate.subject.key !== issuer.subject.key)
    return wrong(`It is the certificate of another authority: ${certificate.subject.text}.`)
  return wrong('It is an earlier certificate of the authority. Publish the present one.')
}

function parsed<T>(parse: () => T, what: string): T | ChanceryError {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    return new ChanceryError(error.code, `This is not a ${what} in DER: ${error.message}`, { cause: error })
  }
}
