import { ChanceryError } from '../../../src-shared/errors.ts'
import { listUnmailedQuestions, listUntold, markMailed, putRequestWork } from '../../store/request-work.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { Message } from '../validation/mailer.ts'
import { requireRequest } from './find.ts'
import { receiptWords } from './receipt-words.ts'
import { nameOf, requestReceipt } from './receipt.ts'

/** Messages in one run; the next run takes the rest. */
const most = 50
/** A mailbox that takes nothing for two days is left alone. */
const giveUpMs = 2 * 86_400_000

/**
 * Mails questions and receipts to the addresses that requesters left. What the mail server does not take is tried again at
 * the next run, and left after two days; the request page says the same in any case.
 * @returns how many were taken by the server
 */
export async function tellRequesters(ca: CaContext, signal: AbortSignal): Promise<number> {
  if (ca.mailer === undefined) return 0
  const from = reader(ca.store)
  const language = ca.settings().language === 'de' ? 'de' : 'en'
  const words = receiptWords[language]
  let sent = 0
  for (const question of listUnmailedQuestions(from, most)) {
    const asked = nameOf(requireRequest(from, question.requestId))
    const lines = [words.questionLead(asked), question.text, words.answerHow(question.requestId)]
    const mail = { to: question.contact, subject: words.question(question.requestId), text: crlf(lines.join('\n\n')) }
    const done = await send(ca, mail, question.at, signal)
    if (done === 'no-server') return sent
    if (done === 'later') continue
    if (done === 'sent') sent += 1
    await transaction(ca.store, (tx) => markMailed(tx, question.id, ca.clock.now()))
  }
  for (const { requestId, contact } of listUntold(from, most)) {
    const receipt = requestReceipt(ca, requestId, language)
    const endedAt = requireRequest(from, requestId).updatedAt
    const done = await send(ca, { to: contact, subject: receipt.title, text: crlf(receipt.text) }, endedAt, signal)
    if (done === 'no-server') return sent
    if (done === 'later') continue
    if (done === 'sent') sent += 1
    await transaction(ca.store, (tx) => putRequestWork(tx, requestId, { toldAt: ca.clock.now() }))
  }
  return sent
}

async function send(
  ca: CaContext,
  mail: Message,
  since: number,
  signal: AbortSignal
): Promise<'sent' | 'later' | 'given-up' | 'no-server'> {
  if (ca.clock.now() - since >= giveUpMs) {
    ca.log.warn('a message to a requester was given up', { area: 'requests', to: mail.to })
    return 'given-up'
  }
  try {
    await ca.mailer?.send(mail, signal)
    return 'sent'
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    // Without a server, or with its password sealed, no other message goes out either.
    if (error.code === 'not-ready' || error.code === 'locked') return 'no-server'
    if (error.code !== 'io') throw error
    return 'later'
  }
}

function crlf(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n')
}
