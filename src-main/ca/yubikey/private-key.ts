import { createPrivateKey, createPublicKey } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { pivKeyAlgorithms, type PivKeyAlgorithm } from '../../../src-shared/model/yubikey.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'

/** @returns kind and public key of a private key. @throws ChanceryError `malformed`, `invalid-input` for what no YubiKey takes */
export function publicKeyOfPkcs8(pkcs8: Uint8Array): {
  readonly algorithm: PivKeyAlgorithm
  readonly spki: Uint8Array
} {
  let spki: Uint8Array
  try {
    const key = createPrivateKey({
      key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length),
      format: 'der',
      type: 'pkcs8'
    })
    spki = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }))
  } catch (cause) {
    throw new ChanceryError('malformed', 'The private key cannot be read: its numbers are not those of a key.', {
      cause
    })
  }
  const { facts } = parsePublicKeyInfo(spki)
  const algorithm = pivKeyAlgorithms.find((one) => one === facts.id)
  if (algorithm === undefined)
    throw new ChanceryError(
      'invalid-input',
      `A YubiKey takes no ${facts.label} keys. It takes ${pivKeyAlgorithms.join(', ')}.`
    )
  return { algorithm, spki }
}
