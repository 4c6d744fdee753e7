import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import type { CeremonyView } from '../../src-shared/api/ceremonies.ts'
import { chancery, run } from '../cli/chancery.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { goOnUntil, type People } from '../fixtures/stage.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { answerSaveDialogs } from './save-dialog.ts'
import { resizeWindow } from './window-size.ts'

const passphrase = 'velvet harbour nine kites'
const wilmasPassphrase = 'seven copper lanterns glow'
const script = `format: chancery-ceremony-script/1
title: Small root
roles:
  - { id: administrator, kind: administrator }
  - { id: witness, kind: witness-external, persons: 2 }
signOff: [administrator]
hostChecks:
  - check: clock-confirmed
  - { check: network-down, otherwise: record }
steps:
  - id: opening
    kind: confirm
    title: Opening
    say: We make a root. From now on nobody touches the machine unless the script says so.
    question: Has everybody shown a document with a photograph?
    answers: ['yes', 'no']
    expect: { answer: 'yes' }
  - id: key
    kind: generate-key
    title: Generate the key
    say: The key is made now.
    label: root-key
    algorithm: P-256
  - id: root
    kind: create-root
    title: Sign the root
    key: key
    name: root
    subject: CN=Small Root,O=Example
    validity: 20y
    signOff: [administrator, witness]
`
let work: string
let app: RunningApp
let rehearsal = 0

const at = (name: string): string => join(work, name)
const openssl = async (...args: string[]): Promise<void> => {
  const ran = await run('openssl', args)
  expect(ran.code, ran.err).toBe(0)
}

/** A screen that can be used by everybody at every size, kept as a picture. */
async function looksGood(info: TestInfo, name: string): Promise<void> {
  const { page } = app
  await settle(page)
  expect(await seriousFindings(page)).toEqual([])
  for (const [width, height] of [
    [1024, 700],
    [1920, 1080]
  ] as const) {
    await resizeWindow(app, { width, height })
    await settle(page)
    expect(await layoutProblems(page)).toEqual([])
    await page.screenshot({ path: info.outputPath(`${name}-${width}.png`) })
  }
}

const people: People = {
  passphrases: { Alice: passphrase, Wilma: wilmasPassphrase },
  sign: async (_person, toSign) => {
    writeFileSync(at('text'), toSign)
    const card = ['-signer', at('walter.pem'), '-inkey', at('walter.key'), '-in', at('text')]
    await openssl('cms', '-sign', '-binary', '-md', 'sha256', ...card, '-outform', 'PEM', '-out', at('text.p7s'))
    return at('text.p7s')
  }
}
const until = (ceremony: number, there: (view: CeremonyView) => boolean): Promise<void> =>
  goOnUntil(app.page, people, ceremony, there)

async function open(button: string): Promise<number> {
  const { page } = app
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The machine' })).toBeVisible()
  const { ceremonies } = await callFrom(page, 'ceremony.list', {})
  return ceremonies[0]?.id ?? 0
}

