import { createHash } from 'node:crypto'
import type { AnswerItem } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { parseCrl } from '../../pki/crl.ts'
import { decodeExtension } from '../../pki/extensions/decode.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import type { Certificate, CertificateList } from '../../pki/model.ts'
import { verifySignature } from '../../pki/verify.ts'
import { listRevokedOf } from '../../store/air-gap.ts'
import { raiseCrlNumber, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificate, getCertificateBySerial } from '../../store/certificates.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { insertCrl, latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { newestAuditSeq, revokeCertificate, suspendCertificate } from '../../store/revocations.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { withdrawWaiting } from '../crl/issue.ts'
import { storedNumber } from '../crl/number.ts'
import { refusal } from './refusal.ts'

export type CrlItem = Extract<AnswerItem, { kind: 'crl' }>

interface SignedElsewhere {
  readonly item: CrlItem
  readonly list: CertificateList
  /** Forty hex digits. */
  readonly number: string
}

/**
 * Takes CRLs that the off-line side has signed. Numbers strictly rise; one whose day has not come waits for it, and what
 * waited before is withdrawn. What they say of certificates that are known here is taken over.
 * @returns how many are new. @throws ChanceryError `refused-by-policy`, `malformed`
 */
export function keepCrls(
  tx: Writer,
  ca: CaContext,
  row: AuthorityRow,
  root: Certificate,
  items: readonly CrlItem[],
  actor: Actor
): number {
  const known = latestCrl(tx, row.id)
  const there = new Set(
    [known, ...listWaitingCrls(tx, row.id)].flatMap((one) => (one === undefined ? [] : [one.sha256]))
  )
  const read = items.map((item) => checked(item, root)).toSorted((a, b) => (a.number < b.number ? -1 : 1))
  requireRising(read)
  const fresh = read.filter(({ item }) => !there.has(item.sha256))
  const [first] = fresh
  const newest = read.at(-1)
  if (first === undefined || newest === undefined) return 0
  if (known !== undefined && first.number <= known.number)
    throw refusal(
      'bundle.crl-number',
      `CRL ${first.item.number}`,
      `CRL ${first.item.number} of ${row.name} does not follow the last one, whose number is ${BigInt(`0x${known.number}`).toString()}. Numbers never fall (RFC 5280 5.2.3).`
    )
  takeOverRevocations(tx, ca, row, newest.list, actor)
  withdrawWaiting(tx, row.id)
  const seq = newestAuditSeq(tx)
  const now = ca.clock.now()
  const due = fresh.filter(({ list }) => list.thisUpdate <= now)
  const released = due.at(-1)
  for (const one of fresh) {
    const complete = knowsAll(tx, row.id, one.list, now)
    const state = !due.includes(one) || !complete ? 'waiting' : one === released ? 'released' : 'withdrawn'
    const id = insertCrl(
      tx,
      {
        authorityId: row.id,
        number: one.number,
        kind: 'complete',
        scope: '',
        baseNumber: null,
        thisUpdate: one.list.thisUpdate,
        nextUpdate: one.item.nextUpdate,
        entries: one.list.entryCount,
        size: one.list.der.length,
        sha256: one.item.sha256,
        createdAt: now,
        reason: 'ahead of time',
        seenSeq: complete ? seq : 0,
        state,
        releasedAt: state === 'released' ? now : null
      },
      one.list.der
    )
    if (state === 'released') afterCommit(tx, () => ca.emit('crl.issued', { authorityId: row.id, crlId: id }))
  }
  raiseCrlNumber(tx, row.id, newest.number)
  return fresh.length
}

function checked(item: CrlItem, root: Certificate): SignedElsewhere {
  const where = `CRL ${item.number}`
  const der = new Uint8Array(Buffer.from(item.crl, 'base64'))
  if (createHash('sha256').update(der).digest('hex') !== item.sha256)
    throw refusal('bundle.digest', where, `${where} does not have the SHA-256 that the bundle says. It was exchanged.`)
  const list = parseCrl(der)
  const wrong = (why: string): Error => refusal('bundle.crl', where, `${where} cannot be taken: ${why}.`)
  if (list.issuer.key !== root.subject.key) throw wrong(`it is from ${list.issuer.text}, not from ${root.subject.text}`)
  if (!verifySignature(root.publicKey, list.signatureAlgorithm, list.tbs, list.signature))
    throw wrong(`its signature does not verify with the key of ${root.subject.text}`)
  const partial = [extensionIds.deltaCrlIndicator, extensionIds.issuingDistributionPoint].some(
    (oid) => list.extension(oid) !== undefined
  )
  if (partial) throw wrong('it is a delta, or covers only a part of the certificates (RFC 5280 5.2.4, 5.2.5)')
  const extension = list.extension(extensionIds.crlNumber)
  const decoded = extension === undefined ? undefined : decodeExtension(extension)
  if (decoded?.kind !== 'crlNumber') throw wrong('it has no number (RFC 5280 5.2.3)')
  if (BigInt(`0x${decoded.value}`).toString() !== item.number) throw wrong('its number is another than the bundle says')
  if (list.thisUpdate !== item.release || list.nextUpdate !== item.nextUpdate)
    throw wrong('its days are others than the bundle says')
  return { item, list, number: storedNumber(item.number) }
}

/** A later number begins later: otherwise a release would take back what is out. */
function requireRising(read: readonly SignedElsewhere[]): void {
  for (const [at, one] of read.entries()) {
    const before = read[at - 1]
    if (before === undefined) continue
    if (before.number === one.number || before.list.thisUpdate >= one.list.thisUpdate)
      throw refusal(
        'bundle.crl-number',
        `CRL ${one.item.number}`,
        `CRL ${one.item.number} does not follow CRL ${before.item.number}: number and day must both rise (RFC 5280 5.2.3).`
      )
  }
}

/** What the root has revoked is revoked here too. */
function takeOverRevocations(tx: Writer, ca: CaContext, row: AuthorityRow, list: CertificateList, actor: Actor): void {
  for (const { serial, revokedAt, reason, invalidityDate } of list.entries()) {
    const record = getCertificateBySerial(tx, row.id, serial)
    const hold = reason === 'certificateHold'
    if (record === undefined || record.state === 'revoked' || (hold && record.state === 'suspended')) continue
    if (hold) suspendCertificate(tx, record.id, revokedAt)
    else revokeCertificate(tx, record.id, { at: revokedAt, reason, invalidityAt: invalidityDate })
    recordAudit(tx, ca, {
      actor,
      operation: hold ? 'certificate.suspend' : 'certificate.revoke',
      object: { kind: 'certificate', id: record.id },
      outcome: 'ok',
      detail: { serial, authorityId: row.id, from: record.state, reason, by: 'CRL of the off-line root' }
    })
    afterCommit(tx, () => ca.emit('certificate.changed', { id: record.id }))
  }
}

function knowsAll(tx: Writer, authorityId: number, list: CertificateList, now: number): boolean {
  return listRevokedOf(tx, authorityId, now).every((id) => {
    const record = getCertificate(tx, id)
    return record === undefined || list.find(record.serial) !== undefined
  })
}
