import { setTimeout as pause } from 'node:timers/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { acmeSettingsOf } from '../../ca/acme/service-view.ts'
import type { ArrivedMessage, MessageFate } from '../../ca/validation/reply-box.ts'
import {
  acmeMailByToken,
  challengesAwaitingMail,
  challengesOf,
  getAcmeAuthorization,
  getAcmeChallenge,
  getAcmeMail,
  insertAcmeAttempt,
  setAcmeMailSent,
  type AcmeMailRow
} from '../../store/acme.ts'
import type { ValidationReport } from '../../validation/challenge.ts'
import { mostReplyBytes, tokenInHeader, validateEmailReply } from '../../validation/email-reply.ts'
import type { HeardLookup } from '../../validation/name-lookup.ts'
import { challengeMessage } from './challenge-message.ts'
import type { AcmeRuntime } from './runtime.ts'
import { authorizationStatusAt } from './state.ts'
import { keep, subjectOf, worldFor, type Subject } from './validate.ts'

/** Milliseconds between two looks into the mailbox while challenges wait. */
const pollEvery = 5000
/** How often a reply is looked at again whose sender could not be judged because a name server was silent. */
const mostLooks = 5

/** The messages of e-mail challenges, out and in (RFC 8823). */
export interface MailChallenges {
  /** Sends the message of an authorization once, in the background. */
  send(authorizationId: number): void
  /** Looks for answers until no challenge waits for one. */
  look(): void
  close(): Promise<void>
}

export function createMailChallenges(runtime: () => AcmeRuntime): MailChallenges {
  const stop = new AbortController()
  const sending = new Map<number, Promise<void>>()
  /** What is the matter with the mailbox, so that each trouble is told once. */
  const trouble = { said: '' }
  /** Looks at a reply, by challenge. */
  const looks = new Map<number, number>()
  let polling: Promise<void> | undefined
  let again = false

  const quietly = (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      if (!stop.signal.aborted) runtime().parts.log.error(what, error, { area: 'acme' })
    })
  const poll = async (): Promise<void> => {
    for (;;) {
      again = false
      await round(runtime(), looks, trouble, stop.signal)
      if (stop.signal.aborted || challengesAwaitingMail(runtime().parts.reader()).length === 0) return
      // A client that has just answered is looked for at once.
      for (let waited = 0; waited < pollEvery && !again; waited += 250)
        await pause(250, undefined, { signal: stop.signal })
    }
  }
  return {
    send: (authorizationId) => {
      if (stop.signal.aborted || sending.has(authorizationId)) return
      const work = quietly('a challenge could not be sent', sendMail(runtime(), authorizationId, stop.signal))
      sending.set(
        authorizationId,
        work.finally(() => sending.delete(authorizationId))
      )
    },
    look: () => {
      again = true
      if (stop.signal.aborted || polling !== undefined) return
      if (challengesAwaitingMail(runtime().parts.reader()).length === 0) return
      polling = quietly('looking for replies stumbled', poll()).finally(() => {
        polling = undefined
      })
    },
    close: async () => {
      stop.abort()
      await Promise.all([...sending.values(), polling])
    }
  }
}

async function sendMail(runtime: AcmeRuntime, authorizationId: number, signal: AbortSignal): Promise<void> {
  const { parts } = runtime
  const authorization = getAcmeAuthorization(parts.reader(), authorizationId)
  if (authorization === undefined || authorizationStatusAt(authorization, parts.clock.now()) !== 'pending') return
  for (const challenge of challengesOf(parts.reader(), authorizationId)) {
    const mail = getAcmeMail(parts.reader(), challenge.id)
    if (mail === undefined || mail.sentAt !== null) continue
    const subject = subjectOf(runtime, challenge)
    try {
      if (parts.ca.mailer === undefined) throw new ChanceryError('not-ready', 'This engine sends no mail.')
      const said = await parts.ca.mailer.send(
        challengeMessage(mail, authorization.value, subject.service.name, authorization.expiresAt),
        signal
      )
      await parts.write((tx) => setAcmeMailSent(tx, challenge.id, parts.clock.now()))
      parts.log.info('an e-mail challenge was sent', { area: 'acme', to: authorization.value, said })
    } catch (error) {
      if (signal.aborted || !(error instanceof ChanceryError)) throw error
      await tell(runtime, challenge.id, `The message to ${authorization.value} was not sent. ${error.message}`)
    }
  }
}

