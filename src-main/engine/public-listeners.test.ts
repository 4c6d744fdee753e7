import { createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestEngine, startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
beforeEach(async () => {
  made = await startWithAlice()
  await made.alice.call('authority.create', { name: 'Root', subject: 'CN=Root', key: 'P-256' })
})
afterEach(() => made.stop())

const certificate = async (address: string): Promise<number> => (await fetch(`${address}/aia/Root.cer`)).status
const isOpen = (address: string): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false
  )

/** @returns ports that nothing holds, and a program that holds one. */
async function ports(): Promise<{
  readonly free: number
  readonly other: number
  readonly taken: Server
  readonly held: number
}> {
  const servers = await Promise.all([0, 1, 2].map(() => listening()))
  const [free, other, held] = servers.map((server) => portOf(server)) as [number, number, number]
  for (const server of servers.slice(0, 2)) await new Promise((resolve) => server.close(resolve))
  return { free, other, held, taken: servers[2] as Server }
}
function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
  })
}
function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
const set = async (publicListener: { host: string; port: number } | null): Promise<void> => {
  await made.alice.call('settings.update', { settings: { publicListener } })
}

test('nothing is served where the settings say nothing', async () => {
  await made.engine.followListenerSetting(null)
  expect(await made.alice.call('system.status', {})).toMatchObject({ listening: [], listenProblem: null })
})

test('a change of the setting moves the listener at once, and null ends it', async () => {
  const { free, other, taken } = await ports()
  await made.engine.followListenerSetting(null)
  await set({ host: '127.0.0.1', port: free })
  const first = `http://127.0.0.1:${free}`
  expect(made.engine.listening()).toEqual([first])
  expect(await certificate(first)).toBe(200)
  await set({ host: '127.0.0.1', port: other })
  expect([await certificate(`http://127.0.0.1:${other}`), await isOpen(first)]).toEqual([200, false])
  await set({ host: '0.0.0.0', port: other })
  expect([await certificate(`http://127.0.0.1:${other}`), made.engine.listening(), made.engine.reached()]).toEqual([
    200,
    [`http://0.0.0.0:${other}`],
    [`http://${hostname().toLowerCase()}:${other}`]
  ])
  await set(null)
  expect([await isOpen(`http://127.0.0.1:${other}`), made.engine.listening()]).toEqual([false, []])
  taken.close()
})

test('a port that another program holds refuses the change, in words, and the listener stays where it is', async () => {
  const { free, held, taken } = await ports()
  await made.engine.followListenerSetting(null)
  await set({ host: '127.0.0.1', port: free })
  await expect(set({ host: '127.0.0.1', port: held })).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining(`Another program listens on 127.0.0.1:${held} already`) as string
  })
  expect((await made.alice.call('settings.show', {})).settings.publicListener).toEqual({
    host: '127.0.0.1',
    port: free
  })
  expect(await certificate(`http://127.0.0.1:${free}`)).toBe(200)
  await expect(set({ host: '192.0.2.77', port: free })).rejects.toThrow('this machine does not have that address')
  expect(await certificate(`http://127.0.0.1:${free}`)).toBe(200)
  taken.close()
})

test('a port that is taken at start is told, and served as soon as it is free', async () => {
  const { held, taken } = await ports()
  await set({ host: '127.0.0.1', port: held })
  await made.engine.followListenerSetting(null)
  const status = await made.alice.call('system.status', {})
  expect(status.listening).toEqual([])
  expect(status.listenProblem).toContain('Another program listens')
  await new Promise((resolve) => taken.close(resolve))
  made.engine.jobs.wake()
  await made.engine.jobs.settle()
  expect(await made.alice.call('system.status', {})).toMatchObject({
    listening: [`http://127.0.0.1:${held}`],
    listenProblem: null
  })
})

test('a place given at start holds whatever the settings say', async () => {
  const { free, taken } = await ports()
  const address = await made.engine.listenPublic({ host: '127.0.0.1', port: 0 })
  await set({ host: '127.0.0.1', port: free })
  expect([made.engine.listening(), await isOpen(`http://127.0.0.1:${free}`)]).toEqual([[address], false])
  taken.close()
})

test('the setting outlives a restart', async () => {
  const { free, taken } = await ports()
  await set({ host: '127.0.0.1', port: free })
  const { folder } = made
  await made.engine.close()
  const again = await startTestEngine({ dataDir: folder })
  await again.engine.followListenerSetting(null)
  expect(await certificate(`http://127.0.0.1:${free}`)).toBe(200)
  await again.stop()
  expect(await isOpen(`http://127.0.0.1:${free}`)).toBe(false)
  made = await startWithAlice()
  taken.close()
})

test.each([
  { host: '127.0.0.1', port: 0 },
  { host: '127.0.0.1', port: 65_536 },
  { host: 'http://x', port: 80 },
  { host: '', port: 80 }
])('%j is no place to listen', async (place) => {
  await expect(set(place)).rejects.toMatchObject({ code: 'invalid-input' })
})
