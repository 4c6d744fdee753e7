import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { writePkcs12 } from '../../pki/pkcs12.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { listCertificatesByKey } from '../../store/certificates.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { destroyKey, getKey, type KeyRow } from '../../store/keys.ts'
import { listRequestsByKey, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { chainOf } from '../certificates/chain.ts'
import { fileName } from '../certificates/file-name.ts'
import { requireCertificate, requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { isOwnRequest, requireRequest } from './find.ts'

/**
 * Hands a key that Chancery made over, with its certificate and chain, as PKCS#12 (AES-256, PBKDF2-HMAC-SHA256).
 * @throws ChanceryError `not-found`; `forbidden` for somebody else's key; `conflict` before the certificate is there; `locked`
 */
export async function exportRequestKey(
  ca: CaContext,
  input: { id: number; passphrase: string },
  actor: Actor
): Promise<{ file: ProducedFile }> {
  const from = reader(ca.store)
  const record = requireRequest(from, input.id)
  requireKeyTaker(from, record, actor)
  if (record.keyId === null)
    throw new ChanceryError(
      'conflict',
      `The key of request ${record.id} was made elsewhere; Chancery does not have it.`
    )
  if (record.certificateId === null)
    throw new ChanceryError(
      'conflict',
      `Request ${record.id} has no certificate yet; the key is handed over together with it.`
    )
  const file = await pkcs12Of(ca, from, record.certificateId, record.keyId, input.passphrase)
  await transaction(ca.store, (tx) => {
    recordAudit(tx, ca, {
      actor,
      operation: 'request.export-key',
      object: { kind: 'request', id: record.id },
      outcome: 'ok',
      detail: { keyId: record.keyId, certificateId: record.certificateId }
    })
  })
  return { file }
}

/** Requests for one key that are looked through: its first, and a renewal each few months for ever. */
const MOST_FOR_A_KEY = 10_000

/**
 * A private key goes to the person for whom it was made and to nobody else, whatever they may read, and also when
 * somebody else renewed its certificate later.
 * @throws ChanceryError `forbidden`
 */
export function requireKeyTaker(from: Reader, record: RequestRecord, actor: Actor): void {
  const first = listRequestsByKey(from, record.spkiSha256, MOST_FOR_A_KEY).at(-1) ?? record
  if (!isOwnRequest(first, actor)) {
    throw new ChanceryError(
      'forbidden',
      `The key of request ${record.id} was made for ${first.requesterText}; only they can take it.`
    )
  }
}

/**
 * @param legacy encrypts weakly, for systems that open nothing else
 * @returns a PKCS#12 file with a key of a subscriber, its certificate and the chain
 * @throws ChanceryError `refused-by-policy` for the key of an authority; `conflict` where the key was destroyed; `locked`
 */
export async function pkcs12Of(
  ca: CaContext,
  from: Reader,
  certificateId: number,
  keyId: number,
  passphrase: string,
  legacy = false
): Promise<ProducedFile> {
  if (getAuthorityByKey(from, keyId) !== undefined) {
    throw new ChanceryError('refused-by-policy', 'The key of an authority is never handed over.')
  }
  const key = requireHeld(from, keyId)
  const certificates = chainOf(from, requireParsed(from, certificateId)).map(({ certificate }) => certificate.der)
  const { subject } = requireCertificate(from, certificateId)
  const pkcs8 = await ca.keys.exportPkcs8({
    context: `key:${key.id}`,
    algorithm: key.algorithm,
    spki: key.spki,
    sealed: key.sealed
  })
  try {
    const bytes = await writePkcs12({ pkcs8, certificates, friendlyName: subject.slice(0, 200), legacy }, passphrase)
    return {
      name: fileName(subject, 'p12'),
      mediaType: 'application/x-pkcs12',
      base64: Buffer.from(bytes).toString('base64')
    }
  } finally {
    pkcs8.fill(0)
  }
}

/** Destroys the key that Chancery made for a request that comes to nothing, unless a certificate has it already. */
export function destroyRequestKey(tx: Writer, record: RequestRecord, now: number): void {
  if (record.keyId === null || getAuthorityByKey(tx, record.keyId) !== undefined) return
  if (listCertificatesByKey(tx, record.spkiSha256, 1).length === 0) destroyKey(tx, record.keyId, now)
}

type HeldKey = Pick<KeyRow, 'id' | 'spki'> & {
  readonly sealed: Uint8Array
  readonly algorithm: Parameters<CaContext['keys']['open']>[0]['algorithm']
}

function requireHeld(from: Reader, keyId: number): HeldKey {
  const key = getKey(from, keyId)
  if (key?.sealed == null || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('conflict', 'The private key is not in the vault any more.')
  return { id: key.id, spki: key.spki, sealed: key.sealed, algorithm: key.algorithm }
}