test.describe('a root in front of two witnesses, in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'chancery-ceremonies-'))
    app = await launchDesktop({ data: at('data') })
    await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await callFrom(app.page, 'system.setup', { operator: 'alice', passphrase })
    await callFrom(app.page, 'operator.create', { name: 'wilma', roles: ['auditor'], passphrase: wilmasPassphrase })
    await app.page.reload()
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=walter']
    await openssl('req', '-x509', ...key, '-days', '30', '-keyout', at('walter.key'), '-out', at('walter.pem'))
    writeFileSync(at('root.yaml'), script.replace('key: key', 'key: kee'))
  })
  test.afterAll(async () => {
    await app.close()
    await rm(work, { recursive: true, force: true })
  })

  test('the script is put right where its fault stands, people are noted, and it is rehearsed', async ({}, info) => {
    const { page } = app
    await visit(page, '/ceremonies')
    await page.getByLabel('Open a script').setInputFiles(at('root.yaml'))
    await expect(page.getByRole('button', { name: 'Line 27' })).toBeVisible()
    await looksGood(info, 'fault')
    await page.getByRole('textbox', { name: 'Script' }).fill(script)
    await expect(page.getByText('These very bytes were not rehearsed')).toBeVisible()
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
    await expect(page.getByText('3 people are not named yet.')).toBeVisible()
    await expect(page.getByRole('group', { name: 'witness 2' }).getByText('Who is it?')).toBeVisible()
    for (const [role, person, account] of [
      ['administrator', 'Alice', 'alice'],
      ['witness 1', 'Wilma', 'wilma'],
      ['witness 2', 'Walter', null]
    ] as const) {
      const group = page.getByRole('group', { name: role })
      await group.getByLabel('Person').fill(person)
      if (account === null) await group.getByLabel('Choose certificate').setInputFiles(at('walter.pem'))
      else {
        await group.getByRole('combobox', { name: 'Account' }).click()
        await page.getByRole('option', { name: account }).click()
      }
    }
    await page.getByRole('button', { name: 'Hold the ceremony' }).click()
    await expect(page.getByText('This script was not rehearsed.')).toBeVisible()
    rehearsal = await open('Rehearse')
    await expect(page.getByText('REHEARSAL').first()).toBeVisible()
    await until(rehearsal, ({ phase, step }) => phase === 'begin' && step?.id === 'opening')
    await looksGood(info, 'step')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Opening' })).toBeVisible()
    await page.getByRole('button', { name: 'Picture of this window' }).click()
    await expect(page.getByText(/screen-\d+\.png is in the transcript/)).toBeVisible()
    await expect(page.getByText('compared with two watches')).toBeVisible()
    await page.getByRole('button', { name: 'Note a digression' }).click()
    await page.getByLabel('What happened, and why').fill('The projector failed and was changed.')
    await page.getByRole('button', { name: 'Note it' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'The projector failed' })).toBeVisible()
    await until(rehearsal, ({ phase, step }) => phase === 'sign-off' && step?.id === 'root')
    await looksGood(info, 'sign-off')
    await until(rehearsal, ({ phase }) => phase === 'close')
    await page.getByRole('button', { name: 'Close the ceremony' }).click()
    await page.getByRole('button', { name: 'Write it without these signatures' }).click()
    await page.getByRole('button', { name: 'Write without them' }).click()
    await expect(page.getByRole('button', { name: 'Save the archive' })).toBeVisible()
  })

  test('a script that was changed since is refused, with the line', async () => {
    const { page } = app
    await visit(page, `/ceremonies/new?from=${rehearsal}`)
    await page.getByRole('textbox', { name: 'Script' }).fill(script.replace('20y', '25y'))
    await expect(page.getByText('These very bytes were not rehearsed')).toBeVisible()
    await page.getByRole('button', { name: 'Hold the ceremony' }).click()
    await expect(page.getByText('The script is not the one that was rehearsed')).toBeVisible()
    await expect(page.getByText(/rehearsed was " *validity: 20y", now it is " *validity: 25y"/).first()).toBeVisible()
  })

  test('the ceremony is killed in the middle of a step and goes on in a new window', async ({}, info) => {
    await visit(app.page, `/ceremonies/new?from=${rehearsal}`)
    const real = await open('Hold the ceremony')
    await until(real, ({ phase, step }) => phase === 'complete' && step?.id === 'root')
    const ended = new Promise((resolve) => app.app.process().once('exit', resolve))
    app.app.process().kill('SIGKILL')
    await ended
    app = await launchDesktop({ data: at('data') })
    await app.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await signIn(app.page, 'alice', passphrase)
    await visit(app.page, '/ceremonies')
    await app.page.getByRole('link', { name: 'Go on' }).click()
    await expect(app.page.getByText('The ceremony was interrupted here.')).toBeVisible()
    await until(real, ({ phase, step }) => phase === 'sign-off' && step?.id === 'root')
    await expect(app.page.getByRole('heading', { name: 'Beside the rehearsal' })).toBeVisible()
    await looksGood(info, 'real')
    await until(real, ({ phase }) => phase === 'close')
    const { authorities } = await callFrom(app.page, 'authority.list', {})
    expect(authorities.map(({ name }) => name)).toEqual(['root'])
  })

  test('the archive is signed by the witness, saved with its report, and verified elsewhere', async ({}, info) => {
    const { page } = app
    await answerSaveDialogs(app, work)
    await page.getByRole('button', { name: 'Close the ceremony' }).click()
    const walter = page.getByRole('group', { name: 'Walter', exact: true })
    await looksGood(info, 'evidence')
    await walter.getByRole('button', { name: 'Save archive-walter.bin' }).click()
    await expect.poll(() => readText('archive-walter.bin')).not.toBe('')
    await expect(async () => {
      await openssl('dgst', '-sha256', '-sign', at('walter.key'), '-out', at('walter.sig'), at('archive-walter.bin'))
    }).toPass()
    await walter.getByLabel('Choose the signature of Walter').setInputFiles(at('walter.sig'))
    await page.getByRole('button', { name: 'Write the archive' }).click()
    await page.getByRole('button', { name: 'Save the archive' }).click()
    await expect(page.getByText(/\.zip is saved|\.zip saved/)).toBeVisible()
    await page.getByRole('button', { name: 'Save the report (PDF)' }).click()
    await expect.poll(() => readText(`small-root-${rehearsal + 1}.pdf`).slice(0, 5)).toBe('%PDF-')
    const { signers } = await callFrom(page, 'anchor.signers', {})
    writeFileSync(at('installation.pem'), signers.find(({ name }) => name === 'Ceremonies')?.certificate ?? '')
    const archive = at(`small-root-${rehearsal + 1}.zip`)
    const trust = ['--trust', at('walter.pem'), '--trust', at('installation.pem')]
    const verified = await chancery('ceremony', 'verify', archive, ...trust)
    expect(verified.code, verified.out + verified.err).toBe(0)
    await page.getByRole('button', { name: 'Leave the stage' }).click()
    await expect(page.getByRole('heading', { name: 'Transcript', exact: true })).toBeVisible()
    await expect(page.getByRole('cell', { name: 'Gone on' })).toBeVisible()
    expect(app.complaints).toEqual([])
  })
})

function readText(name: string): string {
  try {
    return readFileSync(at(name), 'latin1')
  } catch {
    return ''
  }
}
