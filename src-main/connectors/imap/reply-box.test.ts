import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { ReplyMailbox } from '../../../src-shared/model/validation-settings.ts'
import { imapReplies } from './reply-box.ts'

const mailboxAt = (port: number): ReplyMailbox => ({
  address: 'acme@example.test',
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'acme',
  folder: 'INBOX',
  trust: ''
})

it('a mail server that is not there is told of with what to do', async () => {
  // A port that was free a moment ago.
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  const box = imapReplies({
    settings: () => mailboxAt(port),
    password: () => null
  })
  await expect(box.count(new AbortController().signal)).rejects.toMatchObject({
    code: 'io',
    message: `The mail server 127.0.0.1 port ${port} cannot be reached: nothing listens there. Start the server, or correct the address.`
  })
})

/** A server with an empty folder that says what it likes when it is asked which messages are unread. */
async function looked(answer: (tag: string, socket: Socket) => void, patience?: number): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('* OK ready\r\n')
    socket.on('data', (data) => {
      const [tag = '', verb = ''] = String(data).trim().toUpperCase().split(' ')
      if (verb === 'UID') return answer(tag, socket)
      const first = {
        CAPABILITY: '* CAPABILITY IMAP4rev1\r\n',
        LIST: '* LIST () "/" INBOX\r\n',
        SELECT: '* 0 EXISTS\r\n'
      }
      socket.write(`${first[verb as keyof typeof first] ?? ''}${tag} OK\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const box = imapReplies({
    settings: () => mailboxAt(port),
    password: () => 'secret',
    ...(patience === undefined ? {} : { patience })
  })
  try {
    return await box.count(new AbortController().signal)
  } catch (error) {
    return error
  } finally {
    server.close()
  }
}

describe('a mail server that does harm', () => {
  it('counts the unread messages that it names', async () => {
    expect(await looked((tag, socket) => void socket.write(`* SEARCH 3 9\r\n${tag} OK\r\n`))).toBe(2)
  })

  it('does not have an empty folder because it refused, or went in the middle', async () => {
    expect(await looked((tag, socket) => void socket.write(`${tag} NO not today\r\n`))).toMatchObject({ code: 'io' })
    expect(await looked((_tag, socket) => void socket.end('* BYE going\r\n'))).toMatchObject({ code: 'io' })
  })

  it('is left after some megabytes of one line, and when it announces a large literal', async () => {
    let sent = 0
    const endless = (_tag: string, socket: Socket): void => {
      const some = Buffer.alloc(65_536, '1')
      const more = (): void => {
        while (!socket.destroyed && sent < 64 * 1024 * 1024) {
          sent += some.length
          if (!socket.write(some)) return void socket.once('drain', more)
        }
      }
      socket.write('* SEARCH ')
      more()
    }
    expect(await looked(endless)).toMatchObject({ code: 'io' })
    expect(sent).toBeLessThan(32 * 1024 * 1024)
    expect(await looked((_tag, socket) => void socket.write('* OK {900000000}\r\n'))).toMatchObject({ code: 'io' })
  })

  it('is left when it always says a little more', async () => {
    const trickle = (_tag: string, socket: Socket): void => {
      const timer = setInterval(
        () => (socket.destroyed ? clearInterval(timer) : socket.write('* OK still here\r\n')),
        20
      )
    }
    expect(await looked(trickle, 300)).toMatchObject({ code: 'io', message: expect.stringContaining('was left') })
  })
})
