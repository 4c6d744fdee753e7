import { timingSafeEqual } from 'node:crypto'
import type { CmpSettings } from '../../../src-shared/model/cmp.ts'
import { computeMac, readMacParameters, type MacParameters, type PkiMessage } from '../../pki/cmp.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import type { Certificate } from '../../pki/model.ts'
import { nameKey } from '../../../src-shared/model/name.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import { validatePath } from '../../pki/path.ts'
import { verifySignatureInPool } from '../../pki/verify.ts'
import { getCertificateByFingerprint, type CertificateRecord } from '../../store/certificates.ts'
import { getCmpClientByCertificate, getCmpClientByReference, type CmpClientRow } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { revokedAbove } from '../certificates/broken-chain.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import type { AskedCmp } from './admit.ts'
import { openCmpSecret } from './clients.ts'
import { CmpRefusal } from './refusal.ts'
import { trustedRoots } from './settings.ts'
import { countWrongMac, inTurn, requireNotGuessing } from './wrong-secrets.ts'

/** Who sent a message, proven by its protection. */
export interface Peer {
  /** Names who it is in a transaction: only the same goes on with it. */
  readonly id: string
  /** The same for people. */
  readonly text: string
  readonly ra: boolean
  /** The client as it is listed with the service; null for a certificate that is trusted for its issuer. */
  readonly client: CmpClientRow | null
  /** The MAC of the message; null for a signature. */
  readonly mac: MacParameters | null
  readonly certificate: Certificate | null
  /** Where the certificate is one of ours. */
  readonly record: CertificateRecord | null
}

/**
 * Checks the protection of a message (RFC 9810 5.1.3).
 * @param passedOn by a registration authority, which answers for what it passes on: its address does not wait
 * @throws CmpRefusal; ChanceryError `locked`, `malformed`, `invalid-input`
 */
export async function authenticate(
  ca: CaContext,
  service: AskedCmp,
  message: PkiMessage,
  passedOn = false
): Promise<Peer> {
  const { protection: algorithm } = message.header
  if (algorithm === null || message.protection === null)
    throw new CmpRefusal('badMessageCheck', 'The message is not protected. Protect it with a secret or a signature.')
  const mac = readMacParameters(algorithm)
  const { protection } = service.settings
  if (protection !== 'both' && (mac === null) !== (protection === 'signature'))
    throw new CmpRefusal(
      'wrongIntegrity',
      mac === null
        ? 'This service takes messages that are protected with a shared secret, and no signatures.'
        : 'This service takes signed messages, and none that are protected with a shared secret.'
    )
  return mac === null ? bySignature(ca, service, message) : bySecret(ca, service, message, mac, passedOn)
}

async function bySecret(
  ca: CaContext,
  service: AskedCmp,
  message: PkiMessage,
  mac: MacParameters,
  passedOn: boolean
): Promise<Peer> {
  requireCheapMac(mac, service.settings)
  if (!passedOn) requireNotGuessing(ca, service)
  const reference = Buffer.from(message.header.senderKeyId ?? []).toString('utf8')
  const client = getCmpClientByReference(reader(ca.store), service.id, reference)
  // Who does not know the secret does not learn which reference values there are.
  const wrong = (operatorText: string): CmpRefusal =>
    new CmpRefusal(
      'badMessageCheck',
      'Reference value and secret do not fit together, or are not accepted.',
      passedOn ? operatorText : `${operatorText}${countWrongMac(ca, service)}`
    )
  const said = reference.replace(/[^\x20-\x7e]/g, '?').slice(0, 64)
  if (client === undefined)
    throw wrong(
      reference === ''
        ? 'A message names no reference value (senderKID). Set it in the client.'
        : `A message names the reference value ${said}, which no client of this service has.`
    )
  if (client.state === 'revoked') throw wrong(`The CMP client ${client.name} was revoked and asked again.`)
  const compute = async (): Promise<Uint8Array> => {
    const secret = openCmpSecret(ca, client)
    try {
      return await computeMac(mac, secret, message.protectedPart)
    } finally {
      secret.fill(0)
    }
  }
  const expected = passedOn ? await compute() : await inTurn(ca, service, compute)
  const given = message.protection ?? new Uint8Array()
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw wrong(
      `The MAC of a message of the CMP client ${client.name} is wrong: it has another secret, or the message was altered.`
    )
  requireNotExpired(ca, client)
  return peerOf(client, { mac, certificate: null, record: null })
}

/** Before anything is computed: the count stands in the message of somebody who has proven nothing. */
function requireCheapMac(mac: MacParameters, { maximumIterations, sha1 }: CmpSettings): void {
  if (mac.iterations > maximumIterations)
    throw new CmpRefusal(
      'badAlg',
      `The MAC of the message asks for ${mac.iterations} rounds of hashing; this service does at most ${maximumIterations}.`
    )
  if (!sha1 && (mac.derive === 'sha1' || mac.mac === 'sha1'))
    throw new CmpRefusal('badAlg', 'The MAC of the message uses SHA-1. Use SHA-256 for its hash and its HMAC.')
}

