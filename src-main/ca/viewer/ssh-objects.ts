import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { asn1Tree } from '../../pki/asn1-tree.ts'
import { line } from '../../pki/describe/wire-step.ts'
import { parseOpenSshPrivateKey, parseSshPublicKeys, type SshPublicKey } from '../../pki/ssh-key.ts'
import type { Reader } from '../../store/connection.ts'
import { publicKeyObject } from './objects.ts'

/** PEM label of the private key files of OpenSSH. */
export const opensshLabel = 'OPENSSH PRIVATE KEY'

/** @returns each public key of a text of SSH. @throws ChanceryError `malformed`, `too-large` */
export function sshObjects(from: Reader, text: string): ViewedObject[] {
  return parseSshPublicKeys(text).map((key) => sshObject(from, key))
}

/**
 * Names a private key of OpenSSH and shows its public half, which lies open in every such file; the rest stays unread.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function opensshPrivateObject(from: Reader, bytes: Uint8Array): ViewedObject {
  const { cipher, kdf, publicKey } = parseOpenSshPrivateKey(bytes)
  const { key, facts = [], title, forms } = sshObject(from, publicKey)
  return {
    kind: 'private-key',
    title: `OpenSSH private key, ${title.replace(/^SSH key, /, '')}`,
    ...(key === undefined ? {} : { key }),
    facts: [...facts, ...line('cipher', cipher), ...line('kdf', kdf)],
    ...(forms === undefined ? {} : { forms }),
    asn1: null,
    base64: null,
    pem: null,
    knownCertificateId: null
  }
}

function sshObject(from: Reader, { type, comment, spki, fingerprint }: SshPublicKey): ViewedObject {
  const facts = [...line('type', type), ...line('comment', comment), ...line('fingerprint', fingerprint)]
  const title = `SSH key, ${comment === '' ? type : comment}`
  if (spki === null)
    return { kind: 'ssh-key', title, facts, asn1: null, base64: null, pem: null, knownCertificateId: null }
  return { ...publicKeyObject(from, spki, () => asn1Tree(spki)), kind: 'ssh-key', title, facts }
}
