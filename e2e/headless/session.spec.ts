import { createServer, type Server as WebServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { chanceryJson, serve, workFolder, type Server } from '../cli/chancery.ts'

/** What a real browser does with the administration side: cookies, origins, events. */
const folder = workFolder()
const data = join(folder.path, 'data')
let server: Server
let evil: WebServer
let evilPort = 0

test.beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', '--data', data, '--passphrase-file', folder.passphraseFile)
  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  evil = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>other</title>')
  )
  evil.listen(0, '127.0.0.1')
  await once(evil, 'listening')
  const address = evil.address()
  evilPort = typeof address === 'object' && address !== null ? address.port : 0
})
test.afterAll(async () => {
  evil.close()
  await server.stop()
  folder.remove()
})

interface Answer {
  readonly status: number
  readonly body: { ok: boolean; value?: { operator?: { name: string } | null }; failure?: { code: string } }
}

/** Calls an operation from inside the page, as the user interface does. */
const call = (page: Page, operation: string, input: unknown = {}): Promise<Answer> =>
  page.evaluate(
    async ([name, body]) => {
      const answer = await fetch(`/api/${String(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
      return { status: answer.status, body: await answer.json() }
    },
    [operation, input] as const
  )

const signIn = (page: Page): Promise<Answer> =>
  call(page, 'session.sign-in', { operator: 'alice', passphrase: 'velvet harbour nine kites' })

test('the printed link signs in once and leads to the user interface', async ({ page, context }) => {
  await page.goto(server.signInLink ?? '')
  expect(new URL(page.url()).pathname).toBe('/')
  expect((await call(page, 'system.status')).body.value?.operator?.name).toBe('alice')
  const [cookie] = await context.cookies(server.admin)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(await page.evaluate(() => document.cookie)).toBe('')

  await context.clearCookies()
  await page.goto(server.signInLink ?? '')
  expect((await call(page, 'system.status')).body.value?.operator).toBeNull()
})

test('a page of another origin can neither call nor read, though the browser is signed in', async ({
  page,
  context
}) => {
  await page.goto(server.admin)
  expect((await signIn(page)).status).toBe(200)
  const other = await context.newPage()
  // The same site for cookies (localhost), another origin.
  await other.goto(`http://127.0.0.1:${evilPort}/`)
  const attempts = await other.evaluate(async (admin) => {
    const said = async (init: RequestInit): Promise<string> => {
      try {
        const answer = await fetch(`${admin}/api/operator.list`, { method: 'POST', credentials: 'include', ...init })
        return `${answer.type} ${answer.status}`
      } catch (error) {
        return error instanceof Error ? error.name : 'failed'
      }
    }
    return [
      await said({ headers: { 'content-type': 'application/json' }, body: '{}' }),
      await said({ headers: { 'content-type': 'text/plain' }, body: '{}' }),
      await said({ mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{}' })
    ]
  }, server.admin)
  expect(attempts).toEqual(['TypeError', 'TypeError', 'TypeError'])
  const before = await call(page, 'session.list')
  await other.setContent(
    `<form method="post" enctype="text/plain" action="${server.admin}/api/session.sign-out"><input name='{"a":"' value='"}'></form>`
  )
  const [answer] = await Promise.all([
    other.waitForResponse((one) => one.url().includes('/api/')),
    other.evaluate(() => document.forms[0]?.submit())
  ])
  expect(answer.status()).toBe(403)
  expect(before.status).toBe(200)
  expect((await call(page, 'session.list')).status).toBe(200)
})

test('a name that was made to point at this machine is not served', async ({ browser }) => {
  const page = await browser.newPage()
  await page.route('**/*', (route) =>
    route.continue({ headers: { ...route.request().headers(), host: 'rebound.example' } })
  )
  const answer = await page.request.get(server.admin, { headers: { host: 'rebound.example' } })
  expect(answer.status()).toBe(421)
  await page.close()
})

test('events reach the page under its own policy, and stop when the session ends', async ({ page }) => {
  await page.goto(server.admin)
  await signIn(page)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const stream = new EventSource('/api/events')
    stream.addEventListener('settings.changed', () => heard.push('settings.changed'))
    stream.addEventListener('error', () => heard.push('closed'))
    return new Promise((resolve) => stream.addEventListener('open', resolve))
  })
  const heard = (): Promise<string[]> => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await call(page, 'settings.update', { settings: { theme: 'dark' } })
  await expect.poll(heard).toContain('settings.changed')
  await call(page, 'session.sign-out')
  await chanceryJson('settings', 'update', '--settings.theme', 'light', '--data', data)
  await expect.poll(heard).toContain('closed')
  expect((await heard()).filter((one) => one === 'settings.changed')).toHaveLength(1)
})
