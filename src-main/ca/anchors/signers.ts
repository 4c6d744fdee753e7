import type { EvidenceSigner } from '../../../src-shared/api/anchors.ts'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../../pki/extensions/key-usage.ts'
import { subjectKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import { nameFromValue } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import {
  getEvidenceSigner,
  getEvidenceSignerByName,
  insertEvidenceSigner,
  listEvidenceSigners,
  retireEvidenceSigner,
  type EvidenceSignerRow
} from '../../store/audit-anchors.ts'
import { destroyKey, getKey, type KeyRow } from '../../store/keys.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { generateKey, keepKey, keyAlgorithmNamed } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { signEvidence } from '../sign.ts'
import type { DetachedSigner } from './detached.ts'

/** Evidence is looked at for long; what it proves is bounded by its time-stamp, and not by this. */
const YEARS = 20
const YEAR_MS = 365.25 * 86_400_000

/**
 * Makes an evidence key, or takes one on a token that was made for evidence. Its certificate is signed by itself: it
 * says nothing but the name, and an auditor knows it by its SHA-256, which people compare when it is made.
 * @throws ChanceryError `name-taken`, `locked`, `key-unavailable`, `not-found`
 */
export async function addEvidenceSigner(
  ca: CaContext,
  input: { readonly name: string; readonly key: string; readonly tokenKey?: number | undefined },
  actor: Actor
): Promise<EvidenceSigner> {
  const { name } = input
  if (getEvidenceSignerByName(reader(ca.store), name) !== undefined)
    throw new ChanceryError('name-taken', `There is an evidence key named ${name} already.`)
  const made = input.tokenKey === undefined ? await newKey(ca, name, input.key) : null
  const key = made ?? tokenKey(ca, input.tokenKey ?? 0)
  try {
    const certificate = await certificateFor(ca, key, name)
    const id = await transaction(ca.store, (tx) => {
      const signer = insertEvidenceSigner(tx, {
        name,
        keyId: key.id,
        certificate,
        createdAt: ca.clock.now(),
        createdBy: actor.name
      })
      recordAudit(tx, ca, {
        actor,
        operation: 'anchor.add-signer',
        object: { kind: 'evidence-signer', id: signer },
        outcome: 'ok',
        detail: { name, keyId: key.id, location: key.location, sha256: spkiFingerprint(certificate) }
      })
      return signer
    })
    return requireShown(reader(ca.store), id)
  } catch (error) {
    if (made !== null) await transaction(ca.store, (tx) => destroyKey(tx, made.id, ca.clock.now()))
    throw error
  }
}

async function newKey(ca: CaContext, name: string, algorithm: string): Promise<KeyRow> {
  const key = await generateKey(ca, keyAlgorithmNamed(algorithm), { label: `Evidence ${name}`, purposes: ['audit'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  return requireKey(ca, key.id)
}

function tokenKey(ca: CaContext, id: number): KeyRow {
  const key = requireKey(ca, id)
  if (key.purposes.includes('audit') && key.location !== 'software') return key
  throw new ChanceryError(
    'invalid-input',
    `The key ${key.label} was not made for evidence on a token. Make one with: chancery token generate --use evidence`
  )
}

function requireKey(ca: CaContext, id: number): KeyRow {
  const key = getKey(reader(ca.store), id)
  if (key !== undefined) return key
  throw new ChanceryError('not-found', `There is no key with number ${id}.`)
}

async function certificateFor(ca: CaContext, key: KeyRow, name: string): Promise<Uint8Array> {
  const signatureAlgorithm = algorithmOf(key)
  const { organizationName } = ca.settings()
  const subject = nameFromValue([
    ...(organizationName === '' ? [] : [[{ oid: '2.5.4.10', value: organizationName.slice(0, 64) }]]),
    [{ oid: '2.5.4.3', value: name.slice(0, 64) }]
  ]).der
  const now = Math.floor(ca.clock.now() / 1000) * 1000
  const serial = ca.random.bytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const tbs = buildTbsCertificate({
    serial: hexOf(serial),
    signatureAlgorithm,
    issuer: subject,
    subject,
    notBefore: now,
    notAfter: now + Math.floor(YEARS * YEAR_MS),
    publicKey: key.spki,
    extensions: [
      keyUsageExtension(['digitalSignature', 'nonRepudiation']),
      extKeyUsageExtension([purpose.documentSigning]),
      subjectKeyIdentifierExtension(Buffer.from(key.spkiSha256.slice(0, 40), 'hex'))
    ]
  })
  const signature = await signEvidence(ca, { keyId: key.id, data: tbs, signatureAlgorithm })
  return assembleSigned(tbs, signatureAlgorithm, signature)
}

function algorithmOf(key: KeyRow): DetachedSigner['algorithm'] {
  if (!isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The key ${key.label} is stored with an unknown algorithm.`)
  return keyAlgorithms[key.algorithm].defaultSignature
}

/** @returns the active key of this name, ready to sign. @throws ChanceryError `not-found` */
export function evidenceSigner(ca: CaContext, name: string): DetachedSigner & { readonly name: string } {
  const row = getEvidenceSignerByName(reader(ca.store), name)
  if (row === undefined)
    throw new ChanceryError(
      'not-found',
      `There is no evidence key named ${name}. Make one with: chancery anchor add-signer --name NAME`
    )
  const key = requireKey(ca, row.keyId)
  const algorithm = algorithmOf(key)
  return {
    name,
    certificate: row.certificate,
    algorithm,
    makeSignature: (attributes) => signEvidence(ca, { keyId: key.id, data: attributes, signatureAlgorithm: algorithm })
  }
}

/** Ends the use of a key. @throws ChanceryError `not-found`, `conflict` */
export async function endEvidenceSigner(ca: CaContext, id: number, actor: Actor): Promise<void> {
  await transaction(ca.store, (tx) => {
    const row = getEvidenceSigner(tx, id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no evidence key with number ${id}.`)
    if (!retireEvidenceSigner(tx, id))
      throw new ChanceryError('conflict', `The evidence key ${row.name} is retired already.`)
    recordAudit(tx, ca, {
      actor,
      operation: 'anchor.retire-signer',
      object: { kind: 'evidence-signer', id },
      outcome: 'ok',
      detail: { name: row.name }
    })
  })
}

export function shownSigners(from: Reader): EvidenceSigner[] {
  return listEvidenceSigners(from).map((row) => shown(from, row))
}

function requireShown(from: Reader, id: number): EvidenceSigner {
  const row = getEvidenceSigner(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no evidence key with number ${id}.`)
  return shown(from, row)
}

function shown(from: Reader, row: EvidenceSignerRow): EvidenceSigner {
  const { id, name, state, createdAt, createdBy, certificate } = row
  const key = getKey(from, row.keyId)
  return {
    id,
    name,
    subject: parseCertificate(certificate).subject.text,
    sha256: spkiFingerprint(certificate),
    algorithm: key?.algorithm ?? '',
    location: key?.location ?? '',
    state,
    certificate: writePem('CERTIFICATE', certificate),
    createdAt,
    createdBy
  }
}
