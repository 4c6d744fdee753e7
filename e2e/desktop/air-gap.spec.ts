import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { blockSizes, frameSource } from '../../src-shared/model/qr-frames.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { qrOf, qrPixels } from '../../src-renderer/features/air-gap/qr-draw.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

const passphrase = 'velvet harbour nine kites'
let work: string
let safe: RunningApp
let office: RunningApp

/** Pictures of codes, taken off the screen of one app and shown to the other. */
async function photographs(canvas: Locator, wanted: number): Promise<string[]> {
  const seen = new Map<string, string>()
  while (seen.size < wanted) {
    const frame = (await canvas.getAttribute('data-frame')) ?? ''
    const file = join(work, `code-${frame}.png`)
    await canvas.screenshot({ path: file })
    // The next code may have come while the shutter was open: such a picture bears the wrong name.
    if ((await canvas.getAttribute('data-frame')) === frame) seen.set(frame, file)
  }
  return [...seen.values()]
}

/** What the camera of the office sees; it is opened when the camera is. */
const film = (): string => join(work, 'codes.y4m')

async function begin(name: string, switches: readonly string[] = []): Promise<RunningApp> {
  const app = await launchDesktop({ switches })
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await callFrom(app.page, 'system.setup', { operator: 'alice', passphrase })
  await callFrom(app.page, 'bundle.identity', { name })
  await app.page.reload()
  return app
}