function requireNotExpired(ca: CaContext, client: CmpClientRow): void {
  if (client.expiresAt === null || client.expiresAt > ca.clock.now()) return
  throw new CmpRefusal(
    'notAuthorized',
    'The time in which this client could ask is over.',
    `The CMP client ${client.name} asked after the end of its time. Make a new one for it.`
  )
}

function peerOf(client: CmpClientRow, proof: Pick<Peer, 'mac' | 'certificate' | 'record'>): Peer {
  return { id: `client:${client.id}`, text: `client ${client.name}`, ra: client.ra, client, ...proof }
}

async function bySignature(ca: CaContext, service: AskedCmp, message: PkiMessage): Promise<Peer> {
  const { header, protectedPart, protection, extraCertificates } = message
  // RFC 9483 3.3: the certificate of the signer is the first.
  const [certificate] = extraCertificates
  if (certificate === undefined || header.protection === null)
    throw new CmpRefusal(
      'badMessageCheck',
      'The message is signed but brings no certificate. Send that of the signer first among the extra certificates (RFC 9483 3.3).'
    )
  const { id, oid } = header.protection
  if (id === null)
    throw new CmpRefusal('badAlg', `The message is signed with the algorithm ${oid}, which is not known here.`)
  requireSender(message, certificate)
  if (
    !(await verifySignatureInPool(
      certificate.publicKey,
      header.protection,
      protectedPart,
      protection ?? new Uint8Array()
    ))
  )
    throw new CmpRefusal(
      'badMessageCheck',
      'The signature of the message does not verify with the certificate of its sender.'
    )
  const usage = findExtension(certificate, 'keyUsage')
  if (usage !== undefined && !usage.includes('digitalSignature'))
    throw new CmpRefusal(
      'signerNotTrusted',
      'The certificate of the sender is not for signatures: it lacks the key usage digitalSignature (RFC 9483 3.2).'
    )
  return trusted(ca, service, certificate, extraCertificates.slice(1))
}

/** RFC 9483 3.1: the sender is the subject of the certificate. */
function requireSender({ header: { sender } }: PkiMessage, certificate: Certificate): void {
  if (sender.kind === 'directory' && nameKey(sender.value) === certificate.subject.key) return
  const said = sender.kind === 'directory' ? formatName(sender.value) : sender.kind
  throw new CmpRefusal(
    'badMessageCheck',
    `The message names the sender "${said}" and is signed by "${certificate.subject.text}"; both must be the same (RFC 9483 3.1).`
  )
}

function trusted(ca: CaContext, service: AskedCmp, certificate: Certificate, others: readonly Certificate[]): Peer {
  const from = reader(ca.store)
  const fingerprint = fingerprintOf(certificate.der)
  const record = getCertificateByFingerprint(from, fingerprint) ?? null
  const now = ca.clock.now()
  const name = certificate.subject.text
  if (now < certificate.notBefore || now > certificate.notAfter)
    throw new CmpRefusal('signerNotTrusted', `The certificate of the sender, ${name}, is not valid at this time.`)
  if (record !== null && record.state !== 'active')
    throw new CmpRefusal('certRevoked', `The certificate of the sender, ${name}, is ${record.state}.`)
  const proof = { mac: null, certificate, record }
  const client = getCmpClientByCertificate(from, service.id, fingerprint)
  if (client !== undefined) {
    requireNotExpired(ca, client)
    return peerOf(client, proof)
  }
  const known = { id: `certificate:${fingerprint}`, ra: false, client: null, ...proof }
  if (record !== null && record.authorityId === service.authorityId && record.class === 'end-entity')
    return { ...known, text: `certificate ${record.serial} (${name})` }
  const anchors = trustedRoots(service.settings)
  const { valid, path } = validatePath({
    target: certificate,
    anchors,
    intermediates: others,
    at: now,
    revocation: 'none',
    crls: []
  })
  const revoked = valid ? revokedAbove(from, certificate, path) : null
  if (revoked !== null)
    throw new CmpRefusal(
      'certRevoked',
      `The certificate of the sender, ${name}, stands below an authority that counts no more: ${revoked}.`
    )
  if (anchors.length > 0 && valid) return { ...known, record: null, text: `outside certificate ${name}` }
  throw new CmpRefusal(
    'signerNotTrusted',
    `The certificate of the sender, ${name}, is not one that this service accepts.`,
    `A message is signed by ${name}, issued by ${certificate.issuer.text}: neither a certificate of this service's authority, nor of a trusted outside authority, nor one listed as a client.`
  )
}
