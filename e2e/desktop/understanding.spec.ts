import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

let demo: Demo
let running: RunningApp
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
})

const looked = async (name: string, info: TestInfo): Promise<void> => {
  const { page } = running
  await settle(page)
  await page.screenshot({ path: join(info.project.outputDir, 'understanding', `${name}.png`), fullPage: true })
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
}

test('the dialog that revokes says what that touches, and leads to related certificates', async ({}, info) => {
  const { page } = running
  const { rows } = await callFrom(page, 'certificate.list', { state: ['active'], certificateClass: ['end-entity'] })
  const id = rows[0]?.id ?? 0
  await visit(page, `/certificates/${id}`)
  await page.getByRole('button', { name: 'Revoke', exact: false }).first().click()
  const panel = page.getByRole('dialog').getByTestId('consequence')
  await expect(panel).toContainText('grows by')
  await looked('revoke-dialog', info)
  await panel.getByRole('link', { name: 'All consequences and related certificates' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `What certificate ${id} touches` })).toBeVisible()
  await looked('impact', info)
})

test('two certificates of the inventory stand side by side', async ({}, info) => {
  const { page } = running
  const { rows } = await callFrom(page, 'certificate.list', { state: ['active'], certificateClass: ['end-entity'] })
  await visit(page, `/compare?before=${rows[0]?.id ?? 0}&after=${rows[1]?.id ?? 0}`)
  await expect(page.getByRole('heading', { name: /^\d+ fields differ$/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Serial number/ })).toContainText('Changed')
  await expect(page.getByRole('heading', { name: /^ASN\.1 elements that differ/ })).toBeVisible()
  await looked('compare', info)
})

test('a trial of other kinds of keys shows who would be refused', async ({}, info) => {
  const { page } = running
  await visit(page, '/simulator')
  await page.getByRole('combobox', { name: 'Profile' }).click()
  await page.getByRole('option', { name: 'Device', exact: true }).click()
  await page.getByRole('textbox', { name: 'Kinds of keys' }).fill('RSA-4096')
  await page.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(page.getByTestId('verdicts')).toContainText(/Would be refused: [1-9]/)
  await looked('simulator', info)
})

test('a mass revocation is looked at, recorded as a drill, and then done', async ({}, info) => {
  const { page } = running
  const { rows } = await callFrom(page, 'certificate.list', { state: ['active'], certificateClass: ['end-entity'] })
  const selection = JSON.stringify({ by: 'key', certificate: rows[0]?.id ?? 0 })
  const address = `/incidents/new?scenario=key-compromise&selection=${encodeURIComponent(selection)}`
  await visit(page, address)
  await expect(page.getByRole('heading', { name: 'One certificate would be revoked' })).toBeVisible()
  await looked('plan', info)
  await page.getByRole('button', { name: 'Record as drill' }).click()
  await expect(page.getByRole('row', { name: /^Drill/ })).toBeVisible()
  await looked('incidents', info)
  await visit(page, address)
  await page.getByRole('button', { name: 'Revoke one certificate' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('1')
  await dialog.getByRole('button', { name: 'Revoke one certificate' }).click()
  await expect(page.getByRole('row', { name: /^Mass revocation/ })).toBeVisible()
  const { certificate } = await callFrom(page, 'certificate.show', { id: rows[0]?.id ?? 0 })
  expect(certificate.state).toBe('revoked')
})

test('the same pages stand in a small window, dark and in German', async ({}, info) => {
  const { page } = running
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await callFrom(page, 'settings.update', { settings: { language: 'de' } })
  const looks = [
    { size: { width: 1024, height: 700 }, name: 'simulator', address: '/simulator' },
    { size: { width: 1024, height: 700 }, name: 'impact', address: '/incidents/certificate/5' },
    { size: { width: 1280, height: 800 }, name: 'incidents', address: '/incidents' },
    { size: { width: 1440, height: 900 }, name: 'compare', address: '/compare?before=5&after=6' }
  ]
  for (const { size, name, address } of looks) {
    await resizeWindow(running, size)
    await visit(page, address)
    await looked(`${name}-de-dark-${size.width}`, info)
  }
})
