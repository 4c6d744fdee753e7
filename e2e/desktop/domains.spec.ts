import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { start, type Server } from '../cli/chancery.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { startBindWorld, type BindWorld } from '../world/bind-world.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

/** Where pictures for the guide go, if anywhere. */
const pictures = process.env['CHANCERY_DOMAIN_PICTURES']
const domain = 'quay.test'
let demo: Demo
let bind: BindWorld
/** What one of the perspectives is told by somebody else. */
let elsewhere: BindWorld
let running: RunningApp
const perspectives: Server[] = []

test.describe('proof of control in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    test.setTimeout(120_000)
    ;[demo, bind, elsewhere] = await Promise.all([
      fillDemo(),
      startBindWorld(domain, ['plain.test']),
      startBindWorld('other.test', [domain])
    ])
    running = await launchDesktop({ data: demo.data })
    const { page } = running
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await resizeWindow(running, { width: 1440, height: 900 })
    await signIn(page, 'alice', demo.passphrase)
    await callFrom(page, 'settings.update', {
      settings: {
        dnsSource: 'given',
        dnsServers: [`127.0.0.1:${bind.port}`],
        dnsTrustAnchors: [bind.anchor],
        proofAddresses: 'any'
      }
    })
  })
  test.afterAll(async () => {
    await running.close()
    await Promise.all(perspectives.map((one) => one.stop()))
    await Promise.all([bind.stop(), elsewhere.stop(), demo.remove()])
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = running
    await settle(page)
    if (pictures !== undefined) {
      await mkdir(pictures, { recursive: true })
      await page.mouse.move(112, 860)
      await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' })
    }
    expect(await seriousFindings(page)).toEqual([])
    expect(await layoutProblems(page)).toEqual([])
  }

  test('a domain is added by keyboard, and the record to publish stands there ready to copy', async () => {
    const { page } = running
    await visit(page, '/domains')
    await page.getByRole('button', { name: 'Add domain or mailbox' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Domain or mail address').fill(domain)
    await page.getByRole('button', { name: 'Next' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'TXT record' })).toBeChecked()
    await page.getByRole('button', { name: 'Next' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('group', { name: 'Name of the record' })).toHaveText(`_pki-validation.${domain}`)
    await looksGood('domain-publish')
  })

  test('a look that finds nothing says so, why, and what to do; it is kept as failed', async () => {
    const { page } = running
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText('The proof was not seen yet')).toBeVisible()
    await expect(page.getByText(/A new record can take minutes/)).toBeVisible()
    const status = page.getByRole('status').filter({ hasText: 'The proof was not seen yet' })
    await expect(status.getByText('Failed', { exact: true })).toBeVisible()
    await expect(status.getByText('Verified', { exact: true })).toHaveCount(1)
    await page.getByRole('button', { name: /^Show evidence: Control of the domain/ }).click()
    await expect(page.getByRole('dialog').getByText(/There is no TXT record at _pki-validation/)).toBeVisible()
    await looksGood('domain-failed-evidence')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const { rows } = await callFrom(page, 'validation.evidence', { subject: domain, kind: 'domain' })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed'])
  })

  test('once BIND serves the record it is verified, with DNSSEC, and its bytes can be seen', async () => {
    const { page } = running
    const value = (await page.getByRole('group', { name: 'Value (TXT)' }).textContent()) ?? ''
    await bind.publish(domain, `_pki-validation.${domain}. 60 TXT "${value}"`)
    await expect(async () => {
      const check = page.getByRole('button', { name: 'Check now' })
      if (await check.isVisible()) await check.click()
      await expect(page.getByText(`${domain} is proven`)).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 40_000 })
    await looksGood('domain-proven')
    await page.getByRole('button', { name: /^Show evidence: DNSSEC/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Show the bytes' }).click()
    await expect(page.getByRole('dialog').getByRole('group', { name: 'Bytes that were seen' })).toContainText(
      `_pki-validation.${domain}. 60 IN RRSIG TXT`
    )
    await looksGood('dnssec-evidence')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Open the domain' }).click()
    await expect(page.getByRole('heading', { name: domain, exact: true })).toBeVisible()
    const { domains } = await callFrom(page, 'domain.list', { state: 'verified' })
    expect(domains.find(({ name }) => name === domain)).toMatchObject({ method: 'txt', basis: 'validated' })
    await looksGood('domain')
  })

  test('a request for a name within it shows the proof on its ownership tab, and one without is refused in the wizard', async () => {
    const { page } = running
    const asked = (name: string) => ({
      subject: [{ type: 'CN', value: name }],
      alternativeNames: [{ type: 'dns' as const, value: name }]
    })
    const { request } = await callFrom(page, 'request.submit', {
      profile: 'Proven web',
      keyAlgorithm: 'P-256',
      asked: asked(`www.${domain}`)
    })
    await visit(page, `/requests/${request.id}?tab=ownership`)
    const names = page.getByRole('region', { name: `www.${domain}` })
    await expect(names.getByText('Verified', { exact: true })).toBeVisible()
    await names.getByRole('button', { name: /^Check again/ }).click()
    await expect(page.getByText('Seen just now')).toBeVisible()
    await looksGood('request-ownership')
    const { profile } = await callFrom(page, 'profile.show', { profile: 'Proven web' })
    await visit(page, `/requests/new?profile=${profile.id}`)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Chancery makes the key' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.locator('input[name^="subject."][name$=".value"]').first().fill('www.unknown.test')
    await page.locator('input[name^="names."][name$=".value"]').first().fill('www.unknown.test')
    await page.getByRole('button', { name: 'Next' }).click()
    const control = page.getByRole('region', { name: 'Control of the names' })
    await expect(control.getByText('Failed', { exact: true })).toBeVisible()
    await expect(control.getByText('Without evidence')).toBeVisible()
    await looksGood('request-review')
    await control.getByRole('link', { name: 'Prove www.unknown.test' }).click()
    await expect(page.getByRole('heading', { name: 'Prove www.unknown.test', exact: true })).toBeVisible()
  })

  test('whoever leaves the wizard to prove a name and comes back finds everything as it was', async () => {
    const { page } = running
    const work = await mkdtemp(join(tmpdir(), 'chancery-domains-'))
    await visit(page, '/requests/new')
    await page.getByRole('radio', { name: 'Proven web' }).check()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('textbox', { name: 'CSR' }).fill(await makeCsr(work, 'www.unknown.test'))
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('link', { name: 'Prove www.unknown.test' }).click()
    await expect(page.getByRole('heading', { name: 'Prove www.unknown.test', exact: true })).toBeVisible()
    await page.goBack()
    const step = (name: string) => page.getByRole('main').getByRole('listitem').getByRole('button', { name })
    await expect(step('Review')).toHaveAttribute('aria-current', 'step')
    await step('Key').click()
    await expect(page.getByRole('textbox', { name: 'CSR' })).toHaveValue(/BEGIN CERTIFICATE REQUEST/)
    await step('Profile').click()
    await expect(page.getByRole('radio', { name: 'Proven web' })).toBeChecked()
    await rm(work, { recursive: true })
  })

  test('names typed by hand are there again after the proof of one, and the request goes on where it stood', async () => {
    const { page } = running
    const { profile } = await callFrom(page, 'profile.show', { profile: 'Proven web' })
    await visit(page, `/requests/new?profile=${profile.id}`)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Chancery makes the key' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.locator('input[name^="subject."][name$=".value"]').first().fill('www.mole.test')
    await page.locator('input[name^="names."][name$=".value"]').first().fill('www.mole.test')
    await page.getByLabel('Note').fill('for the new mole')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('link', { name: 'Prove www.mole.test' }).click()
    await page.getByRole('radio', { name: 'Authorised by an operator' }).check()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByLabel('Why this domain may be certified').fill('Own domain of the port.')
    await page.getByRole('button', { name: 'Authorise' }).click()
    await page.getByRole('button', { name: 'Back to the request' }).click()
    const control = page.getByRole('region', { name: 'Control of the names' })
    await expect(control.getByText('Verified', { exact: true })).toBeVisible()
    await page.getByRole('main').getByRole('listitem').getByRole('button', { name: 'Names' }).click()
    await expect(page.locator('input[name^="names."][name$=".value"]').first()).toHaveValue('www.mole.test')
    await expect(page.getByLabel('Note')).toHaveValue('for the new mole')
  })

  test('three perspectives, one of which is lied to: the workbench says which, and the exchange is kept', async () => {
    test.setTimeout(90_000)
    const { page } = running
    await elsewhere.publish(domain, `${domain}. 60 CAA 0 issue "someone-else.example"`)
    await bind.publish(domain, `${domain}. 60 CAA 0 issue "ca.harbour.example"`)
    const answers = [bind, bind, elsewhere]
    for (const { port } of answers)
      perspectives.push(
        await start(
          'perspective',
          'serve',
          ...['--http', '127.0.0.1:0', '--resolver', `127.0.0.1:${port}`, '--dnssec', 'off']
        )
      )
    const [one, two, three] = perspectives.map(({ http }) => http)
    const coordinate = `fra@ripe-ncc=${one},nyc@arin=${two},syd@apnic=${three}`
    const coordinator = await start('perspective', 'serve', '--http', '127.0.0.1:0', '--coordinate', coordinate)
    perspectives.push(coordinator)
    await callFrom(page, 'mpic.configure', {
      settings: {
        perspectives: [
          { code: 'fra', registry: 'RIPE NCC', tooCloseTo: [] },
          { code: 'nyc', registry: 'ARIN', tooCloseTo: [] },
          { code: 'syd', registry: 'APNIC', tooCloseTo: [] }
        ]
      }
    })
    await visit(page, '/mpic?tab=setup')
    await page.getByLabel('Address', { exact: true }).fill(coordinator.http)
    await page.getByRole('combobox', { name: 'Which rule decides' }).click()
    await page.getByRole('option', { name: 'The numbers of these settings' }).click()
    await page.getByLabel('Asked in each check').fill('3')
    await page.getByLabel('Must see the same').fill('2')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('The set-up is saved.')).toBeVisible()
    await page.getByRole('alert').filter({ hasText: 'The set-up is saved.' }).getByRole('button').click()
    await expect(page.getByText('The set-up is saved.')).toHaveCount(0)
    await page.getByRole('button', { name: 'Ask the coordinator about itself' }).click()
    await expect(page.getByText('The coordinator answers', { exact: true })).toBeVisible()
    await looksGood('mpic-setup')
    await page.getByRole('tab', { name: 'Try a name' }).click()
    await page
      .getByLabel('Name', { exact: true })
      .or(page.getByRole('textbox', { name: /^Name/ }))
      .first()
      .fill(domain)
    await page.getByLabel('CAA names in place of those').fill('ca.harbour.example')
    await page.getByRole('button', { name: 'Look from everywhere' }).click()
    const result = page.getByRole('region', { name: 'What came of it' })
    await expect(result.getByRole('row').filter({ hasText: 'syd' })).toContainText('Saw something else')
    await expect(result.getByRole('row').filter({ hasText: 'fra' })).toContainText('Saw the same')
    await looksGood('mpic-check')
    await result.getByRole('link', { name: 'Open the exchange' }).click()
    await page.getByRole('button', { name: /^From Dec 15, 2026|^From 15 Dec 2026/ }).click()
    await expect(page.getByText('someone-else.example').first()).toBeVisible()
    await page.getByRole('tab', { name: 'Answer' }).click()
    await expect(page.getByRole('group', { name: 'Answer' })).toContainText('perspective')
    await looksGood('mpic-exchange')
    expect((await callFrom(page, 'mpic.list', { name: domain })).rows).toHaveLength(1)
  })

  test('the ledger holds all of it, finds it by name and outcome, and opens it', async () => {
    const { page } = running
    await visit(page, `/proofs?text=${domain}&outcome=failed`)
    const rows = page.getByRole('grid').getByRole('row').filter({ hasText: domain })
    await expect(rows).not.toHaveCount(0)
    await expect(rows.getByText('Verified', { exact: true })).toHaveCount(0)
    await visit(page, '/proofs')
    await page
      .getByRole('grid')
      .getByRole('row')
      .filter({ hasText: `www.${domain}` })
      .first()
      .click()
    await expect(page.getByRole('complementary').getByText('Looked at')).toBeVisible()
    await looksGood('proofs')
    expect(running.complaints).toEqual([])
  })
})
