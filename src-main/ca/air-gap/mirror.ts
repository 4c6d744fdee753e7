import type { AnswerItem } from '../../../src-shared/model/bundle.ts'
import { authoritySettings, type AuthorityOrigin } from '../../../src-shared/model/authority.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { webAddress } from '../../../src-shared/model/scalars.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { keyAlgorithmName } from '../../pki/describe/key.ts'
import type { Certificate } from '../../pki/model.ts'
import { getMirrorOfRoot, insertMirror, touchMirror } from '../../store/air-gap.ts'
import {
  addAuthorityCertificate,
  getAuthority,
  getAuthorityByName,
  insertAuthority,
  listAuthorities,
  updateAuthority,
  type AuthorityRow
} from '../../store/authorities.ts'
import { getCertificateByFingerprint, getCertificateBySerial } from '../../store/certificates.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getKeyBySpki, insertKey } from '../../store/keys.ts'
import { isAuthority, currentCertificate, fingerprintOf, signedBy } from '../certificates/chain.ts'
import { keepCertificate } from '../certificates/inventory.ts'
import { settingsOf } from '../authorities/find.ts'
import { isRoot } from '../authorities/trust.ts'
import type { CaContext } from '../context.ts'
import { fingerprintOfKey } from './identity.ts'
import { refusal } from './refusal.ts'

export type RootItem = Extract<AnswerItem, { kind: 'root' }>

/** The root of an item, checked. @throws ChanceryError `malformed`, `refused-by-policy` where it is none */
export function rootOf(item: RootItem): Certificate {
  const certificate = parseCertificate(Buffer.from(item.certificate, 'base64'))
  if (fingerprintOfKey(certificate.publicKey.der) !== item.root || !isRoot(certificate) || !isAuthority(certificate))
    throw refusal(
      'bundle.wrong-root',
      item.name,
      `${certificate.subject.text} is not the root that the bundle speaks of: its key is another, or it does not sign itself.`
    )
  return certificate
}

/**
 * Takes over what the off-line side says of its root. The first time an authority row is made whose key row has no private
 * key: CRLs that were signed ahead are released and published from it like those of any other authority.
 * @returns the row of the mirror. @throws ChanceryError `conflict` where the root's key is here; `refused-by-policy`
 */
export function keepMirror(
  tx: Writer,
  ca: CaContext,
  item: RootItem,
  at: { readonly peerId: number; readonly bundleId: number },
  actor: Actor
): AuthorityRow {
  const certificate = rootOf(item)
  const now = ca.clock.now()
  const known = getMirrorOfRoot(tx, item.root)
  const authorityId = known?.authorityId ?? insertMirrored(tx, ca, item, certificate)
  if (known === undefined) insertMirror(tx, { authorityId, ...at, root: item.root, updatedAt: now })
  else touchMirror(tx, known.id, { bundleId: at.bundleId, updatedAt: now })
  const certificateId = keepOf(tx, ca, certificate, authorityId, 'authority', actor)
  const row = getAuthority(tx, authorityId)
  const settings = authoritySettings.parse(row === undefined ? {} : settingsOf(row))
  updateAuthority(tx, authorityId, row?.version ?? 1, {
    certificateId,
    settings: { ...settings, ...mirroredSettings(item, settings) },
    updatedAt: now
  })
  addAuthorityCertificate(tx, { authorityId, certificateId, since: now })
  for (const encoded of item.issued)
    keepIssued(tx, ca, parseCertificate(Buffer.from(encoded, 'base64')), authorityId, certificate, actor)
  adoptBelow(tx, authorityId, certificate, now)
  afterCommit(tx, () => ca.emit('authority.changed', { id: authorityId }))
  const kept = getAuthority(tx, authorityId)
  if (kept === undefined) throw refusal('bundle.wrong-root', item.name, `The mirror of ${item.name} could not be kept.`)
  return kept
}

