import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { dropFile } from '../fixtures/drop.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { visit } from '../fixtures/settle.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

/** Nothing in this file touches the mouse: what a person types is all that the page gets, the dropped file excepted. */
let demo: Demo
let work: string
let running: RunningApp
test.beforeAll(async () => {
  demo = await fillDemo()
  work = await mkdtemp(join(tmpdir(), 'chancery-keyboard-'))
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ reducedMotion: 'reduce' })
})
test.afterAll(async () => {
  await running.close()
  await rm(work, { recursive: true, force: true })
  await demo.remove()
})

test('from sign-in over a dropped CSR to an approved certificate, by keyboard only', async () => {
  const { page } = running
  const { keyboard } = page
  await test.step('sign in', async () => {
    await expect(page.getByLabel('Sign-in name')).toBeFocused()
    await keyboard.type('bob')
    await keyboard.press('Tab')
    await keyboard.type(demo.passphrase)
    await keyboard.press('Enter')
    // Deriving the key takes a second of a whole core, and another app may be starting beside this one.
    await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible({ timeout: 30_000 })
  })
  await test.step('the viewer leads to the request', async () => {
    await dropFile(page.locator('main'), 'quay.csr', await makeCsr(work, 'quay.harbour.example'))
    await reach(page, page.getByRole('button', { name: 'Request the certificate' }))
    await keyboard.press('Enter')
  })
  await test.step('profile, key, names, review', async () => {
    const wanted = await profileForApproval(page)
    await reach(page, page.getByRole('radio').first())
    for (let tries = 0; tries < 10 && !(await page.getByRole('radio', { name: wanted }).isChecked()); tries += 1)
      await keyboard.press(tries === 0 ? 'Space' : 'ArrowDown')
    await onward(page, 'Key')
    await expect(page.getByRole('main').getByText('quay.harbour.example').first()).toBeVisible()
    await onward(page, 'Names')
    await onward(page, 'Review')
    await reach(page, page.getByRole('button', { name: 'Send the request' }))
    await keyboard.press('Enter')
    await reach(page, page.getByRole('link', { name: 'Open the request' }))
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/requests\/\d+$/)
  })
  await test.step('A approves, Enter in the dialog signs', async () => {
    await expect(page.getByRole('button', { name: 'Approve and sign' })).toBeVisible()
    await keyboard.press('a')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await reach(page, dialog.getByRole('button', { name: 'Approve and sign' }))
    await keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await reach(page, page.getByRole('main').getByRole('button', { name: 'Open the certificate' }))
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('quay.harbour.example')
    await expect(page.locator('main [data-state="active"]').first()).toBeVisible()
  })
})

test('J and K walk a list, Enter opens the page, Escape closes the sheet and gives the focus back', async () => {
  const { page } = running
  const { keyboard } = page
  await keyboard.press('Control+k')
  await keyboard.type('certificates')
  await expect(page.getByRole('option', { name: 'Certificates', exact: true })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/certificates$/)
  await expect(page.getByRole('grid').getByRole('row').nth(2)).toBeVisible()
  await keyboard.press('j')
  await expect(page).toHaveURL(/open=\d+/)
  const first = page.url()
  // The sheet shows the row before the next key comes.
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toBeVisible()
  await keyboard.press('j')
  await expect(page).not.toHaveURL(first)
  await keyboard.press('k')
  await expect(page).toHaveURL(first)
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/certificates\/\d+$/)
  await page.goBack()
  await expect(page).toHaveURL(first)
})

