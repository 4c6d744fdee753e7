import { timingSafeEqual } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  authorizationDigest,
  report,
  ValidationFailed,
  type FailureKind,
  type ValidationReport,
  type ValidationWorld
} from './challenge.ts'
import { decodeWords, fieldOf, oneAddress, readMailPart, type MailPart } from './mail/message.ts'
import { plainTextOf } from './mail/plain-text.ts'
import { proveSender, type SignatureRule } from './mail/sender-proof.ts'

/** Octets of a reply that are read; a longer one is refused unread. */
export const mostReplyBytes = 65_536

/** The message that an answer must be the answer to. */
export interface AwaitedReply {
  /** The mailbox that is to be proven. */
  readonly address: string
  /** Where the answer goes: From of the challenge. */
  readonly sentFrom: string
  readonly messageId: string
  readonly tokenPart1: string
  /** Both parts of the token, a dot, and the thumbprint of the account (RFC 8823 3, RFC 8555 8.1). */
  readonly keyAuthorization: string
  readonly rule: SignatureRule
}

const begin = '-----BEGIN ACME RESPONSE-----'
const end = '-----END ACME RESPONSE-----'

/** @returns the token of a header that has but a few fields, as a mailbox gives them; null for none or what cannot be read */
export function tokenInHeader(header: Uint8Array): string | null {
  try {
    const subject = fieldOf(readMailPart(header), 'subject')
    return subject === null ? null : tokenInSubject(subject)
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'malformed') return null
    throw error
  }
}

/**
 * @param subject as it stands in the header
 * @returns token-part1 of a message whose subject is `ACME: …`, whatever stands before that (RFC 8823 3.2 1); null for others
 */
export function tokenInSubject(subject: string): string | null {
  let text: string
  try {
    text = decodeWords(subject)
  } catch {
    return null
  }
  // White space within the token is passed over: the subject may have been folded (RFC 8823 3.1 1).
  const token = /ACME:([\sA-Za-z0-9_-]+)$/.exec(text)?.[1]?.replace(/\s+/g, '') ?? ''
  return token === '' ? null : token
}

/**
 * Judges an answer to an e-mail challenge (RFC 8823 3.2): sender, thread, media type, digest, and who vouches for the sender.
 * @param raw the whole message; null where it is longer than `mostReplyBytes`
 * @throws ChanceryError `cancelled`
 */
export function validateEmailReply(
  world: Pick<ValidationWorld, 'lookup'>,
  input: { readonly raw: Uint8Array | null; readonly awaited: AwaitedReply; readonly now: number },
  signal: AbortSignal
): Promise<ValidationReport> {
  const { awaited } = input
  return report(
    `${awaited.address} answered the message ${awaited.messageId}.`,
    async (trace) => {
      const refuse = (kind: FailureKind, message: string): never => {
        throw new ValidationFailed(kind, message)
      }
      const { raw } = input
      if (raw === null || raw.length > mostReplyBytes)
        return refuse('incorrectResponse', `The reply is longer than ${mostReplyBytes} octets and was not read.`)
      const message = readable(() => readMailPart(raw))
      const sender = readable(() => senderOf(message))
      trace.steps.push(`A message came from ${sender}: ${(fieldOf(message, 'subject') ?? '').slice(0, 200)}`)
      if (!sameMailbox(sender, awaited.address))
        refuse('unauthorized', `The reply comes from ${sender}, and ${awaited.address} is to be proven (RFC 8823 3.2).`)
      readable(() => requireThread(message, awaited, trace.steps))
      const text = readable(() => plainTextOf(message))
      const said = readable(() => digestIn(text))
      trace.seen = Buffer.from(said)
      const proof = await proveSender(world, { raw, message, sender, now: input.now }, awaited.rule, signal).catch(
        (error: unknown) =>
          error instanceof ChanceryError && error.code === 'malformed'
            ? refuse('incorrectResponse', error.message)
            : raise(error)
      )
      trace.steps.push(...proof.steps)
      if (!proof.proven)
        refuse(proof.unsure ? 'dns' : 'unauthorized', `Nobody vouches for the sender ${sender}: ${proof.why}.`)
      trace.steps.push(`The sender is believed: ${proof.why}.`)
      const expected = authorizationDigest(awaited.keyAuthorization)
      trace.steps.push(`The reply says ${said.slice(0, 100)}, the expected digest is ${expected}.`)
      const [given, right] = [Buffer.from(said), Buffer.from(expected)]
      if (given.length !== right.length || !timingSafeEqual(given, right))
        refuse(
          'incorrectResponse',
          'The reply holds another digest than that of both token parts with the key of this account (RFC 8823 3).'
        )
    },
    signal
  )
}

