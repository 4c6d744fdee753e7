import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { chancery, workFolder } from '../cli/chancery.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { keptWireExchange } from '../fixtures/wire-exchange.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_WIRE_PICTURES']
const folder = workFolder()
let running: RunningApp

test.describe('the wire inspector in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    const data = join(folder.path, 'data')
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    running = await launchDesktop({ data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(running.page, 'alice', readFileSync(folder.passphraseFile, 'utf8').trim())
  })
  test.afterAll(async () => {
    await running.close()
    folder.remove()
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = running
    await settle(page)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    expect(await seriousFindings(page)).toEqual([])
  }

  test('a recording is started and stopped', async () => {
    const { page } = running
    const { authority } = await callFrom(page, 'authority.create', {
      name: 'Plant',
      subject: 'CN=Plant'
    })
    const { profile } = await callFrom(page, 'profile.create', {
      name: 'Plant devices',
      starter: 'device',
      authority: authority.id
    })
    for (const name of ['printers', 'cameras'])
      await callFrom(page, 'scep.create', { name, profile: profile.id, challenge: ['one-time'] })
    await visit(page, '/wire')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const service = dialog.getByRole('combobox', { name: 'Service' })
    await expect(service).toHaveText('all services')
    await service.click()
    await expect(page.getByRole('option')).toHaveText(['all services', 'cameras', 'printers'])
    await page.getByRole('option', { name: 'printers' }).click()
    await looksGood('start')
    await dialog.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(page.getByText('SCEP, printers: 0 of at most 200 exchanges')).toBeVisible()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await expect(page.getByText('SCEP, printers')).toBeHidden()
  })

  test('a refused message is found, taken apart and replayed', async () => {
    const { page } = running
    await keptWireExchange(page)
    await visit(page, '/wire')
    await expect(page.getByText('malformedRequest').first()).toBeVisible()
    await looksGood('list')
    const [row] = (await callFrom(page, 'wire.list', {})).rows
    await visit(page, `/wire/${row?.id ?? 0}`)
    await expect(page.getByRole('heading', { name: 'OCSP request' })).toBeVisible()
    await page.getByRole('button', { name: 'Replay now' }).click()
    await expect(page.getByText('The same as then.')).toBeVisible()
    await looksGood('exchange')
    await page.screenshot({ ...(pictures === undefined ? {} : { path: join(pictures, 'exchange-end.png') }) })
  })

  test('in German', async () => {
    const { page } = running
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    await visit(page, '/wire')
    await expect(page.getByRole('heading', { name: 'Protokoll-Inspektor' })).toBeVisible()
    await looksGood('list-de')
  })
})