test('a revocation of many from the list to the result, with what it would do said before', async () => {
  const { page } = running
  const { keyboard } = page
  const wanted = '@harbour'
  await keyboard.press('Control+k')
  await keyboard.type('certificates')
  await expect(page.getByRole('option', { name: 'Certificates', exact: true })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await test.step('narrow the list', async () => {
    await expect(page.getByRole('grid').getByRole('row').nth(2)).toBeVisible()
    await keyboard.press('/')
    await keyboard.type(wanted)
    await expect(page).toHaveURL(/text=/)
    await reach(page, page.getByRole('button', { name: 'Filter', exact: true }))
    await keyboard.press('Enter')
    const active = page.getByRole('menuitemcheckbox', { name: 'Active', exact: true })
    for (let tries = 0; tries < 10 && !(await isFocused(active)); tries += 1) await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await keyboard.press('Escape')
    await expect(page).toHaveURL(/state=active/)
  })
  const { ids } = await callFrom(page, 'certificate.select', { text: wanted, state: ['active'] })
  expect(ids.length).toBeGreaterThan(2)
  // The address changes before the list does; what is acted on is what the list shows.
  await expect(page.getByText(`${ids.length} rows`, { exact: true })).toBeVisible()
  const dialog = page.getByRole('dialog')
  const all = page.getByRole('button', { name: 'Act on all that match' })
  await test.step('all that match, and what would come of it', async () => {
    await reach(page, all)
    await keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(dialog.getByTestId('dry-run')).toContainText(`${ids.length} certificates stop being valid`)
    await expect(dialog.getByTestId('dry-run')).toContainText('grows by')
  })
  await test.step('the reason, and the deed', async () => {
    await reach(page, dialog.getByRole('combobox', { name: 'Reason' }))
    await keyboard.press('Enter')
    const reason = page.getByRole('option', { name: /^Superseded/ })
    for (let tries = 0; tries < 10 && !(await isFocused(reason)); tries += 1) await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await reach(page, dialog.getByRole('button', { name: `Revoke ${ids.length} certificates` }))
    await keyboard.press('Enter')
    await expect(page.getByText(`${ids.length} certificates revoked`)).toBeVisible()
    await expect(dialog).toHaveCount(0)
    await expect(all).toBeFocused()
  })
  await expect(page.getByText('Nothing matches')).toBeVisible()
  const shown = await Promise.all(ids.map((id) => callFrom(page, 'certificate.show', { id })))
  expect(shown.every(({ certificate }) => certificate.state === 'revoked')).toBe(true)
})

test('the question mark shows every key, and each dialog gives the focus back', async () => {
  const { page } = running
  const { keyboard } = page
  await reach(page, page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Certificates' }))
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(
    page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Certificates' })
  ).toBeFocused()
})

test('the headings of the rail open and close, one at a time, and none of it scrolls in a low window', async () => {
  const { page } = running
  const { keyboard } = page
  await resizeWindow(running, { width: 1024, height: 700 })
  const rail = page.getByRole('navigation', { name: 'Screens' })
  const heading = (name: string): Locator => rail.getByRole('button', { name })
  await visit(page, '/authorities')
  await expect(heading('CAs and keys')).toHaveAttribute('aria-expanded', 'true')
  await reach(page, heading('Enrolment'))
  await keyboard.press('Enter')
  await expect(heading('Enrolment')).toHaveAttribute('aria-expanded', 'true')
  await expect(heading('CAs and keys')).toHaveAttribute('aria-expanded', 'false')
  await reach(page, rail.getByRole('list', { name: 'Enrolment' }).getByRole('link', { name: 'Services' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible()
  // What was open last stays open beside a screen that always stands in the rail.
  await visit(page, '/dashboard')
  await expect(heading('Enrolment')).toHaveAttribute('aria-expanded', 'true')
  for (const name of ['CAs and keys', 'Enrolment', 'Validation', 'Revocation', 'Oversight', 'Tools']) {
    if ((await heading(name).getAttribute('aria-expanded')) === 'false') await heading(name).press('Enter')
    expect(await rail.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0)
  }
  expect(await seriousFindings(page)).toEqual([])
  await heading('Tools').press('Enter')
  await expect(heading('Tools')).toHaveAttribute('aria-expanded', 'false')

  await heading('Show icons only').press('Enter')
  await heading('Oversight').press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Reports' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/reports$/)
  await expect(heading('Oversight')).toBeFocused()
  await heading('Show the names of the screens').press('Enter')
  await expect(rail.getByRole('link', { name: 'Reports' })).toHaveAttribute('aria-current', 'page')
})

/** A profile of the demonstration that one person approves. */
async function profileForApproval(page: Page): Promise<string> {
  const { profiles } = await callFrom(page, 'profile.list', {})
  return profiles.find(({ approval, name }) => approval === 'one' && /web|tls/i.test(name))?.name ?? ''
}

/** To the next step of the wizard. */
async function onward(page: Page, heading: string): Promise<void> {
  const next = page.getByRole('button', { name: 'Next', exact: true })
  await expect(next).toBeEnabled()
  await reach(page, next)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: heading })).toBeFocused()
}

/** Presses Tab until the element has the focus, which must be visible on it. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let tabs = 0; tabs < 80 && !(await isFocused(target)); tabs += 1) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
  expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}
