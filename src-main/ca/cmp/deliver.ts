import { parseCertificate } from '../../pki/certificate.ts'
import { certReplyBody, infoTypes, type Info } from '../../pki/cmp.ts'
import type { CertReqMsg } from '../../pki/crmf.ts'
import { NULL, GENERALIZED_TIME } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { getCmpTransaction, updateCmpTransaction } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import type { IssuanceOutcome } from '../issue/request.ts'
import { afterIssuance } from '../requests/after-issuance.ts'
import { keyForClient } from './central-key.ts'
import { actorOf, senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { logCmp } from './log.ts'
import type { CmpRefusal } from './refusal.ts'
import { withoutRoot } from './signer.ts'

const MINUTE = 60_000

export type CertReplyKind = 'ip' | 'cp' | 'kup'

/** A request for one certificate. */
export interface Asking {
  readonly kind: 'ir' | 'cr' | 'kur' | 'p10cr'
  readonly reply: CertReplyKind
  /** certReqId of the answer, hex. */
  readonly id: string
  /** null for a PKCS#10 request. */
  readonly message: CertReqMsg | null
  /** Span that the certificate is to hold, whatever was asked; null leaves it to request and profile. */
  readonly validity: string | null
}

/** The same with the row of its transaction. */
export interface Delivery extends Pick<Asking, 'kind' | 'reply' | 'id'> {
  readonly rowId: number
}

type Issued = Extract<IssuanceOutcome, { kind: 'issued' }>

/** Writes down that a certificate goes out, and whether it is to be confirmed. @returns the answer that carries it */
export async function delivered(exchange: Exchange, delivery: Delivery, issued: Issued): Promise<CmpAnswer> {
  const { ca, service, nonce } = exchange
  const { rowId } = delivery
  const now = ca.clock.now()
  const row = getCmpTransaction(reader(ca.store), rowId)
  const privateKey = await keyForClient(exchange, issued)
  // A key that was made here is kept until the client says that it has it.
  const implicit = (row?.implicit ?? false) && privateKey === null
  const until = now + service.settings.confirmMinutes * MINUTE
  await transaction(ca.store, (tx) =>
    updateCmpTransaction(tx, rowId, {
      state: implicit ? 'done' : 'unconfirmed',
      requestId: issued.requestId,
      certificateId: issued.certificateId,
      nonce,
      message: implicit ? 'Issued; the client need not confirm.' : 'Issued; the client is to confirm.',
      deadline: implicit ? null : until,
      updatedAt: now
    })
  )
  if (implicit) await afterIssuance(ca, issued, actorOf(exchange))
  await logCmp(ca, service, 'info', `${senderText(exchange)} got certificate ${issued.certificateId}.`, {
    kind: delivery.kind,
    certificateId: issued.certificateId,
    requestId: issued.requestId,
    address: service.address
  })
  const certificate = parseCertificate(issued.der)
  const chain = chainOf(reader(ca.store), certificate)
  const root = endsInRoot(chain) && chain.length > 1 ? chain.at(-1)?.certificate.der : undefined
  const pair = { certificate: issued.der, ...(privateKey === null ? {} : { privateKey }) }
  const accepted = { status: 'accepted', texts: [], failures: [] } as const
  return {
    // RFC 9483 4.1.1, 4.1.5: whoever knows only a secret learns here which root to trust.
    body: certReplyBody(
      delivery.reply,
      delivery.reply === 'ip' && exchange.peer.mac !== null && root !== undefined ? [root] : [],
      [{ id: delivery.id, status: accepted, ...pair }]
    ),
    info: [implicit ? implicitConfirm : confirmWaitTime(until)],
    extra: withoutRoot(ca, certificate).slice(1),
    ...(privateKey === null ? {} : { version: 3 })
  }
}

const implicitConfirm: Info = { oid: infoTypes.implicitConfirm, value: Uint8Array.of(NULL, 0) }

function confirmWaitTime(until: number): Info {
  return {
    oid: infoTypes.confirmWaitTime,
    value: new DerWriter(24).generalizedTime(Math.floor(until / 1000) * 1000, GENERALIZED_TIME).finish()
  }
}

/** RFC 9483 4.4. @returns the answer to a request that is not decided yet */
export function waitingReply(asking: Pick<Asking, 'reply' | 'id'>, text: string): CmpAnswer {
  const status = { status: 'waiting', texts: [text], failures: [] } as const
  return { body: certReplyBody(asking.reply, [], [{ id: asking.id, status }]), waits: true }
}

/** @returns the answer to a request that is refused, with the reason */
export function refusedReply(asking: Pick<Asking, 'reply' | 'id'>, refusal: CmpRefusal): CmpAnswer {
  const status = { status: 'rejection', texts: [refusal.message], failures: [refusal.failure] } as const
  return { body: certReplyBody(asking.reply, [], [{ id: asking.id, status }]) }
}
