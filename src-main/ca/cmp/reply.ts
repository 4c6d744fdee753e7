import { signatureAlgorithmDer } from '../../pki/algorithm-identifier.ts'
import {
  assemblePkiMessage,
  computeMac,
  macAlgorithmDer,
  protectedPartOf,
  type MacParameters,
  type NewHeader,
  type PkiHeader
} from '../../pki/cmp.ts'
import { emptyName } from '../../pki/name.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { signCmp } from '../sign.ts'
import type { AskedCmp } from './admit.ts'
import { openCmpSecret } from './clients.ts'
import type { CmpAnswer } from './exchange.ts'
import type { Peer } from './peer.ts'
import { cmpSignerOf, directoryName } from './signer.ts'

/** Octets of a fresh salt. */
const SALT = 16

/** To whom an answer goes. */
export interface ReplyTo {
  readonly service: AskedCmp
  /** Header of the message; null where none could be read. */
  readonly header: PkiHeader | null
  /** Who proved to have sent it; null for nobody. */
  readonly peer: Peer | null
  readonly nonce: Uint8Array
}

/**
 * Puts an answer together, protected as the message was (RFC 9483 3.2): with the same secret, or with the key of the
 * service. To somebody who proved nothing it goes signed where the service can sign, else without protection.
 * @throws ChanceryError `locked`, `key-unavailable`
 */
export async function reply(ca: CaContext, to: ReplyTo, answer: CmpAnswer): Promise<Uint8Array> {
  const { peer, header } = to
  const extra = answer.extra ?? []
  if (peer?.mac != null && peer.client !== null) {
    const mac: MacParameters = { ...peer.mac, salt: ca.random.bytes(SALT) }
    const part = protectedPartOf(
      {
        ...common(ca, to, answer),
        sender: authorityName(ca, to.service.authorityId),
        protection: macAlgorithmDer(mac),
        senderKeyId: header?.senderKeyId ?? null
      },
      answer.body
    )
    const secret = openCmpSecret(ca, peer.client)
    const protection = await computeMac(mac, secret, part)
    secret.fill(0)
    return assemblePkiMessage(part, protection, extra)
  }
  const signer = cmpSignerOf(ca, to.service.id)
  const unprotected = { ...common(ca, to, answer), protection: null, senderKeyId: null }
  if (signer === null)
    return assemblePkiMessage(
      protectedPartOf({ ...unprotected, sender: authorityName(ca, to.service.authorityId) }, answer.body),
      null,
      extra
    )
  const { keyId, signatureAlgorithm, keyIdentifier, sender, chain } = signer
  const part = protectedPartOf(
    {
      ...unprotected,
      sender,
      protection: signatureAlgorithmDer(signatureAlgorithm),
      senderKeyId: keyIdentifier
    },
    answer.body
  )
  const signature = await signCmp(ca, { keyId, part, signatureAlgorithm })
  const more = extra.filter((one) => chain.every((known) => !Buffer.from(known).equals(one)))
  return assemblePkiMessage(part, signature, [...chain, ...more])
}

function common(
  ca: CaContext,
  { header, nonce }: ReplyTo,
  answer: CmpAnswer
): Omit<NewHeader, 'sender' | 'protection' | 'senderKeyId'> {
  return {
    version: answer.version ?? (header?.version === 3 ? 3 : 2),
    recipient: header?.senderDer ?? directoryName(emptyName.der),
    time: ca.clock.now(),
    transactionId: header?.transactionId ?? null,
    senderNonce: nonce,
    recipientNonce: header?.senderNonce ?? null,
    info: answer.info ?? []
  }
}

function authorityName(ca: CaContext, authorityId: number): Uint8Array {
  return directoryName(requireAuthority(reader(ca.store), authorityId).subjectDer)
}
