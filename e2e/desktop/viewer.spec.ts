import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { dropFile } from '../fixtures/drop.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

let demo: Demo
let work: string
let running: RunningApp
test.beforeAll(async () => {
  demo = await fillDemo()
  work = await mkdtemp(join(tmpdir(), 'chancery-viewer-'))
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
})
test.afterAll(async () => {
  await running.close()
  await rm(work, { recursive: true, force: true })
  await demo.remove()
})

test('keys and tokens that are dropped on the window open decoded, and a byte finds its element', async ({}, info) => {
  const { page } = running
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'kiosk', '-f', join(work, 'k')])
  await dropFile(page.locator('body'), 'k.pub', await readFile(join(work, 'k.pub'), 'utf8'))
  await expect(page.getByRole('heading', { name: 'SSH key, kiosk' })).toBeVisible()
  await page.getByRole('tab', { name: 'ASN.1' }).click()
  // 30 2a 30 05 06 03 …: all after the first two bytes is one run, and its first byte is the inner SEQUENCE.
  await page.getByText(/^30 05 06 03/).click({ position: { x: 4, y: 6 } })
  await expect(page.getByText(/^SEQUENCE, offset 2,/)).toBeVisible()
  await expect(page.getByText('30 05', { exact: true })).toBeVisible()
  await page.screenshot({ path: info.outputPath('ssh-asn1.png') })

  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  await dropFile(page.locator('body'), 'token', `${part({ alg: 'ES256', kid: 'k' })}.${part({ sub: 'kiosk' })}.AAAA`)
  await expect(page.getByText(/^Not performed: the key or certificate/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('jwt.png') })
})
