import type { ImapFlow } from 'imapflow'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ReplyMailbox } from '../../../src-shared/model/validation-settings.ts'
import { unreached } from '../../ca/publish/unreached.ts'
import type { ArrivedMessage, ReplyBox } from '../../ca/validation/reply-box.ts'

/** Milliseconds for the connection, for the greeting, and for silence in between. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const
/** Milliseconds for one look at the mailbox: a server that always says a little more is never silent. */
const patienceByDefault = 10 * 60_000
/** Octets that a server may send in one line, literal and answer: the line has the numbers of unread messages. */
const sizes = {
  maxLineLength: 4 * 1024 * 1024,
  maxLiteralSize: 4 * 1024 * 1024,
  maxResponseSize: 9 * 1024 * 1024
} as const
/** Messages that one round looks at. */
const mostAtOnce = 200
/** Octets of a header that are read of a message whose rest is not. */
const mostHeader = 65_536

export interface ReplyBoxParts {
  readonly settings: () => ReplyMailbox | null
  /** @returns the password; null for none. @throws ChanceryError `locked` */
  readonly password: () => string | null
  /** Milliseconds that one look may take; ten minutes when left out. */
  readonly patience?: number
}

/**
 * A mailbox over IMAP (RFC 3501, 9051). With `starttls` a server that does not offer STARTTLS does not get the password;
 * certificates are verified against the system's authorities or the one of the settings.
 */
export function imapReplies(parts: ReplyBoxParts): ReplyBox {
  return {
    count: (signal) => inFolder(parts, signal, async (client) => (await answers(client)).length),
    collect: (most, take, signal) =>
      inFolder(parts, signal, async (client) => {
        for (const uid of (await answers(client)).slice(0, mostAtOnce)) {
          signal.throwIfAborted()
          const message = await fetched(client, uid, most)
          if (message !== null && (await take(message)) === 'done')
            await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
        }
      })
  }
}

/** @returns numbers of the unread messages whose subject names ACME, oldest first */
async function answers(client: ImapFlow): Promise<readonly number[]> {
  const found = await client.search({ seen: false, deleted: false, subject: 'ACME' }, { uid: true })
  // A server that refuses, or goes in the middle, has not said that there is nothing.
  if (!Array.isArray(found)) throw new Error('the server did not say which messages are unread')
  return found.toSorted((one, other) => one - other)
}

async function fetched(client: ImapFlow, uid: number, most: number): Promise<ArrivedMessage | null> {
  const sized = await client.fetchOne(String(uid), { uid: true, size: true, headers: ['subject'] }, { uid: true })
  if (sized === false || sized === undefined) return null
  const subject = sized.headers?.subarray(0, mostHeader) ?? Buffer.alloc(0)
  if ((sized.size ?? Number.POSITIVE_INFINITY) > most) return { subject, raw: null }
  const whole = await client.fetchOne(String(uid), { uid: true, source: { maxLength: most + 1 } }, { uid: true })
  if (whole === false || whole === undefined || whole.source === undefined) return null
  return { subject, raw: whole.source.length > most ? null : whole.source }
}

async function inFolder<Value>(
  { settings, password, patience = patienceByDefault }: ReplyBoxParts,
  signal: AbortSignal,
  work: (client: ImapFlow) => Promise<Value>
): Promise<Value> {
  const box = settings()
  if (box === null)
    throw new ChanceryError(
      'not-ready',
      'No mailbox for answers is set up. Name one in the settings (replyMailbox), and give its password with "mail set-password --use receive".'
    )
  // Loaded with the first look: it takes 11 MiB.
  const imap = await import('imapflow')
  const client = new imap.ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.security === 'tls',
    ...(box.security === 'tls' ? {} : { doSTARTTLS: box.security === 'starttls' }),
    auth: { user: box.user, pass: password() ?? '' },
    tls: { minVersion: 'TLSv1.2', servername: box.host, ...(box.trust.trim() === '' ? {} : { ca: box.trust }) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    ...timeouts,
    ...sizes
  })
  // What goes wrong between two commands comes as an event; the next command fails of it.
  client.on('error', () => undefined)
  const stop = (): void => client.close()
  signal.addEventListener('abort', stop, { once: true })
  let late = false
  const deadline = setTimeout(() => {
    late = true
    stop()
  }, patience)
  try {
    signal.throwIfAborted()
    await client.connect()
    const lock = await client.getMailboxLock(box.folder)
    try {
      const value = await work(client)
      if (late || signal.aborted) throw new Error('the connection was closed')
      return value
    } finally {
      lock.release()
      await client.logout().catch(() => undefined)
    }
  } catch (error) {
    if (signal.aborted) throw new ChanceryError('cancelled', 'Reading the mailbox was cancelled.', { cause: error })
    if (error instanceof ChanceryError) throw error
    const server = `${box.host} port ${box.port}`
    if (late)
      throw new ChanceryError(
        'io',
        `The mail server ${server} took longer than ${Math.ceil(patience / 60_000)} minutes and was left.`,
        { cause: error }
      )
    throw unreached(
      `The mail server ${server}`,
      new ChanceryError('io', `The mailbox ${box.user} at ${server} could not be read: ${reasonOf(error)}.`, {
        cause: error
      })
    )
  } finally {
    clearTimeout(deadline)
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

/** The server's own words where it said any. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : ''
  return said === '' ? error.message : `${error.message} (${said.slice(0, 200)})`
}