/** Keeps a failed try that decides nothing, so that whoever looks at the order sees why it waits. */
async function tell(runtime: AcmeRuntime, challengeId: number, summary: string): Promise<void> {
  const { parts } = runtime
  parts.log.warn('an e-mail challenge waits', { area: 'acme', challenge: challengeId, reason: summary })
  await parts.write((tx) =>
    insertAcmeAttempt(tx, {
      challengeId,
      at: parts.clock.now(),
      outcome: 'failed',
      summary,
      steps: [],
      seen: null
    })
  )
}

/** One look into the mailbox, and an end for the challenges whose time is over. */
async function round(
  runtime: AcmeRuntime,
  looks: Map<number, number>,
  trouble: { said: string },
  signal: AbortSignal
): Promise<void> {
  const { parts } = runtime
  const waiting = challengesAwaitingMail(parts.reader())
  if (waiting.length === 0) return
  try {
    if (parts.ca.replies === undefined) throw new ChanceryError('not-ready', 'This engine reads no mail.')
    await parts.ca.replies.collect(mostReplyBytes, (message) => judge(runtime, looks, message, signal), signal)
    trouble.said = ''
  } catch (error) {
    if (signal.aborted || !(error instanceof ChanceryError)) throw error
    if (trouble.said !== error.message) for (const id of waiting) await tell(runtime, id, error.message)
    trouble.said = error.message
  }
  for (const id of challengesAwaitingMail(parts.reader())) {
    const row = getAcmeChallenge(parts.reader(), id)
    const subject = row === undefined ? undefined : subjectOf(runtime, row)
    if (subject === undefined || authorizationStatusAt(subject.authorization, parts.clock.now()) === 'pending') continue
    const summary = `No answer to the message to ${subject.authorization.value} was found while it counted.`
    const report: ValidationReport = {
      outcome: 'failed',
      failure: 'incorrectResponse',
      summary,
      steps: trouble.said === '' ? [] : [trouble.said],
      seen: null
    }
    await keep(runtime, subject, { report, heard: [], again: false }, signal)
  }
}

async function judge(
  runtime: AcmeRuntime,
  looks: Map<number, number>,
  message: ArrivedMessage,
  signal: AbortSignal
): Promise<MessageFate> {
  const { parts } = runtime
  const token = tokenInHeader(message.subject)
  const mail = token === null ? undefined : acmeMailByToken(parts.reader(), token)
  const challenge = mail === undefined ? undefined : getAcmeChallenge(parts.reader(), mail.challengeId)
  if (mail === undefined || challenge === undefined || challenge.status === 'valid' || challenge.status === 'invalid') {
    parts.log.warn('a message answers no challenge that waits', {
      area: 'acme',
      challenge: challenge?.id ?? null,
      reason:
        challenge === undefined ? 'its subject has no token of ours' : `the challenge is ${challenge.status} already`
    })
    return 'done'
  }
  const subject = subjectOf(runtime, challenge)
  const pending = authorizationStatusAt(subject.authorization, parts.clock.now()) === 'pending'
  // The client has not said yet that its answer is on the way.
  if (challenge.status === 'pending') return pending ? 'leave' : 'done'
  if (!pending) return 'done'
  const heard: HeardLookup[] = []
  const report = await judged(runtime, subject, mail, message, heard, signal)
  const tries = (looks.get(challenge.id) ?? 0) + 1
  const again = report.outcome === 'failed' && report.failure === 'dns' && tries < mostLooks
  if (again) looks.set(challenge.id, tries)
  else looks.delete(challenge.id)
  await keep(runtime, subject, { report, heard, again, raw: message.raw }, signal)
  return again ? 'leave' : 'done'
}

function judged(
  runtime: AcmeRuntime,
  { challenge, authorization, account, service }: Subject,
  mail: AcmeMailRow,
  message: ArrivedMessage,
  heard: HeardLookup[],
  signal: AbortSignal
): Promise<ValidationReport> {
  const { mailSignature, mailUnsignedDomains } = acmeSettingsOf(service)
  return validateEmailReply(
    worldFor(runtime, service, heard),
    {
      raw: message.raw,
      now: runtime.parts.clock.now(),
      awaited: {
        address: authorization.value,
        sentFrom: mail.sentFrom,
        messageId: mail.messageId,
        tokenPart1: mail.tokenPart1,
        keyAuthorization: `${mail.tokenPart1}${challenge.token}.${account.thumbprint}`,
        rule: { alignment: mailSignature, unsigned: mailUnsignedDomains.map((domain) => domain.toLowerCase()) }
      }
    },
    signal
  )
}
