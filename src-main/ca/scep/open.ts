import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  contentCiphers,
  isRecipient,
  openEnvelopedData,
  parseEnvelopedData,
  type ContentCipher,
  type KeyTransport
} from '../../pki/cms.ts'
import type { CaContext } from '../context.ts'
import { unwrapKey } from '../unwrap.ts'
import type { AskedScep } from './admit.ts'
import type { ScepSigner } from './memory.ts'
import { ScepRefusal } from './refusal.ts'

/** What a device sent to the service alone. */
export interface OpenedScep {
  readonly content: Uint8Array
  /** To whose certificate it was encrypted: that is who answers. */
  readonly signer: ScepSigner
  /** How the answer is encrypted: as the request was. */
  readonly cipher: ContentCipher
  readonly transport: KeyTransport
}

/** What is said of everything that does not open or does not read: a difference would help to decrypt what others sent. */
export function unreadable(): ScepRefusal {
  return new ScepRefusal('badMessageCheck', 'What is inside the message cannot be read.', {
    advice: 'It was damaged on its way, encrypted to another certificate, or is not what its messageType says.'
  })
}

/** Opens the envelope of a request (RFC 8894 3.1). @throws ScepRefusal; ChanceryError `locked`, `key-unavailable` */
export async function openScep(
  ca: CaContext,
  { settings }: AskedScep,
  signers: readonly ScepSigner[],
  envelope: Uint8Array | null
): Promise<OpenedScep> {
  if (envelope === null) throw new ScepRefusal('badRequest', 'There is nothing inside the message.')
  let data
  try {
    data = parseEnvelopedData(envelope)
  } catch {
    throw unreadable()
  }
  const { cipher } = data
  if (cipher === null)
    throw new ScepRefusal(
      'badAlg',
      `The message is encrypted with ${data.cipherOid}, which is not known here. Use AES.`
    )
  requireAllowed(cipher, settings)
  for (const recipient of data.recipients) {
    const signer = signers.find(({ certificate }) => isRecipient(recipient, certificate))
    if (signer === undefined) continue
    const { transport, encryptedKey } = recipient
    if (transport === null)
      throw new ScepRefusal('badAlg', `The key is encrypted with ${recipient.transportOid}, which is not known here.`)
    const length = contentCiphers[cipher].keyBytes
    const key = await unwrapKey(ca, { keyId: signer.keyId, transport, encryptedKey, length })
    try {
      return { content: openEnvelopedData(data, key), signer, cipher, transport }
    } catch (error) {
      if (error instanceof ChanceryError) throw unreadable()
      throw error
    } finally {
      key.fill(0)
    }
  }
  throw new ScepRefusal('badMessageCheck', 'The message is not encrypted to the present certificate of this service.', {
    advice: 'The device knows an older certificate, or one of another service: it asks for GetCACert anew.'
  })
}

function requireAllowed(cipher: ContentCipher, { des, tripleDes }: AskedScep['settings']): void {
  if (cipher === 'des-cbc' && !des)
    throw new ScepRefusal('badAlg', 'The message is encrypted with single DES. Use AES.', {
      advice: 'Where the device knows nothing else: scep update --settings.des'
    })
  if (cipher === 'des-ede3-cbc' && !tripleDes)
    throw new ScepRefusal('badAlg', 'The message is encrypted with triple DES. Use AES.', {
      advice: 'Where the device knows nothing else: scep update --settings.triple-des'
    })
}
