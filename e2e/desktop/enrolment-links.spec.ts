import { expect, test, type Page } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { freePort } from '../fixtures/acme-orders.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

/** A phone without a management tool: the window makes the link, and sees how far the phone is. */
let demo: Demo
let running: RunningApp
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
  const { page } = running
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(page, 'alice', demo.passphrase)
  const port = await freePort()
  await callFrom(page, 'settings.update', {
    settings: { publicListener: { host: '127.0.0.1', port }, publicBaseAddress: `http://127.0.0.1:${port}` }
  })
  const { authorities } = await callFrom(page, 'authority.list', {})
  const issuing = authorities.find(({ issuerId, state }) => issuerId !== null && state === 'active')
  const { starters } = await callFrom(page, 'profile.starters', {})
  const content = starters.find(({ name }) => name === 'device')?.content
  if (content === undefined) throw new Error('There is no starter for devices.')
  for (const [name, keyByChancery] of [
    ['Phones', false],
    ['Attested phones', false],
    ['Files', true]
  ] as const)
    await callFrom(page, 'profile.create', {
      name,
      authority: issuing?.id ?? 0,
      content: { ...content, approval: 'auto', keyByChancery }
    })
  await callFrom(page, 'scep.create', { name: 'phones', profile: 'Phones' })
  await callFrom(page, 'acme.create', {
    name: 'phones',
    profile: 'Attested phones',
    eab: 'none',
    settings: {
      baseAddress: 'https://acme.harbour.example',
      challenges: ['device-attest-01'],
      attestationFormats: ['apple']
    }
  })
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
})

const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next', exact: true }).click()

/** Nothing cut off, nothing sideways, nothing that a screen reader cannot say, in every size of the window. */
async function healthy(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
    [1024, 700]
  ] as const) {
    await resizeWindow(running, { width, height })
    await settle(page)
    expect(await layoutProblems(page), `${name} at ${width}`).toEqual([])
    const folder = process.env['CHANCERY_SHOTS']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${width}.png` })
  }
  expect(await seriousFindings(page), name).toEqual([])
}

/** Walks from the device class to the end. */
async function makeLink(page: Page, platform: string, device: string, type: string): Promise<void> {
  await visit(page, '/enrolment-links')
  await page.getByRole('button', { name: 'New link' }).first().click()
  await page.getByRole('radio', { name: platform }).check()
  await healthy(page, `${device}-1-class`)
  await next(page)
  await page.getByRole('textbox', { name: 'Name of the device' }).fill(device)
  await page.getByRole('textbox', { name: 'Person' }).fill('Mara Weber')
  await next(page)
  const combobox = page.getByRole('combobox', { name: 'Certificate type' })
  await combobox.click()
  await page.getByRole('option', { name: type }).first().click()
  await expect(page.locator('.MuiPopover-root')).toHaveCount(0)
  const names = page.getByPlaceholder('printer-7.example.org')
  await names.fill('phone.harbour.example')
  await names.press('Enter')
  await healthy(page, `${device}-2-names`)
  await next(page)
  await healthy(page, `${device}-3-send`)
  await next(page)
  await healthy(page, `${device}-4-review`)
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Link for ${device}` })).toBeVisible()
}

/** @returns the address that is shown */
async function shownLink(page: Page): Promise<string> {
  const [url] = /http:\/\/127\.0\.0\.1:\d+\/claim\/[\w-]{43}/.exec(await page.getByTestId('link').innerText()) ?? []
  return url ?? ''
}

test('the wizard ends in a QR code and a link for a phone, and says when it was opened and taken', async () => {
  const { page } = running
  await makeLink(page, 'iPhone, iPad or Mac', 'Phone 7', 'Phones')
  const link = page.getByTestId('link')
  await expect(link.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await expect(link).toContainText('Sent')
  await healthy(page, 'Phone 7-5-made')
  const url = await shownLink(page)
  expect(await (await fetch(url)).text()).toContain('Phone 7')
  await expect(link).toContainText('Opened')
  const taken = await fetch(url, { method: 'POST' })
  expect(taken.headers.get('content-type')).toBe('application/x-apple-aspen-config')
  await expect(link).toContainText('Taken')
  await page.getByRole('checkbox', { name: /handed over/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Phone 7' })).toContainText('Taken')
})

test('by an ACME service the wizard asks what the phone attests, and puts it on the list of the service', async () => {
  const { page } = running
  await visit(page, '/enrolment-links/new')
  await page.getByRole('radio', { name: 'iPhone, iPad or Mac' }).check()
  await next(page)
  await page.getByRole('textbox', { name: 'Name of the device' }).fill('Phone 8')
  await next(page)
  await page.getByRole('combobox', { name: 'Certificate type' }).click()
  await page.getByRole('option', { name: 'Attested phones' }).click()
  await expect(page.locator('.MuiPopover-root')).toHaveCount(0)
  await expect(page.getByPlaceholder('printer-7.example.org')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Serial number or UDID' }).fill('C02XK1ABCDEF')
  await healthy(page, 'Phone 8-2-names')
  await next(page)
  await next(page)
  await healthy(page, 'Phone 8-4-review')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Link for Phone 8' })).toBeVisible()
  await page.getByRole('checkbox', { name: /handed over/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  const { services } = await callFrom(page, 'acme.list', {})
  const service = services.find(({ name }) => name === 'phones')
  expect(service?.settings.devices).toEqual(['C02XK1ABCDEF'])
  await visit(page, `/services/acme/${service?.id}/edit`)
  await expect(page.getByRole('checkbox', { name: 'Managed Apple devices (apple)' })).toBeChecked()
  await expect(page.getByText('C02XK1ABCDEF')).toBeVisible()
  await healthy(page, 'service for phones')
  await visit(page, `/services/acme/${service?.id}`)
  await page.getByRole('tab', { name: 'Recipes' }).click()
  await healthy(page, 'recipes for phones')
  await page.getByRole('link', { name: 'New link' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New enrolment link' })).toBeVisible()
})

test('a file is made with a passphrase of its own, and its link can be withdrawn', async () => {
  const { page } = running
  await makeLink(page, 'ChromeOS', 'Chromebook 3', 'Files')
  await expect(page.getByTestId('secret')).toHaveText(/^[0-9a-z]{5}(?:-[0-9a-z]{5}){3}/)
  await healthy(page, 'Chromebook 3-5-made')
  const url = await shownLink(page)
  await page.getByRole('checkbox', { name: /handed over/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await healthy(page, 'list')
  await page.getByRole('button', { name: 'More for Chromebook 3' }).click()
  await page.getByRole('menuitem', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Chromebook 3' })).toContainText('Withdrawn')
  expect((await fetch(url)).status).toBe(410)
})

test('the same in German', async () => {
  const { page } = running
  await callFrom(page, 'settings.update', { settings: { language: 'de' } })
  await visit(page, '/enrolment-links')
  await expect(page.getByRole('heading', { level: 1, name: 'Anmeldelinks' })).toBeVisible()
  await healthy(page, 'list-de')
  await page.getByRole('button', { name: 'Neuer Link' }).first().click()
  await expect(page.getByRole('radio', { name: 'iPhone, iPad oder Mac' })).toBeVisible()
  await healthy(page, 'class-de')
})
