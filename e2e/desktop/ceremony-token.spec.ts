import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { softPin, softTokens } from '../../src-main/testing/soft-token.ts'
import { chancery, run } from '../cli/chancery.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { answerPin, pinWindow } from '../fixtures/pin-window.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { goOnUntil, type People } from '../fixtures/stage.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { answerSaveDialogs } from './save-dialog.ts'
import { resizeWindow } from './window-size.ts'

const passphrase = 'velvet harbour nine kites'
const script = `format: chancery-ceremony-script/1
title: Root on a token
rules: { rehearsal: optional }
roles:
  - { id: administrator, kind: administrator }
  - { id: witness, kind: witness-external }
signOff: [administrator, witness]
hostChecks:
  - check: clock-confirmed
  - { check: network-down, otherwise: record }
  - { check: screen-lock, otherwise: record }
  - { check: entropy, otherwise: record }
steps:
  - id: key
    kind: generate-key
    title: Generate the key
    say: The key is made on the token and never leaves it.
    label: root-key
    algorithm: P-384
    token: safe
  - id: root
    kind: create-root
    title: Sign the root
    key: key
    name: root
    subject: CN=Root on a token,O=Example
    validity: 20y
`

/** Runs a program that has to succeed. @returns what it said */
async function must(program: string, ...args: string[]): Promise<string> {
  const ran = await run(program, args)
  expect(ran.code, ran.err).toBe(0)
  return ran.out
}

async function looksGood(app: RunningApp, info: TestInfo, name: string): Promise<void> {
  const { page } = app
  await settle(page)
  expect(await seriousFindings(page)).toEqual([])
  expect(await layoutProblems(page)).toEqual([])
  await page.screenshot({ path: info.outputPath(`${name}.png`) })
}

test('a root whose key is made on a token through the stage, a witness who signs with the own token, an archive that the command verifies', async ({}, info) => {
  test.setTimeout(90_000)
  const tokens = softTokens()
  const work = await mkdtemp(join(tmpdir(), 'chancery-ceremony-token-'))
  const at = (name: string): string => join(work, name)
  tokens.make('safe')
  tokens.make('walter')
  // The witness has a certificate, and its key on the own token alone.
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=walter', '-days', '30']
  await must('openssl', 'req', '-x509', ...key, '-keyout', at('walter.key'), '-out', at('walter.pem'))
  await must('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', at('walter.key'), '-out', at('walter.p8'))
  const card = ['--token', 'walter', '--pin', softPin, '--label', 'sign', '--id', '01']
  await must('softhsm2-util', '--import', at('walter.p8'), ...card)
  for (const name of ['walter.key', 'walter.p8']) rmSync(at(name))
  /** Signs a file with the token of the witness. @returns the file with the signature */
  const withToken = async (file: string): Promise<string> => {
    const of = ['--module', tokens.module, '--token-label', 'walter', '--pin', softPin, '--id', '01']
    const how = ['--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl']
    // This token makes bare signatures alone, so that the digest is made before.
    await must('openssl', 'dgst', '-sha256', '-binary', '-out', `${file}.sha256`, file)
    await must('pkcs11-tool', ...of, ...how, '--input-file', `${file}.sha256`, '--output-file', `${file}.sig`)
    return `${file}.sig`
  }
  const people: People = {
    passphrases: { Alice: passphrase },
    sign: (_person, toSign) => {
      writeFileSync(at('text'), toSign)
      return withToken(at('text'))
    }
  }
  const app = await launchDesktop({ data: at('data') })
  try {
    const { page } = app
    await callFrom(page, 'system.setup', { operator: 'alice', passphrase })
    await callFrom(page, 'token.modules-add', { module: tokens.module })
    await page.reload()
    await answerSaveDialogs(app, work)
    const { ceremony } = await callFrom(page, 'ceremony.open', {
      mode: 'real',
      script,
      participants: [
        { role: 'administrator', person: 'Alice', account: 'alice' },
        { role: 'witness', person: 'Walter', certificate: readFileSync(at('walter.pem'), 'utf8') }
      ]
    })
    await visit(page, `/ceremonies/${ceremony.id}/stage`)
    const until = goOnUntil.bind(undefined, page, people, ceremony.id)
    await until(({ phase, step }) => phase === 'begin' && step?.id === 'key')
    const safe = page.getByRole('group', { name: 'Tokens' }).getByText(/safe/).locator('..')
    await expect(safe.getByText('Locked', { exact: true })).toBeVisible()
    await resizeWindow(app, { width: 1024, height: 700 })
    await looksGood(app, info, 'locked')
    // Without the PIN there is no key, and the ceremony stands where it stood.
    await page.getByRole('button', { name: 'Begin the step' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /safe/ })).toBeVisible()
    const asked = await pinWindow(app.app, () => safe.getByRole('button', { name: 'Enter the PIN' }).click())
    await answerPin(asked, { PIN: softPin })
    await expect(safe.getByText('Unlocked', { exact: true })).toBeVisible()
    expect(await page.content()).not.toContain(softPin)
    await until(({ phase, step }) => phase === 'sign-off' && step?.id === 'key')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await looksGood(app, info, 'made')
    await until(({ phase }) => phase === 'close')
    const { authorities } = await callFrom(page, 'authority.list', {})
    expect(authorities).toMatchObject([{ name: 'root', keyLocation: expect.stringMatching(/^pkcs11:/) }])
    const listed = ['--module', tokens.module, '--token-label', 'safe', '--login', '--pin', softPin]
    expect(await must('pkcs11-tool', ...listed, '-O', '--type', 'privkey')).toContain('root-key')

    await page.getByRole('button', { name: 'Close the ceremony' }).click()
    const walter = page.getByRole('group', { name: 'Walter', exact: true })
    await walter.getByRole('button', { name: 'Save archive-walter.bin' }).click()
    await expect.poll(() => existsSync(at('archive-walter.bin'))).toBe(true)
    await walter.getByLabel('Choose the signature of Walter').setInputFiles(await withToken(at('archive-walter.bin')))
    await page.getByRole('button', { name: 'Write the archive' }).click()
    await page.getByRole('button', { name: 'Save the archive' }).click()
    const archive = at(`root-on-a-token-${ceremony.id}.zip`)
    await expect.poll(() => existsSync(archive)).toBe(true)
    const { signers } = await callFrom(page, 'anchor.signers', {})
    writeFileSync(at('installation.pem'), signers.find(({ name }) => name === 'Ceremonies')?.certificate ?? '')
    const trust = ['--trust', at('walter.pem'), '--trust', at('installation.pem')]
    const verified = await chancery('ceremony', 'verify', archive, ...trust)
    expect(verified.code, verified.out + verified.err).toBe(0)
    expect(app.complaints).toEqual([])
  } finally {
    await app.close()
    tokens.remove()
    await rm(work, { recursive: true, force: true })
  }
})
