import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom, replyTo } from '../fixtures/page-call.ts'
import { answerOpenDialogs } from '../fixtures/pin-window.ts'
import { settle } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

const lost = 'velvet harbour nine kites'
const next = 'copper meadow under seven rains'
const backupPassphrase = 'nine amber lanterns'

/** An installation with an authority, shares and a backup, as it was before the machine was lost. */
async function before(folder: string): Promise<{ readonly backup: string; readonly cards: readonly string[] }> {
  const { page, close } = await launchDesktop({ data: join(folder, 'old') })
  await callFrom(page, 'system.setup', { operator: 'alice', passphrase: lost, organizationName: 'Harbour' })
  await callFrom(page, 'authority.create', { name: 'root', subject: 'CN=Harbour Root CA,O=Harbour' })
  const { cards } = await callFrom(page, 'vault.shares-create', { shares: 3, threshold: 2 })
  await callFrom(page, 'settings.update', { settings: { backupEveryHours: 0, backupFolder: folder } })
  await callFrom(page, 'publish.add', { name: 'web', to: join(folder, 'www') })
  await callFrom(page, 'backup.set-passphrase', { backupPassphrase })
  const { file } = await callFrom(page, 'backup.create', { name: 'whole' })
  await close()
  return { backup: join(folder, file), cards: cards.map(({ words }) => words) }
}

/** A picture at the smallest size, with nothing that sticks out or that a reader could not use. */
async function looksGood({ page }: RunningApp, info: TestInfo, name: string, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await settle(page)
  expect(await seriousFindings(page)).toEqual([])
  expect(await layoutProblems(page)).toEqual([])
  await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true })
}

test('a lost machine comes back in an empty folder from the first-run screen, and lost passphrases by two shares of three', async ({}, info) => {
  // Each passphrase costs a second of a whole core, and seven are derived.
  test.setTimeout(90_000)
  const folder = await mkdtemp(join(tmpdir(), 'chancery-restore-'))
  const { backup, cards } = await before(folder)
  const app = await launchDesktop({ data: join(folder, 'new') })
  try {
    const { page } = app
    await answerOpenDialogs(app.app, backup)
    await resizeWindow(app, { width: 1024, height: 700 })
    await page.getByRole('button', { name: 'Restore from a backup' }).click()
    await page.getByRole('button', { name: 'Choose the backup' }).click()
    await expect(page.getByText('whole.chancery-backup')).toBeVisible()
    await expect(page.getByText('Harbour', { exact: true })).toBeVisible()
    const passphrase = page.getByLabel(/^Passphrase of the backup/)
    await passphrase.fill('ten amber lanterns')
    await page.getByRole('button', { name: 'Check and restore' }).click()
    await expect(page.getByText('This is not the passphrase that the backup was made under.')).toBeVisible()
    await expect(passphrase).toHaveValue('')
    await looksGood(app, info, 'restore', 'light')
    await passphrase.fill(backupPassphrase)
    await page.getByRole('button', { name: 'Check and restore' }).click()
    await expect(page.getByRole('heading', { name: 'The installation is back' })).toBeVisible()
    await expect(page.getByRole('cell', { name: 'root' })).toBeVisible()
    await expect(page.getByText(/switch these targets on again under Distribution: web/)).toBeVisible()
    await looksGood(app, info, 'restored', 'dark')
    // There is a vault now: nothing is restored over it.
    expect(
      await replyTo(page, 'desktop.backup.restore', { opener: 'passphrase', passphrase: backupPassphrase })
    ).toMatchObject({
      failure: { code: 'conflict' }
    })
    await page.getByRole('button', { name: 'Go to sign-in' }).click()
    await expect(page.getByText('The vault is locked. Signing in unlocks it.')).toBeVisible()

    await page.getByRole('button', { name: /Use shares of the master key/ }).click()
    await page.getByLabel('Sign-in name').fill('alice')
    const [first = '', second = ''] = cards
    const wrongWord = second.replace(/^\S+/, 'horse')
    await page.getByLabel(/^Share 1/).fill(`chancery-share:${first}`)
    await page.getByLabel(/^Share 2/).fill(wrongWord === second ? second.replace(/^\S+/, 'zebra') : wrongWord)
    await page.getByLabel(/^Passphrase\b(?! again)/).fill(next)
    await page.getByLabel('Passphrase again').fill(next)
    await page.getByRole('button', { name: 'Set the new passphrase' }).click()
    await expect(page.getByText(/^Share 2 of those entered: The words of the share do not fit together/)).toBeVisible()
    await looksGood(app, info, 'shares', 'light')
    await page.getByLabel(/^Share 2/).fill(second)
    await page.getByRole('button', { name: 'Set the new passphrase' }).click()
    await expect(page.getByText('The passphrase is set. Sign in with it.')).toBeVisible()
    await signIn(page, 'alice', next)
    const { authorities } = await callFrom(page, 'authority.list', {})
    expect(authorities.map(({ name }) => name)).toEqual(['root'])
    // The restored vault opens its key.
    await callFrom(page, 'crl.issue', { authority: 'root' })
    expect((await callFrom(page, 'audit.verify', {})).intact).toBe(true)
    expect(app.complaints).toEqual([])
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
})
