import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDaemon } from './connect-daemon.ts'

/** Listens with the shortest queue, and is busy with something else for a while. */
const busyDaemon = `
const server = require('node:net').createServer((socket) => socket.end('here'))
server.listen({ path: process.argv[2], backlog: 1 }, () => {
  process.send('listens')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
})
process.on('disconnect', () => process.exit(0))
`
let folder: string
let daemon: ChildProcess | undefined
const sockets: Socket[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-daemon-'))
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  daemon?.kill()
  daemon = undefined
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(process.platform === 'linux')('a daemon whose queue is full is waited for', async () => {
  const [script, path] = [join(folder, 'daemon.cjs'), join(folder, 'socket')]
  writeFileSync(script, busyDaemon)
  daemon = fork(script, [path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(daemon, 'message')
  const refused: string[] = []
  for (let count = 0; count < 8; count++) {
    const socket = connect(path)
    sockets.push(socket)
    socket.on('error', (error: NodeJS.ErrnoException) => refused.push(error.code ?? ''))
  }
  await expect.poll(() => refused).toContain('EAGAIN')
  const socket = await connectDaemon(path)
  sockets.push(socket)
  const [said] = (await once(socket, 'data')) as [Buffer]
  expect(said.toString()).toBe('here')
})

test('a daemon that does not run is told of at once', async () => {
  await expect(connectDaemon(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
})
