import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PivSlot } from '../../../src-shared/model/yubikey.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../../ca/audit.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { base64Bytes, looksLikePem, readPem } from '../../pki/pem.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { checkKeyImports } from '../../pki/verify.ts'
import { getCertificateByFingerprint } from '../../store/certificates.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import type { OperatorRow } from '../../store/operators.ts'
import {
  findQuorumKey,
  getQuorumKey,
  insertQuorumKey,
  listQuorumKeys,
  removeQuorumKey,
  type QuorumKeyRow
} from '../../store/quorum.ts'
import { transaction } from '../../store/transaction.ts'
import { watchPeople } from './people.ts'
import { sha256, type QuorumWorld } from './world.ts'
import { readSlot } from './yubikey.ts'

/** Keys of one operator at one time. */
const mostKeys = 20

/** A key to register: a certificate or public key as text, or a slot of a YubiKey. */
export interface KeyWish {
  readonly label: string
  readonly certificate?: string | undefined
  readonly yubikey?: number | undefined
  readonly slot?: PivSlot | undefined
  readonly ownPassphrase: string
}

/**
 * Registers the public key by which an operator approves: a certificate, or a bare public key. One key belongs to one
 * person for ever, also after it was removed.
 * @throws ChanceryError `malformed`, `invalid-input`, `name-taken`, `wrong-passphrase`, `slowed-down`
 */
export async function addKey(
  world: QuorumWorld,
  operator: OperatorRow,
  wish: KeyWish,
  actor: Actor
): Promise<QuorumKeyRow> {
  const { ca } = world
  const made = await readWish(world, wish)
  if (made.notAfter !== null && made.notAfter <= ca.clock.now())
    throw new ChanceryError('invalid-input', 'This certificate has expired. Register one that is valid.')
  const fingerprint = sha256(made.spki)
  await world.confirm(operator, wish.ownPassphrase, actor.channel === 'cli' ? 'cli' : 'desk')
  return transaction(ca.store, (writer) => {
    const known = findQuorumKey(writer, fingerprint)
    if (known !== undefined && (known.removedAt === null || known.operatorId !== operator.id))
      throw new ChanceryError('name-taken', 'This key is registered already, or was. One key speaks for one person.')
    if (listQuorumKeys(writer, operator.id).length >= mostKeys)
      throw new ChanceryError('busy', `${operator.name} has ${mostKeys} keys registered. Remove one first.`)
    const row = {
      operatorId: operator.id,
      label: wish.label,
      ...made,
      spkiSha256: fingerprint,
      createdAt: ca.clock.now(),
      removedAt: null
    }
    const id = insertQuorumKey(writer, row)
    recordAudit(writer, ca, {
      actor,
      operation: 'quorum.key-add',
      object: { kind: 'quorum-key', id },
      outcome: 'ok',
      detail: { operator: operator.name, label: wish.label, fingerprint }
    })
    afterCommit(writer, () => ca.emit('quorum.changed', { id: 0 }))
    return { id, ...row }
  })
}

/** Removes an own key. @throws ChanceryError `not-found`; `conflict` where a rule could not be met any more */
export async function removeKey(
  world: QuorumWorld,
  operator: OperatorRow,
  wish: { readonly id: number; readonly ownPassphrase: string },
  actor: Actor
): Promise<void> {
  const { ca } = world
  await world.confirm(operator, wish.ownPassphrase, actor.channel === 'cli' ? 'cli' : 'desk')
  await transaction(ca.store, (writer) => {
    const row = getQuorumKey(writer, wish.id)
    if (row === undefined || row.operatorId !== operator.id || row.removedAt !== null)
      throw new ChanceryError('not-found', `${operator.name} has no registered key with number ${wish.id}.`)
    const check = watchPeople(writer, ca.clock.now())
    removeQuorumKey(writer, row.id, ca.clock.now())
    check()
    recordAudit(writer, ca, {
      actor,
      operation: 'quorum.key-remove',
      object: { kind: 'quorum-key', id: row.id },
      outcome: 'ok',
      detail: { operator: operator.name, label: row.label, fingerprint: row.spkiSha256 }
    })
    afterCommit(writer, () => ca.emit('quorum.changed', { id: 0 }))
  })
}

async function readWish(
  world: QuorumWorld,
  wish: KeyWish
): Promise<Pick<QuorumKeyRow, 'spki' | 'certificate' | 'notAfter'>> {
  if (wish.certificate !== undefined) return readKey(wish.certificate)
  if (wish.yubikey === undefined || wish.slot === undefined)
    throw new ChanceryError('invalid-input', 'Give a certificate or public key, or a YubiKey with its slot.')
  const { spki, certificate } = await readSlot(world, { serial: wish.yubikey, slot: wish.slot })
  return readKey(Buffer.from(certificate ?? spki).toString('base64'))
}

function readKey(text: string): Pick<QuorumKeyRow, 'spki' | 'certificate' | 'notAfter'> {
  const der = looksLikePem(text)
    ? readPem(text).find(({ label }) => label === 'CERTIFICATE' || label === 'PUBLIC KEY')?.bytes
    : (base64Bytes(text.trim()) ?? undefined)
  if (der === undefined)
    throw new ChanceryError('malformed', 'Give a certificate or a public key, as PEM or as DER in base64.')
  const certificate = certificateIn(der)
  const spki = certificate === undefined ? parsePublicKeyInfo(der) : certificate.publicKey
  if (spki.facts.kind === 'other' || spki.facts.id === null)
    throw new ChanceryError(
      'invalid-input',
      `A ${spki.facts.label} key cannot approve: choose RSA of 2048, 3072 or 4096 bits, ECDSA, Ed25519 or ML-DSA.`
    )
  checkKeyImports(spki)
  return {
    spki: spki.der,
    certificate: certificate === undefined ? null : der,
    notAfter: certificate === undefined ? null : certificate.notAfter
  }
}

function certificateIn(der: Uint8Array): ReturnType<typeof parseCertificate> | undefined {
  try {
    return parseCertificate(der)
  } catch {
    return undefined
  }
}

/** @returns why a registered key does not speak for its operator now, in a sentence; null where it does */
export function whyKeyUnusable(from: Reader, key: QuorumKeyRow, now: number): string | null {
  if (key.removedAt !== null) return 'The key that signed was removed.'
  if (key.notAfter !== null && key.notAfter <= now) return `The certificate of the key ${key.label} has expired.`
  const own = key.certificate === null ? undefined : getCertificateByFingerprint(from, sha256(key.certificate))
  return own === undefined || own.state === 'active' ? null : `The certificate of the key ${key.label} is ${own.state}.`
}
