import { createPrivateKey, sign } from 'node:crypto'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import { readOwnerOnlyFile } from '../../../world/secret-file.ts'

/** Hash that goes with the curve, as Chancery takes it. */
const hashOfCurve: Readonly<Record<string, string>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512'
}

/**
 * Signs with the private key in a file of the person at the keyboard. The key is read for this one signature and never
 * leaves the process of the command.
 * @param file PEM, readable by its owner only
 * @returns the bare signature in base64: ECDSA as DER, RSA with PKCS #1 v1.5 and SHA-256, Ed25519
 * @throws ChanceryError `unsafe-file`, `not-found`; `malformed` for what is no private key, or one of another kind
 */
export async function signWithFile(file: string, bytes: Uint8Array): Promise<string> {
  const pem = await readOwnerOnlyFile(file)
  try {
    const key = createPrivateKey({ key: Buffer.from(pem), format: 'pem' })
    const hash = key.asymmetricKeyType === 'ec' ? hashOfCurve[key.asymmetricKeyDetails?.namedCurve ?? ''] : 'sha256'
    if (key.asymmetricKeyType === 'ed25519') return sign(null, bytes, key).toString('base64')
    if (hash === undefined || !['ec', 'rsa'].includes(key.asymmetricKeyType ?? ''))
      throw new ChanceryError('malformed', `The key in ${file} is of a kind that signs nothing off here.`)
    return sign(hash, bytes, key).toString('base64')
  } catch (cause) {
    if (cause instanceof ChanceryError) throw cause
    throw new ChanceryError('malformed', `The file ${file} holds no private key in PEM without a passphrase.`, {
      cause
    })
  } finally {
    pem.fill(0)
  }
}
