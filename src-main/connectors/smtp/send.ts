import { ChanceryError } from '../../../src-shared/errors.ts'
import type { MailServer } from '../../../src-shared/model/validation-settings.ts'
import { unreached } from '../../ca/publish/unreached.ts'
import type { Mailer } from '../../ca/validation/mailer.ts'

/** Milliseconds for the connection, for the greeting, and for silence in between. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const

export interface MailParts {
  readonly settings: () => MailServer | null
  /** @returns the password; null for none. @throws ChanceryError `locked` */
  readonly password: () => string | null
}

/**
 * Mail over SMTP (RFC 5321). With `starttls` a server that does not offer STARTTLS (RFC 3207) gets neither password nor
 * message; certificates are verified against the system's authorities or the one of the settings.
 */
export function smtpMailer(parts: MailParts): Mailer {
  return {
    send: async (message, signal) => {
      const server = parts.settings()
      if (server === null)
        throw new ChanceryError(
          'not-ready',
          'No mail server is set up. Name one in the settings (mailServer), or show the token and hand it over.'
        )
      const password = server.user === '' ? null : parts.password()
      // Loaded with the first mail: it takes 8 MiB.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        host: server.host,
        port: server.port,
        secure: server.security === 'tls',
        requireTLS: server.security === 'starttls',
        ignoreTLS: server.security === 'none',
        ...timeouts,
        disableFileAccess: true,
        disableUrlAccess: true,
        tls: {
          minVersion: 'TLSv1.2',
          servername: server.host,
          ...(server.trust.trim() === '' ? {} : { ca: server.trust })
        },
        ...(server.user === '' ? {} : { auth: { user: server.user, pass: password ?? '' } })
      })
      const stop = (): void => transport.close()
      signal.addEventListener('abort', stop, { once: true })
      try {
        const sent = await transport.sendMail({
          from: message.from ?? server.from,
          to: message.to,
          subject: message.subject,
          text: message.text,
          // RFC 3834 5: nobody's absence note answers this.
          headers: {
            'Auto-Submitted':
              message.autoSubmitted === undefined ? 'auto-generated' : `auto-generated; ${message.autoSubmitted}`
          },
          ...(message.messageId === undefined ? {} : { messageId: message.messageId }),
          ...(message.attachments === undefined
            ? {}
            : {
                attachments: message.attachments.map(({ name, mediaType, content }) => ({
                  filename: name,
                  contentType: mediaType,
                  content: Buffer.from(content)
                }))
              }),
          disableFileAccess: true,
          disableUrlAccess: true
        })
        return sent.response
      } catch (error) {
        if (signal.aborted) throw new ChanceryError('cancelled', 'Sending was cancelled.', { cause: error })
        throw failure(`The mail server ${server.host} port ${server.port}`, error)
      } finally {
        signal.removeEventListener('abort', stop)
        transport.close()
      }
    }
  }
}

/** nodemailer gives codes of its own; what the system said stands in its message only, as in "connect ECONNREFUSED". */
function failure(server: string, error: unknown): ChanceryError {
  const said = error instanceof Error ? error.message : String(error)
  const code = /^(?:connect|getaddrinfo|read) (E[A-Z_]+)/.exec(said)?.[1]
  const cause = code === undefined ? error : Object.assign(new Error(said, { cause: error }), { code })
  return unreached(server, new ChanceryError('io', `${server} did not take the message: ${said}.`, { cause }))
}