function insertMirrored(tx: Writer, ca: CaContext, item: RootItem, certificate: Certificate): number {
  const now = ca.clock.now()
  if (getKeyBySpki(tx, item.root) !== undefined)
    throw refusal(
      'bundle.root-is-here',
      item.name,
      `The key of ${certificate.subject.text} is in this installation already; it cannot be mirrored where it is.`
    )
  const other = listAuthorities(tx).find((row) => row.subject === certificate.subject.text && row.state !== 'destroyed')
  if (other !== undefined)
    throw refusal(
      'bundle.root-is-here',
      item.name,
      `The authority ${other.name} has the subject ${certificate.subject.text} already, with another key. Two authorities of one name cannot be told apart (RFC 5280 4.1.2.4).`
    )
  const keyId = insertKey(tx, {
    label: `Root ${item.name}, off line`,
    algorithm: keyAlgorithmName(certificate.publicKey),
    spki: certificate.publicKey.der,
    spkiSha256: item.root,
    location: 'software',
    sealed: null,
    purposes: [],
    origin: 'imported',
    createdAt: now
  })
  const origin: AuthorityOrigin = {
    key: 'imported',
    certificate: 'imported',
    note: 'Mirror of a root that is kept off line'
  }
  return insertAuthority(tx, {
    name: freeName(tx, item.name),
    kind: 'root',
    issuerId: null,
    externalIssuer: null,
    state: 'key-offline',
    subject: certificate.subject.text,
    subjectDer: certificate.subject.der,
    keyId,
    certificateId: null,
    csr: null,
    settings: authoritySettings.parse({}),
    origin,
    createdAt: now,
    updatedAt: now
  })
}

function freeName(tx: Writer, wished: string): string {
  for (let at = 1; ; at++) {
    const name = at === 1 ? wished : `${wished.slice(0, 90)} ${at}`
    if (getAuthorityByName(tx, name) === undefined) return name
  }
}

/** A mirror signs nothing by itself; how long CRLs live is decided where they are signed. */
function mirroredSettings(
  item: RootItem,
  present: ReturnType<typeof authoritySettings.parse>
): Pick<ReturnType<typeof authoritySettings.parse>, 'crl' | 'addresses'> {
  const life = durationText.safeParse(item.crlLife)
  const overlap = durationText.safeParse(item.crlOverlap)
  const addresses = item.crlAddresses.filter((address) => webAddress.safeParse(address).success)
  return {
    crl: {
      ...present.crl,
      onRevocation: false,
      scheduled: false,
      onRequest: false,
      ...(life.success ? { life: life.data } : {}),
      ...(overlap.success ? { overlap: overlap.data } : {})
    },
    addresses: { ...present.addresses, crl: addresses }
  }
}

/** Keeps a certificate of the root under its mirror, so that it can be watched, and revoked. */
export function keepIssued(
  tx: Writer,
  ca: CaContext,
  certificate: Certificate,
  authorityId: number,
  root: Certificate,
  actor: Actor
): number {
  if (certificate.issuer.key !== root.subject.key || !signedBy(certificate, root))
    throw refusal(
      'bundle.wrong-root',
      certificate.subject.text,
      `The certificate of ${certificate.subject.text} is not signed by ${root.subject.text}.`
    )
  return keepOf(tx, ca, certificate, authorityId, isAuthority(certificate) ? 'authority' : 'service', actor)
}

function keepOf(
  tx: Writer,
  ca: CaContext,
  certificate: Certificate,
  authorityId: number,
  as: 'authority' | 'service',
  actor: Actor
): number {
  const there = getCertificateByFingerprint(tx, fingerprintOf(certificate.der))
  if (there !== undefined) return there.id
  if (getCertificateBySerial(tx, authorityId, certificate.serial) !== undefined)
    throw refusal(
      'bundle.wrong-root',
      certificate.subject.text,
      `The serial number ${certificate.serial} of ${certificate.subject.text} belongs to another certificate of the same root (RFC 5280 4.1.2.2).`
    )
  return keepCertificate(tx, ca, certificate, { class: as, note: '', requesterText: actor.name, authorityId })
}

/** Authorities that were certified by this root before it was mirrored stand below it from now on. */
function adoptBelow(tx: Writer, authorityId: number, root: Certificate, now: number): void {
  for (const row of listAuthorities(tx)) {
    if (row.issuerId !== null || row.id === authorityId || row.kind === 'root') continue
    const own = currentCertificate(tx, row)
    if (own === undefined || own.issuer.key !== root.subject.key || !signedBy(own, root)) continue
    updateAuthority(tx, row.id, row.version, { issuerId: authorityId, externalIssuer: null, updatedAt: now })
  }
}

/** @returns whether the certificate says that its holder may sign OCSP answers (RFC 6960 4.2.2.2) */
export function signsOcsp(certificate: Certificate): boolean {
  const purposes = tryDecode(certificate, '2.5.29.37')
  return purposes?.kind === 'extKeyUsage' && purposes.value.includes(purpose.ocspSigning)
}
