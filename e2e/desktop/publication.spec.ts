import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_PUBLICATION_PICTURES']
let demo: Demo
let running: RunningApp
let root = 0
let issuing = 0

test.describe('publication in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    demo = await fillDemo()
    running = await launchDesktop({ data: demo.data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(running.page, 'alice', demo.passphrase)
    const { authorities } = await callFrom(running.page, 'authority.list', {})
    root = authorities.find(({ issuerId }) => issuerId === null)?.id ?? 0
    issuing = authorities.find(({ issuerId }) => issuerId !== null)?.id ?? 0
  })
  test.afterAll(async () => {
    await running.close()
    await demo.remove()
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = running
    await settle(page)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    expect(await seriousFindings(page)).toEqual([])
  }
  const card = (name: string): ReturnType<RunningApp['page']['getByRole']> =>
    running.page.getByRole('region', { name, exact: true })

  test('the calendar says of an off-line root what waits, and of an issuing authority what comes by itself', async () => {
    const { page } = running
    await visit(page, '/publication')
    await expect(card('Harbour Root')).toContainText('3 signed ahead')
    await expect(card('Harbour Root').getByRole('button', { name: 'Issue now' })).toBeDisabled()
    await expect(card('Harbour Issuing')).toContainText('deltas good for 2 days')
    await card('Harbour Root').getByRole('button', { name: 'Waiting (3)' }).click()
    await expect(card('Harbour Root').getByText('Waits for its day', { exact: true })).toHaveCount(3)
    await looksGood('calendar')
    await page.getByRole('button', { name: 'Month', exact: true }).click()
    await expect(page.getByRole('table')).toContainText('Next signed · Harbour Issuing')
    await looksGood('month')
  })

  test('a CRL is issued from the calendar, which shows it without being asked again', async () => {
    const { page } = running
    await visit(page, `/publication?authority=${issuing}`)
    const before = await callFrom(page, 'crl.list', { authority: issuing, limit: 1 })
    await page.getByRole('button', { name: 'Issue now' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Sign and release' }).click()
    const next = String(Number(before.rows[0]?.number ?? 0) + 1)
    await expect(card('Harbour Issuing').getByRole('link', { name: `CRL ${next}`, exact: true })).toBeVisible()
  })

  test('an entry is found by a part of its serial number, and the CRL is compared with the one before', async () => {
    const { page } = running
    const { rows } = await callFrom(page, 'certificate.list', { state: ['revoked'], limit: 1 })
    const serial = rows[0]?.serial ?? ''
    const { rows: crls } = await callFrom(page, 'crl.list', { authority: issuing })
    const newest = crls.find(({ kind }) => kind === 'complete')
    await visit(page, `/publication/${newest?.id ?? 0}`)
    await page.getByLabel('Serial number or part of it').fill(serial.slice(4, 16).toUpperCase())
    await expect(page.getByRole('row')).toHaveCount(2)
    await expect(page.getByRole('table')).toContainText(serial.slice(0, 4))
    await looksGood('crl')
    await page.getByLabel('Serial number or part of it').fill('')
    // The address follows the field after a moment.
    await expect(page.getByRole('row')).not.toHaveCount(2)
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByRole('heading', { name: 'Compare two CRLs' })).toBeVisible()
    await expect(page.getByText('Both say the same.')).toBeVisible()
    await visit(
      page,
      `/publication/diff?from=${crls.findLast(({ kind }) => kind === 'complete')?.id ?? 0}&to=${newest?.id ?? 0}`
    )
    await expect(page.getByText('Added').first()).toBeVisible()
    await looksGood('diff')
  })

  test('the policy is changed in its form, and the calendar follows', async () => {
    const { page } = running
    await visit(page, `/publication/policy/${issuing}`)
    await page.getByLabel('A delta is good for').fill('')
    await page.getByRole('radio', { name: 'By kind' }).check({ force: true })
    await looksGood('policy')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(card('Harbour Issuing')).toContainText('by kind of certificate')
    const { rows } = await callFrom(page, 'crl.schedule', { authority: issuing })
    expect(rows[0]?.policy).toMatchObject({ deltaLife: null, partition: 'kinds' })
  })

  test('the responder is tried with a serial number and a certificate, and rolled over', async () => {
    const { page } = running
    await visit(page, `/services/ocsp/${issuing}`)
    const { rows } = await callFrom(page, 'certificate.list', { state: ['revoked'], authority: issuing, limit: 1 })
    const revoked = rows[0]
    await page.getByLabel('Serial number').fill(revoked?.serial ?? '')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(page.getByRole('status').getByText('Revoked', { exact: true })).toBeVisible()
    const { file } = await callFrom(page, 'certificate.export', { id: revoked?.id ?? 0, format: 'pem' })
    await page.locator('input[aria-label="Choose a certificate"]').setInputFiles({
      name: 'revoked.pem',
      mimeType: 'application/x-pem-file',
      buffer: Buffer.from(file.base64, 'base64')
    })
    await expect(page.getByText('revoked.pem')).toBeVisible()
    await expect(page.getByRole('status').getByText('Verified', { exact: true })).toBeVisible()
    await page.getByLabel('Archive cutoff').fill('7y')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Answers follow the new rules from now on')).toBeVisible()
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(page.getByRole('status').getByText('Archive cutoff')).toBeVisible()
    await looksGood('ocsp')
    await page.getByRole('button', { name: 'Roll over now' }).click()
    await expect(page.getByText('Signed before')).toBeVisible()
    const { services } = await callFrom(page, 'ocsp.status', { authority: issuing })
    expect(services[0]?.settings.archive).toBe('7y')
    expect(services[0]?.responders).toHaveLength(2)
  })

  test('a revocation after signing ahead holds the series back; dashboard, bell and tray say so, and a new series mends it', async () => {
    const { page, app } = running
    await app.evaluate(({ Tray, Notification }) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      Tray.prototype.setToolTip = (text: string) => void said.push(`tray ${text}`)
      Notification.isSupported = () => true
      Notification.prototype.show = function show() {
        said.push(`note ${this.title}`)
      }
    })
    const said = (): Promise<readonly string[]> =>
      app.evaluate(() => (Reflect.get(globalThis, 'said') as readonly string[]) ?? [])
    const { rows } = await callFrom(page, 'certificate.list', { authority: root, certificateClass: ['authority'] })
    const below = rows.find(({ subject }) => subject.includes('Issuing'))
    await callFrom(page, 'certificate.revoke', { id: below?.id ?? 0, reason: 'superseded' })
    await visit(page, '/dashboard')
    await expect(
      page.getByText('Harbour Root: CRLs signed ahead are held back', { exact: false }).first()
    ).toBeVisible()
    await looksGood('dashboard-alarm')
    await page.getByRole('link', { name: 'Show the calendar' }).first().click()
    await expect(page.getByText('Something was revoked after the CRLs were signed ahead')).toBeVisible()
    await card('Harbour Root').getByRole('button', { name: 'Waiting (3)' }).click()
    await expect(card('Harbour Root').getByText('Held back', { exact: true })).toHaveCount(3)
    await expect(card('Harbour Root').getByRole('button', { name: 'Release early' }).first()).toBeDisabled()
    await looksGood('held-back')
    await expect.poll(said).toContain('note Harbour Root: CRLs signed ahead are held back')
    expect(await said()).toContain('tray Chancery · Harbour Root: CRLs signed ahead are held back')
    await page.getByRole('button', { name: /^Notices/ }).click()
    await expect(page.getByRole('dialog', { name: 'Notices' })).toContainText('CRLs signed ahead are held back')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Sign a series' }).click()
    await expect(page.getByText('What has to be at hand')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign the series' })).toBeDisabled()
    await looksGood('series')
    await page.getByRole('button', { name: 'Bring the key on line' }).click()
    await page.getByLabel('How many').fill('3')
    await page.getByRole('button', { name: 'Sign the series' }).click()
    await expect(page.getByText('3 CRLs are signed')).toBeVisible()
    await page.getByRole('button', { name: 'Take the key off line again' }).click()
    await expect(card('Harbour Root')).toContainText('2 signed ahead')
    await expect(page.getByText('Something was revoked after the CRLs were signed ahead')).toHaveCount(0)
    await expect.poll(async () => (await said()).at(-1)).toBe('tray Chancery')
  })

  test('all of it speaks German', async () => {
    const { page } = running
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    for (const [address, heading] of [
      ['/publication', 'Veröffentlichung'],
      [`/publication/policy/${issuing}`, 'Sperrlisten von Harbour Issuing'],
      [`/services/ocsp/${issuing}`, 'OCSP für Harbour Issuing'],
      ['/services', 'Dienste']
    ] as const) {
      await visit(page, address)
      await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
      await looksGood(`german${address.replaceAll('/', '-')}`)
    }
    await callFrom(page, 'settings.update', { settings: { language: 'en' } })
    expect(running.complaints).toEqual([])
  })
})