/** The peer file of one app, chosen in the other, word by word. */
async function pairWith(app: RunningApp, other: RunningApp, name: string): Promise<void> {
  const { page } = app
  const { file } = await callFrom(other.page, 'bundle.identity', {})
  const path = join(work, `${name}.chpeer`)
  writeFileSync(path, Buffer.from(file.base64, 'base64'))
  await visit(page, '/air-gap?tab=peers')
  await page.getByRole('button', { name: 'Pair', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(path)
  await expect(dialog.getByRole('list', { name: 'Fingerprint as words' }).getByRole('listitem')).toHaveCount(32)
  await expect(dialog.getByRole('button', { name: 'Pair', exact: true })).toBeDisabled()
  await dialog.getByLabel('All 32 words are the same as on the other side').check()
  await dialog.getByRole('button', { name: 'Pair', exact: true }).click()
  await expect(page.getByRole('cell', { name, exact: true })).toBeVisible()
}

async function looksGood(page: Page): Promise<void> {
  await settle(page)
  expect(await seriousFindings(page)).toEqual([])
}

test.describe('an off-line root and an on-line issuer, each in a window of its own', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'chancery-air-gap-'))
    safe = await begin('Root safe')
    office = await begin('Issuing office', [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film()}`
    ])
    await callFrom(safe.page, 'authority.create', { name: 'R1', subject: 'CN=R1,O=Example' })
    await callFrom(office.page, 'authority.create', { name: 'Issuing', subject: 'CN=Issuing,O=Example', csrOnly: true })
  })
  test.afterAll(async () => {
    await safe.close()
    await office.close()
    await rm(work, { recursive: true, force: true })
  })

  test('the two are paired by file and words', async () => {
    await pairWith(office, safe, 'Root safe')
    await pairWith(safe, office, 'Issuing office')
    await looksGood(safe.page)
  })

  test('the root is handed over as QR codes, photographed, and mirrored after its fingerprint was compared', async () => {
    const { page } = safe
    await visit(page, '/air-gap')
    await page.getByRole('button', { name: 'Hand over a root' }).click()
    await page.getByRole('combobox', { name: 'Root' }).click()
    await page.getByRole('option', { name: 'R1' }).click()
    await page.getByRole('textbox', { name: 'CRLs signed ahead' }).fill('2')
    await page.getByRole('button', { name: 'Make the bundle' }).click()
    await page.getByRole('button', { name: 'Show as QR codes' }).click()
    const canvas = page.getByRole('img', { name: 'QR code' })
    await expect(canvas).toBeVisible()
    await looksGood(page)
    const size = (await callFrom(page, 'bundle.list', {})).rows[0]?.size ?? 0
    const blocks = Math.ceil(size / blockSizes.usual)
    const pictures = await photographs(canvas, blocks + 16)
    await page.keyboard.press('Escape')

    await visit(office.page, '/air-gap?tab=exchange')
    // Nobody is there to answer the question for the camera: it is refused, and pictures are read instead.
    await office.app.evaluate(({ dialog }) => {
      Object.assign(dialog, { showMessageBox: () => Promise.resolve({ response: 0 }) })
    })
    await office.page.getByRole('button', { name: 'Read QR codes' }).click()
    await expect(office.page.getByText(/The camera cannot be used/)).toBeVisible()
    // One of them is lost.
    await office.page.getByRole('dialog').locator('input[type=file]').setInputFiles(pictures.slice(1))
    await expect(office.page.getByText('It can be taken.')).toBeVisible()
    await looksGood(office.page)
    await expect(office.page.getByRole('button', { name: 'Take it' })).toBeDisabled()
    await office.page.getByLabel(/I compared the fingerprint of CN=R1/).check()
    await office.page.getByRole('button', { name: 'Take it' }).click()
    await expect(office.page.getByRole('heading', { name: /Root, taken over/ })).toBeVisible()
  })

  test('a visit is prepared, done and taken: the CSR goes in, the certificate comes out', async () => {
    const { page } = office
    await visit(page, '/air-gap')
    await expect(page.getByRole('cell', { name: 'Sign a CSR' })).toBeVisible()
    await looksGood(page)
    await page.getByRole('button', { name: 'Prepare a visit' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('first visit')
    await page.getByRole('button', { name: 'Make the request' }).click()
    await expect(page.getByRole('heading', { name: /Request, made here/ })).toBeVisible()
    const asked = join(work, 'ask.chbundle')
    const out = (await callFrom(page, 'bundle.list', {})).rows[0]?.id ?? 0
    writeFileSync(asked, Buffer.from((await callFrom(page, 'bundle.export', { id: out })).file.base64, 'base64'))

    await visit(safe.page, '/air-gap?tab=exchange')
    await safe.page.locator('input[type=file]').first().setInputFiles(asked)
    await expect(safe.page.getByText('Issuing office (paired, signature verified)')).toBeVisible()
    await safe.page.getByRole('button', { name: 'Take it' }).click()
    await safe.page.getByRole('button', { name: 'Answer it' }).click()
    await safe.page.getByRole('button', { name: 'Do it and make the answer' }).click()
    await expect(safe.page.getByRole('heading', { name: /Answer, made here/ })).toBeVisible()
    const answered = join(work, 'answer.chbundle')
    const made = (await callFrom(safe.page, 'bundle.list', {})).rows[0]?.id ?? 0
    writeFileSync(
      answered,
      Buffer.from((await callFrom(safe.page, 'bundle.export', { id: made })).file.base64, 'base64')
    )

    await visit(page, '/air-gap?tab=exchange')
    await page.locator('input[type=file]').first().setInputFiles(answered)
    await page.getByRole('button', { name: 'Take it' }).click()
    await expect(page.getByRole('heading', { name: /Answer, taken/ })).toBeVisible()
    expect((await callFrom(page, 'authority.show', { authority: 'Issuing' })).authority.state).toBe('active')
    await visit(page, '/air-gap')
    await expect(page.getByRole('cell', { name: 'Renew a subordinate' })).toBeVisible()
    await looksGood(page)
  })

  test('with leave, and on this screen alone, the camera is opened, and a bundle is read from what it sees', async () => {
    const root = (await callFrom(safe.page, 'authority.list', {})).authorities[0]?.id ?? 0
    const { file } = await callFrom(safe.page, 'bundle.hand-over', { peer: 'Issuing office', authority: root })
    writeFileSync(film(), filmOf(Buffer.from(file.base64, 'base64')))
    const { page, app } = office
    await app.evaluate(({ dialog }) => {
      Object.assign(dialog, { showMessageBox: () => Promise.resolve({ response: 1 }) })
    })
    await visit(page, '/audit')
    const elsewhere = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'opened',
        (error: unknown) => (error instanceof DOMException ? error.name : 'other')
      )
    )
    expect(elsewhere).toBe('NotAllowedError')
    await visit(page, '/air-gap?tab=exchange')
    await page.getByRole('button', { name: 'Read QR codes' }).click()
    await expect(page.getByText('It can be taken.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Root safe (paired, signature verified)')).toBeVisible()
  })
})

/** A film in which each QR code of a bundle but the second stands for two pictures (YUV4MPEG2, 4:2:0). */
function filmOf(bundle: Buffer): Buffer {
  const [width, height] = [640, 480]
  const source = frameSource(
    new Uint8Array(bundle),
    new Uint8Array(createHash('sha256').update(bundle).digest()),
    blockSizes.usual
  )
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F6:1 Ip A1:1 C420jpeg\n`)]
  for (let number = 0; number < source.blocks + 6; number++) {
    if (number === 1) continue
    const { side, pixels } = qrPixels(qrOf(source.frame(number)), 4)
    const light = Buffer.alloc(width * height, 255)
    const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)]
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) light[(top + y) * width + left + x] = pixels[(y * side + x) * 4] ?? 255
    const picture = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)])
    parts.push(picture, picture)
  }
  return Buffer.concat(parts)
}