function raise(error: unknown): never {
  throw error
}

function readable<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'malformed')
      throw new ValidationFailed('incorrectResponse', error.message)
    throw error
  }
}

function senderOf(message: MailPart): string {
  const from = fieldOf(message, 'from')
  if (from === null) throw new ChanceryError('malformed', 'The reply has no From.')
  return oneAddress('From', from)
}

/** RFC 5321 2.4: the part before @ is compared as it is. */
function sameMailbox(one: string, other: string): boolean {
  const at = other.lastIndexOf('@')
  return one === `${other.slice(0, at)}@${other.slice(at + 1).toLowerCase()}`
}

function requireThread(message: MailPart, awaited: AwaitedReply, steps: string[]): void {
  // RFC 8823 3.2 6: what a list passes on is nobody's answer.
  const list = message.fields.find(({ name }) => name.startsWith('list-'))
  if (list !== undefined) throw new ChanceryError('malformed', `The reply came through a mailing list (${list.name}).`)
  const subject = fieldOf(message, 'subject')
  if (subject === null || tokenInSubject(subject) !== awaited.tokenPart1)
    throw new ChanceryError('malformed', 'The subject of the reply is not that of the challenge (RFC 8823 3.2).')
  const to = decodeWords(fieldOf(message, 'to') ?? '')
  if (!to.toLowerCase().includes(awaited.sentFrom.toLowerCase()))
    throw new ChanceryError('malformed', `The reply does not go to ${awaited.sentFrom} (RFC 8823 3.2).`)
  const answered = fieldOf(message, 'in-reply-to')
  if (answered === null) steps.push('The reply names no message that it answers, which it should.')
  else if (answered.replace(/\s+/g, '') !== awaited.messageId)
    throw new ChanceryError(
      'malformed',
      `The reply answers ${answered.slice(0, 200)}, not the challenge ${awaited.messageId}.`
    )
}

/** @returns what stands between the two lines, line ends taken out (RFC 8823 3.2 7) */
function digestIn(text: string): string {
  if (/\r(?!\n)|(?<!\r)\n/.test(text))
    throw new ChanceryError('malformed', 'The text of the reply has a bare CR or a bare LF (RFC 8823 3.2).')
  // Programs leave blanks at the end of lines.
  const lines = text.split('\r\n').map((line) => line.trimEnd())
  const first = lines.indexOf(begin)
  const last = lines.indexOf(end, first + 1)
  if (first === -1 || last === -1)
    throw new ChanceryError('malformed', `The reply has no block between "${begin}" and "${end}" (RFC 8823 3.2).`)
  if (lines.indexOf(begin, first + 1) !== -1)
    throw new ChanceryError('malformed', 'The reply has more than one block with a response.')
  const said = lines
    .slice(first + 1, last)
    .join('')
    .replace(/\s+/g, '')
  // 43 characters of base64url; some clients leave the padding.
  if (!/^[A-Za-z0-9_-]{43}=?$/.test(said))
    throw new ChanceryError('malformed', 'Between the lines of the reply stands no SHA-256 digest in base64url.')
  return said.slice(0, 43)
}
