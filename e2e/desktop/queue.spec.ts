import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { chancery, chanceryJson } from '../cli/chancery.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

const sizes = [
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 }
] as const
let demo: Demo
let work: string
let running: RunningApp
/** What names the second operator on the command line. */
let asAlice: readonly string[]

test.beforeAll(async () => {
  demo = await fillDemo()
  work = await mkdtemp(join(tmpdir(), 'chancery-queue-'))
  const file = join(work, 'passphrase')
  await writeFile(file, demo.passphrase, { mode: 0o600 })
  asAlice = ['--data', demo.data, '--operator', 'alice', '--passphrase-file', file]
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'bob', demo.passphrase)
})
test.afterAll(async () => {
  await running.close()
  await rm(work, { recursive: true, force: true })
  await demo.remove()
})

/** Sends a request for a name under the profile that one person approves. @returns its number */
async function send(page: Page, name: string): Promise<number> {
  const { profiles } = await callFrom(page, 'profile.list', {})
  const profile = profiles.find((one) => one.approval === 'one' && /web|tls/i.test(one.name))?.name ?? ''
  const { request } = await callFrom(page, 'request.submit', { profile, csr: await makeCsr(work, name) })
  return request.id
}

test('the queue from the keyboard: a note, a question with its answer, and the certificate', async () => {
  const { page } = running
  const { keyboard } = page
  const id = await send(page, 'sluice.harbour.example')
  await visit(page, '/requests')
  await keyboard.press('f')
  await expect(page).toHaveURL(/#\/requests\/focus$/)
  const heading = page.getByRole('heading', { level: 1 })
  await test.step('K goes from the oldest round to the newest, J and S go on', async () => {
    await expect(page.getByText(/1 of \d+ that wait/)).toBeVisible()
    const oldest = await heading.innerText()
    await keyboard.press('k')
    await expect(heading).toHaveText('sluice.harbour.example')
    await keyboard.press('j')
    await expect(heading).toHaveText(oldest)
    await keyboard.press('s')
    await expect(page.getByText(/2 of \d+ that wait/)).toBeVisible()
    await keyboard.press('k')
    await expect(heading).toHaveText(oldest)
    await keyboard.press('k')
    await expect(heading).toHaveText('sluice.harbour.example')
  })
  await test.step('U takes it, N notes, B asks back and goes on to the next', async () => {
    await keyboard.press('u')
    await expect(page.getByRole('status').getByText('Given')).toBeVisible()
    await keyboard.press('n')
    await keyboard.type('the order is 4711')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(page.getByText('the order is 4711')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await keyboard.press('b')
    await keyboard.type('Which team runs it?')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(heading).not.toHaveText('sluice.harbour.example')
  })
  await test.step('the answer brings it back, A approves it', async () => {
    await callFrom(page, 'request.answer', { id, text: 'The lock keepers.' })
    const { total } = await callFrom(page, 'request.list', { state: ['pending-approval'], askedBack: false })
    await expect(page.getByText(`1 of ${String(total)} that wait`)).toBeVisible()
    await keyboard.press('k')
    await expect(heading).toHaveText('sluice.harbour.example')
    await expect(page.getByText('The lock keepers.')).toBeVisible()
    await keyboard.press('a')
    await expect(page.getByRole('dialog')).toBeVisible()
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(heading).not.toHaveText('sluice.harbour.example')
  })
  const { request } = await callFrom(page, 'request.show', { id })
  expect(request).toMatchObject({ state: 'issued', assignee: { name: 'bob' }, claim: null })
  await visit(page, `/requests/${id}`)
  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByRole('menuitem', { name: 'Receipt in plain words' }).click()
  await expect(page.getByRole('heading', { name: 'Your certificate is ready' })).toBeVisible()
  await expect(page.getByText('It is made out for: sluice.harbour.example.')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
})

test('what one operator has in hand the other cannot decide, and hears who has it', async () => {
  const { page } = running
  const id = await send(page, 'weir.harbour.example')
  await chanceryJson('request', 'claim', '--id', String(id), ...asAlice)
  await visit(page, `/requests/${id}`)
  await expect(page.getByText('alice has this request in hand, until')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByText('alice has this request in hand')).toHaveCount(0)
  const ran = await chancery('request', 'approve', '--id', String(id), ...asAlice)
  expect([ran.code, ran.err]).toEqual([18, expect.stringContaining('is being decided by bob')])
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Approve and sign' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const late = await chancery('request', 'approve', '--id', String(id), ...asAlice)
  expect([late.code, late.err]).toEqual([18, expect.stringContaining('bob approved it on')])
})

test('a bulk approval says before which one fails and why, and does the others', async ({}, info) => {
  const { page } = running
  const names = ['bulk-a.harbour.example', 'bulk-b.harbour.example', 'bulk-c.harbour.example']
  const ids: number[] = []
  for (const name of names) ids.push(await send(page, name))
  await chanceryJson('request', 'claim', '--id', String(ids[1]), ...asAlice)
  await visit(page, '/requests?text=bulk-')
  await expect(page.getByRole('row', { name: /bulk-a/ })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Choose all rows of this page' }).check()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 would be issued, 0 approved and waiting for one more, 1 would fail.')).toBeVisible()
  await expect(dialog.getByText(/is being decided by alice/)).toBeVisible()
  await settle(page)
  await page.screenshot({ path: info.outputPath('bulk.png') })
  await dialog.getByRole('button', { name: 'Approve 3 requests' }).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'bulk-b' })).toContainText('is being decided by alice')
  const states = async (): Promise<readonly string[]> =>
    (await callFrom(page, 'request.list', { text: 'bulk-', oldestFirst: true })).rows.map(({ state }) => state)
  await expect.poll(states).toEqual(['issued', 'pending-approval', 'issued'])
  await dialog.getByRole('button', { name: 'Close' }).click()
})

test('list and single request fit three sizes, dark and in German', async ({}, info) => {
  const { page } = running
  // The second request for a name is compared with the certificate of the first.
  const first = await send(page, 'twice.harbour.example')
  await callFrom(page, 'request.approve', { id: first })
  const again = await send(page, 'twice.harbour.example')
  const problems: string[] = []
  const look = async (address: string, name: string): Promise<void> => {
    await visit(page, address)
    await page.screenshot({ path: info.outputPath(`${name}.png`) })
    problems.push(...(await layoutProblems(page)).map((problem) => `${name}: ${problem}`))
  }
  const axe = async (name: string): Promise<void> => {
    problems.push(...(await seriousFindings(page)).map((problem) => `${name}: ${problem}`))
  }
  for (const size of sizes) {
    await resizeWindow(running, size)
    await look('/requests', `list-${size.width}`)
    await look('/requests/focus', `focus-${size.width}`)
  }
  await axe('focus, light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(`/requests/${again}`, 'request-dark')
  await expect(page.getByText('The last certificate of these names is')).toBeVisible()
  await axe('request, dark')
  await chanceryJson('settings', 'update', '--settings.language', 'de', ...asAlice)
  await resizeWindow(running, sizes[0])
  await page.reload()
  await look('/requests', 'list-german')
  await look('/requests/focus', 'focus-german')
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog')).toBeVisible()
  await settle(page)
  await page.screenshot({ path: info.outputPath('decline-german.png') })
  await axe('decline, dark')
  expect(problems).toEqual([])
})
