import type { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ValidationWorld } from '../challenge.ts'
import { fieldOf, type MailPart } from './message.ts'

/** What a signature under a reply must be. */
export interface SignatureRule {
  /** exact: `d=` is the domain of From (RFC 8823 3.2). aligned: or its organizational domain, where DMARC says relaxed. */
  readonly alignment: 'exact' | 'aligned'
  /** Domains of the office itself whose server does not sign: mail from them is taken as it is. */
  readonly unsigned: readonly string[]
}

export interface SenderProof {
  readonly proven: boolean
  /** In a part of a sentence. */
  readonly why: string
  /** A name server did not answer, so that a later look may find more. */
  readonly unsure: boolean
  readonly steps: readonly string[]
}

/** RFC 8823 3.2 9: a signature covers these. Those that the message has are looked for; absent ones cannot have been changed. */
const covered: readonly string[] = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'in-reply-to',
  'references',
  'message-id',
  'content-type',
  'content-transfer-encoding'
]
const mostSignatures = 10
/** RFC 8301 3.2. */
const leastBits = 1024

/**
 * Who vouches for the sender: DKIM (RFC 6376, 8301, 8463) and the DMARC policy of the domain (RFC 7489), keys and policies
 * read through the validating resolver.
 * @param sender the mailbox of From
 * @throws ChanceryError `cancelled`, `malformed` (more than 10 signatures)
 */
export async function proveSender(
  world: Pick<ValidationWorld, 'lookup'>,
  input: { readonly raw: Uint8Array; readonly message: MailPart; readonly sender: string; readonly now: number },
  rule: SignatureRule,
  signal: AbortSignal
): Promise<SenderProof> {
  const { message, sender } = input
  const domain = sender.slice(sender.lastIndexOf('@') + 1)
  if (message.fields.filter(({ name }) => name === 'dkim-signature').length > mostSignatures)
    throw new ChanceryError('malformed', `The message has more than ${mostSignatures} DKIM signatures.`)
  // It takes 25 MiB, which an engine that gets no mail does without.
  const [{ dkimVerify }, { dmarc }] = await Promise.all([
    import('mailauth/lib/dkim/verify.js'),
    import('mailauth/lib/dmarc/index.js')
  ])
  const steps: string[] = []
  const resolver = textsFor(world, signal)
  const raw = Buffer.from(input.raw)
  const verified = await dkimVerify(raw, {
    resolver,
    strict: true,
    minBitLength: leastBits,
    curTime: new Date(input.now)
  })
  const good: { readonly domain: string; readonly id: string }[] = []
  for (const one of verified.results) {
    const by = one.signingDomain?.toLowerCase()
    if (by === undefined) continue
    const against = againstSignature(one, message)
    steps.push(`The DKIM signature of ${by} (${one.selector ?? ''}, ${one.algo ?? ''}) ${against ?? 'is good'}.`)
    if (against === null) good.push({ domain: by, id: one.id ?? by })
  }
  if (verified.results.every(({ signingDomain }) => signingDomain === undefined))
    steps.push('The message has no DKIM signature.')
  const policy = await dmarc({
    headerFrom: sender,
    fromFields: 1,
    dkimDomains: good,
    spfDomains: [],
    resolver,
    strict: true
  })
  signal.throwIfAborted()
  const stated = policy === false ? 'none' : policy.status.result
  const asks = policy === false || policy.policy === undefined ? 'none' : policy.policy
  steps.push(
    `DMARC of ${domain}: ${stated}${policy !== false && policy.rr !== undefined ? ` (${policy.rr.slice(0, 200)})` : ''}.`
  )
  const unsure = stated === 'temperror' || verified.results.some(({ status }) => status.result === 'temperror')
  const end = (proven: boolean, why: string): SenderProof => ({ proven, why, unsure: unsure && !proven, steps })

  if (good.some((one) => one.domain === domain)) return end(true, `DKIM of ${domain} vouches for the sender`)
  const aligned = policy === false ? undefined : policy.alignment?.dkim.result
  if (rule.alignment === 'aligned' && stated === 'pass' && aligned !== undefined)
    return end(true, `DKIM of ${aligned} vouches for the sender, as the DMARC policy of ${domain} allows`)
  if (!rule.unsigned.includes(domain))
    return end(
      false,
      good.length === 0
        ? `no DKIM signature of ${domain} is good (RFC 8823 3.2)`
        : `it is signed by ${good.map((one) => one.domain).join(', ')}, not by ${domain} (RFC 8823 3.2)`
    )
  if (stated === 'temperror') return end(false, `the DMARC policy of ${domain} could not be read`)
  if (stated === 'fail' && asks !== 'none')
    return end(false, `${domain} asks by DMARC to ${asks} what is not signed, and this is not`)
  return end(true, `the service takes mail of ${domain} without a signature`)
}

type Verified = Awaited<ReturnType<typeof dkimVerify>>['results'][number]

/** @returns what is wrong with a signature, or null */
function againstSignature(one: Verified, message: MailPart): string | null {
  const { status } = one
  if (status.result !== 'pass')
    return `does not hold: ${status.comment === undefined ? status.result : `${status.result}, ${String(status.comment)}`}`
  if (status.testing === true) return 'is of a key that is being tested (t=y), which counts as none'
  if (one.signatureTimeValid === false) return 'is outside its time'
  // RFC 6376 8.2: what l= leaves out anybody can add.
  if (one.canonBodyLengthLimited === true) return 'covers a part of the text only (l=)'
  const signed = new Set(
    (one.signingHeaders?.keys ?? '')
      .toLowerCase()
      .split(':')
      .map((name) => name.trim())
  )
  const bare = covered.filter((name) => fieldOf(message, name) !== null && !signed.has(name))
  return bare.length === 0 ? null : `does not cover ${bare.join(', ')} (RFC 8823 3.2)`
}

/** A resolver as mailauth asks for one. What the validating resolver does not believe is no answer. */
function textsFor(
  { lookup }: Pick<ValidationWorld, 'lookup'>,
  signal: AbortSignal
): (name: string, type: string) => Promise<string[][]> {
  return async (name, type) => {
    if (type !== 'TXT') throw coded('ENOTIMP', `${type} records are not asked for.`)
    try {
      return (await lookup.texts(name, signal)).map((text) => [text])
    } catch (error) {
      const missing = error instanceof ChanceryError && error.code === 'not-found'
      throw coded(missing ? 'ENOTFOUND' : 'ESERVFAIL', error instanceof Error ? error.message : String(error))
    }
  }
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
