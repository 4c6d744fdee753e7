import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { run } from './programs.ts'

/** A mail server that keeps what it is given. */
export interface MailSink {
  readonly port: number
  /** Of its certificate, PEM. */
  readonly trust: string
  /** Messages as they came. */
  readonly messages: string[]
  /** Whether the last session was encrypted. */
  encrypted: boolean
  stop(): Promise<void>
}

/** @param offers whether it offers STARTTLS */
export async function startMailSink(offers: boolean, user: string, password: string): Promise<MailSink> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-mail-'))
  await run(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'key.pem', '-out', 'cert.pem']
    ],
    folder
  )
  const [key, cert] = [readFileSync(join(folder, 'key.pem')), readFileSync(join(folder, 'cert.pem'), 'utf8')]
  rmSync(folder, { recursive: true, force: true })
  const sink: { messages: string[]; encrypted: boolean } = { messages: [], encrypted: false }
  const server = new SMTPServer({
    key,
    cert,
    disabledCommands: offers ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('wrong password')),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      stream.on('end', () => {
        sink.messages.push(text)
        sink.encrypted = session.secure
        done()
      })
    }
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  return Object.assign(sink, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    trust: cert,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
  })
}
