import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { asn1Tree } from '../../pki/asn1-tree.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { namesOf, tryDecode } from '../../pki/describe/certificate.ts'
import { keyAlgorithmName, spkiFingerprint } from '../../pki/describe/key.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { objectsBytes } from '../../pki/encoded-object.ts'
import type { Certificate } from '../../pki/model.ts'
import {
  annotateCertificate as annotateRow,
  getCertificateByFingerprint,
  insertCertificate,
  type CertificateClass
} from '../../store/certificates.ts'
import { setImportedKind } from '../../store/certificate-facts.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { rememberModulus } from '../policy/known-moduli.ts'
import { fingerprintOf } from './chain.ts'
import { requireCertificate, requireParsed } from './find.ts'
import { kindOf } from './kind.ts'

/** Certificates taken in one import. */
const MOST = 500

/**
 * Keeps certificates from elsewhere in the inventory: one, or all of a PEM file. They take no part in CRLs of ours.
 * @returns ids of the new ones and of those that were there already
 * @throws ChanceryError `malformed`, `too-large`
 */
export async function importCertificates(
  ca: CaContext,
  input: { certificate: string; note: string },
  actor: Actor
): Promise<{ imported: number[]; known: number[] }> {
  const all = objectsBytes(input.certificate, 'certificate')
  if (all.length > MOST)
    throw new ChanceryError(
      'too-large',
      `At most ${MOST} certificates can be imported at once; these are ${all.length}.`
    )
  const certificates = all.map(parseCertificate)
  return transaction(ca.store, (tx) => {
    const imported: number[] = []
    const known: number[] = []
    for (const certificate of certificates) {
      const there = getCertificateByFingerprint(tx, fingerprintOf(certificate.der))
      if (there !== undefined) {
        if (!known.includes(there.id) && !imported.includes(there.id)) known.push(there.id)
        continue
      }
      const id = keepCertificate(tx, ca, certificate, {
        class: 'imported',
        note: input.note,
        requesterText: actor.name
      })
      recordAudit(tx, ca, {
        actor,
        operation: 'certificate.import',
        object: { kind: 'certificate', id },
        outcome: 'ok',
        detail: { subject: certificate.subject.text, issuer: certificate.issuer.text, serial: certificate.serial }
      })
      imported.push(id)
    }
    return { imported, known }
  })
}

/** Writes the row of a certificate that was not issued through the door. @returns its id */
export function keepCertificate(
  tx: Writer,
  ca: CaContext,
  certificate: Certificate,
  as: {
    readonly class: CertificateClass
    readonly note: string
    readonly requesterText: string
    readonly authorityId?: number
  }
): number {
  const ski = tryDecode(certificate, '2.5.29.14')
  const id = insertCertificate(tx, {
    serial: certificate.serial,
    authorityId: as.authorityId ?? null,
    profileId: null,
    profileRevisionId: null,
    requestId: null,
    class: as.class,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    names: namesOf(certificate)
      .map(({ value }) => value)
      .join(' '),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyAlgorithm: keyAlgorithmName(certificate.publicKey),
    signatureAlgorithm: certificate.signatureAlgorithm.id ?? certificate.signatureAlgorithm.oid,
    spkiSha256: spkiFingerprint(certificate.publicKey.der),
    ski: ski?.kind === 'subjectKeyIdentifier' ? hexOf(ski.value) : null,
    fingerprint: fingerprintOf(certificate.der),
    requesterText: as.requesterText,
    previousCertificateId: null,
    note: as.note,
    createdAt: ca.clock.now(),
    der: certificate.der
  })
  if (as.class === 'imported') {
    const purposes = tryDecode(certificate, '2.5.29.37')
    const kind = purposes?.kind === 'extKeyUsage' ? kindOf(purposes.value, []) : null
    if (kind !== null) setImportedKind(tx, id, kind)
  }
  rememberModulus(tx, certificate.publicKey)
  afterCommit(tx, () => ca.emit('certificate.changed', { id }))
  return id
}

/** Sets the note, or archives and takes back from the archive. @throws ChanceryError `not-found` */
export async function annotateCertificate(
  ca: CaContext,
  input: { id: number; note?: string | undefined; archived?: boolean | undefined },
  actor: Actor
): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const record = requireCertificate(tx, input.id)
    const after = {
      ...(input.note === undefined ? {} : { note: input.note }),
      ...(input.archived === undefined ? {} : { archived: input.archived })
    }
    annotateRow(tx, record.id, after)
    const detail = { before: { note: record.note, archived: record.archived }, after }
    recordAudit(tx, ca, {
      actor,
      operation: 'certificate.annotate',
      object: { kind: 'certificate', id: record.id },
      outcome: 'ok',
      detail
    })
    afterCommit(tx, () => ca.emit('certificate.changed', { id: record.id }))
  })
  return { ok: true }
}

/** @returns the ASN.1 tree of a certificate with its bytes. @throws ChanceryError `not-found` */
export function certificateAsn1(ca: CaContext, input: { id: number }): { root: Asn1Node; base64: string } {
  const { der } = requireParsed(reader(ca.store), input.id)
  return { root: asn1Tree(der), base64: Buffer.from(der).toString('base64') }
}
