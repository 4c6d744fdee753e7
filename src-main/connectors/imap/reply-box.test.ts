import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { imapReplies } from './reply-box.ts'

it('a mail server that is not there is told of with what to do', async () => {
  // A port that was free a moment ago.
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  const box = imapReplies({
    settings: () => ({
      address: 'acme@example.test',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: 'acme',
      folder: 'INBOX',
      trust: ''
    }),
    password: () => null
  })
  await expect(box.count(new AbortController().signal)).rejects.toMatchObject({
    code: 'io',
    message: `The mail server 127.0.0.1 port ${port} cannot be reached: nothing listens there. Start the server, or correct the address.`
  })
})
