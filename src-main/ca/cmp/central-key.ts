import { hash } from 'node:crypto'
import { isKeyAlgorithmId, keyAlgorithms, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { CertReqMsg } from '../../pki/crmf.ts'
import { cmsDigestFor, signedAttributes, writeSignedData } from '../../pki/cms.ts'
import { canReceiveKey, writeKeyEnvelope, type KeyRecipient } from '../../pki/cmp.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { contextConstructed, SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { afterCommit } from '../../store/connection.ts'
import { destroyKey, getKey } from '../../store/keys.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import type { IssuanceOutcome, IssuanceRequest } from '../issue/request.ts'
import { requireProfile } from '../profiles/find.ts'
import { ownKeyAlgorithm, withNewKey } from '../requests/submit.ts'
import { signCms } from '../sign.ts'
import { openCmpSecret } from './clients.ts'
import type { Exchange } from './exchange.ts'
import { CmpRefusal } from './refusal.ts'
import { cmpSignerOf } from './signer.ts'

/** id-ct-KP-aKeyPackage, RFC 5958 2. */
const KEY_PACKAGE = '2.16.840.1.101.2.1.2.78.5'
/** Rounds of PBKDF2 between a shared secret and a private key; the secret has 160 random bits. */
const ITERATIONS = 100_000

/** @returns whether the key is to be made here: the template has none, or only its kind (RFC 9483 4.1.6) */
export function wantsCentralKey({ template }: CertReqMsg): boolean {
  return template.publicKey === null || template.publicKey.keyBytes.length === 0
}

/** Makes a key and takes it to the door. @throws CmpRefusal; as `issue` */
export async function issueWithCentralKey(
  exchange: Exchange,
  { template }: CertReqMsg,
  shared: Omit<IssuanceRequest, 'publicKey' | 'proofOfPossession'>
): Promise<IssuanceOutcome> {
  const { ca, service, peer } = exchange
  const { content } = requireProfile(reader(ca.store), service.profileId)
  if (!service.settings.centralKeys || !content.keyByChancery)
    throw new CmpRefusal(
      'badCertTemplate',
      'The request holds no public key, and keys are not made here.',
      `${peer.text} asks for a key that is made here. Let the service make keys, and the profile ${service.profileId} too, or have the device make its key.`
    )
  if (peer.mac === null && (peer.certificate === null || !canReceiveKey(peer.certificate)))
    throw new CmpRefusal(
      'badCertTemplate',
      'A private key cannot be encrypted to the certificate of the sender. Use an RSA or EC key.'
    )
  if (cmpSignerOf(ca, service.id) === null)
    throw new CmpRefusal(
      'systemUnavail',
      'The service has no certificate at the moment, with which it would sign the key.'
    )
  const algorithm = ownKeyAlgorithm(content.keyAlgorithms, wantedAlgorithm(template, content.keyAlgorithms))
  return withNewKey(ca, algorithm, `Key for CMP ${service.name} ${peer.text}`, (keyId, publicKey) =>
    issue(ca, { ...shared, publicKey, proofOfPossession: { kind: 'key-held', keyId }, keyId })
  )
}

/** The first of the profile's algorithms that is of the kind in the template. */
function wantedAlgorithm({ publicKey }: CertReqMsg['template'], offered: readonly string[]): string | undefined {
  if (publicKey === null) return undefined
  const { oid, parameters } = publicKey.algorithm
  const fits = (id: KeyAlgorithmId): boolean => {
    const { oid: known, curveOid } = keyAlgorithms[id]
    if (known !== oid) return false
    if (curveOid === undefined || parameters === null) return true
    return new DerReader(parameters, 'curve').oidText() === curveOid
  }
  const found = offered.find((id) => isKeyAlgorithmId(id) && fits(id))
  if (found === undefined)
    throw new CmpRefusal('badCertTemplate', `Keys of the kind ${oid} are not made for this profile.`)
  return found
}

/**
 * @returns the private key that was made for a request, signed by the service and encrypted to the client
 *   (EnvelopedData); null where the client made its own. @throws CmpRefusal, ChanceryError `locked`
 */
export async function keyForClient(
  exchange: Exchange,
  { requestId }: { readonly requestId: number }
): Promise<Uint8Array | null> {
  const { ca, service } = exchange
  const from = reader(ca.store)
  const keyId = getRequest(from, requestId)?.keyId ?? null
  if (keyId === null) return null
  const key = getKey(from, keyId)
  const signer = cmpSignerOf(ca, service.id)
  if (key?.sealed == null || !isKeyAlgorithmId(key.algorithm) || signer === null)
    throw new CmpRefusal('systemUnavail', 'The private key cannot be handed over at the moment.')
  const { algorithm, spki, sealed } = key
  const pkcs8 = await ca.keys.exportPkcs8({ context: `key:${key.id}`, algorithm, spki, sealed })
  const content = new DerWriter(pkcs8.length + 8).begin(SEQUENCE).raw(pkcs8).end().finish()
  pkcs8.fill(0)
  const signed = await signedKey(ca, signer, content)
  content.fill(0)
  const to = recipient(exchange)
  try {
    return await writeKeyEnvelope(signed, to, (bytes) => ca.random.bytes(bytes))
  } finally {
    signed.fill(0)
    if (to.kind === 'secret') to.secret.fill(0)
  }
}

/** The key generation authority signs what it made (RFC 9483 4.1.6): SignedData without ContentInfo. */
async function signedKey(
  ca: CaContext,
  signer: NonNullable<ReturnType<typeof cmpSignerOf>>,
  content: Uint8Array
): Promise<Uint8Array> {
  const { keyId, signatureAlgorithm, certificate, chain } = signer
  const digest = hash(cmsDigestFor(signatureAlgorithm), content, 'buffer')
  const attributes = signedAttributes(KEY_PACKAGE, digest)
  const signature = await signCms(ca, { keyId, attributes, signatureAlgorithm })
  const info = writeSignedData({
    contentType: KEY_PACKAGE,
    content,
    certificates: chain,
    signers: [
      { id: { issuer: certificate.issuer.der, serial: certificate.serial }, signatureAlgorithm, attributes, signature }
    ]
  })
  const from = new DerReader(info, 'signed key')
  from.enter(SEQUENCE)
  from.oid()
  from.enter(contextConstructed(0))
  from.next()
  return Uint8Array.from(from.element())
}

function recipient({ ca, peer }: Exchange): KeyRecipient {
  if (peer.mac !== null && peer.client !== null)
    return { kind: 'secret', secret: openCmpSecret(ca, peer.client), iterations: ITERATIONS }
  if (peer.certificate === null)
    throw new CmpRefusal('systemFailure', 'There is nobody to whom the private key could be encrypted.')
  return { kind: 'certificate', certificate: peer.certificate }
}

/** Destroys the private key that was made for a request: the client has it, or does not want it. */
export async function forgetCentralKey(ca: CaContext, requestId: number | null): Promise<void> {
  const keyId = requestId === null ? null : (getRequest(reader(ca.store), requestId)?.keyId ?? null)
  if (keyId === null) return
  await transaction(ca.store, (tx) => {
    if (destroyKey(tx, keyId, ca.clock.now())) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
  })
}
