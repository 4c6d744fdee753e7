import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CeremonyView } from '../../src-shared/api/ceremonies.ts'
import type { TokenKeyView } from '../../src-shared/model/token.ts'
import { softPin, softTokens, type SoftTokens } from '../../src-main/testing/soft-token.ts'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from './chancery.ts'

let soft: SoftTokens
let work: ReturnType<typeof workFolder>
let engine: Server
let here: string[] = []
const at = (name: string): string => join(work.path, name)

beforeAll(async () => {
  soft = softTokens()
  soft.make('auditor')
  work = workFolder()
  const data = ['--data', at('data')]
  const opened = [...data, '--passphrase-file', work.passphraseFile]
  const made = await chancery('init', '--operator', 'alice', ...opened)
  expect(made.code, made.err).toBe(0)
  await chanceryJson('system', 'make-unlock-secret', ...opened, '--out', at('unlock'))
  engine = await serve(...data, '--unlock-file', at('unlock'))
  here = data
  writeFileSync(at('pin'), softPin, { mode: 0o600 })
  await chanceryJson('token', 'modules', 'add', ...here, '--module', soft.module)
})
afterAll(async () => {
  await engine.stop()
  work.remove()
  soft.remove()
})

/** Runs a program that has to succeed. @returns what it said */
async function must(program: string, ...args: string[]): Promise<string> {
  const ran = await run(program, args)
  expect(ran.code, ran.err).toBe(0)
  return ran.out
}

describe('an evidence key on a token', () => {
  test('signs an anchor that the verifier takes, by the key that the token shows', async () => {
    const where = ['--token', 'auditor', '--pin-file', at('pin')]
    const { key } = await chanceryJson<{ key: TokenKeyView }>(
      ...['token', 'generate', ...here, ...where, '--key', 'P-256', '--label', 'evidence', '--use', 'evidence']
    )
    const { signer } = await chanceryJson<{ signer: { certificate: string; keyPlace: string } }>(
      ...['anchor', 'add-signer', ...here, '--name', 'auditor', '--token-key', String(key.keyId)]
    )
    writeFileSync(at('evidence.pem'), signer.certificate)
    await chanceryJson('anchor', 'create', ...here, '--signer', 'auditor')
    await chanceryJson('audit', 'export', ...here, '--out', at('audit.jsonl'))
    await chanceryJson('anchor', 'export', ...here, '--out', at('anchors.json'))
    const verify = ['anchor', 'verify', at('audit.jsonl'), '--anchors', at('anchors.json')]
    const verified = await chancery(...verify, '--trust', at('evidence.pem'))
    expect(verified.code, verified.out + verified.err).toBe(0)
    const theirs = await must('p11tool', '--provider', soft.module, '--export', 'pkcs11:object=evidence;type=public')
    expect((await must('openssl', 'x509', '-in', at('evidence.pem'), '-noout', '-pubkey')).trim()).toBe(theirs.trim())
    const { keys } = await chanceryJson<{ keys: TokenKeyView[] }>('token', 'keys', ...here, '--token', 'auditor')
    expect(keys[0]?.services).toMatchObject([{ kind: 'evidence', name: 'auditor' }])
  })

  test('that is away makes no anchor, and says which token to plug in', async () => {
    soft.unplug('auditor')
    await chanceryJson('token', 'list', ...here, '--fresh')
    const refused = await chancery('anchor', 'create', ...here, '--signer', 'auditor')
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('auditor')
    soft.plugIn()
    await chanceryJson('token', 'list', ...here, '--fresh')
    await chanceryJson('anchor', 'create', ...here, '--signer', 'auditor')
  })
})

describe('a witness who signs with the own token', () => {
  const script = `format: chancery-ceremony-script/1
title: One question
rules: { rehearsal: optional }
roles:
  - { id: administrator, kind: administrator }
  - { id: witness, kind: witness-external }
signOff: [witness]
steps:
  - { id: opening, kind: read, title: Opening, say: The safe is opened in front of everybody. }
`
  /** A person whose key lies on a token of SoftHSM that Chancery does not use. */
  async function witness(name: string): Promise<(text: string) => Promise<string>> {
    soft.make(name)
    const subject = ['-subj', `/CN=${name}`, '-days', '30', '-nodes']
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', at(`${name}.key`)]
    await must('openssl', 'req', '-x509', ...key, ...subject, '-out', at(`${name}.pem`))
    const card = ['--token', name, '--pin', softPin, '--label', 'sign', '--id', '01']
    await must('softhsm2-util', '--import', at(`${name}.key`), ...card)
    return async (text) => {
      writeFileSync(at('text'), text)
      await must('openssl', 'dgst', '-sha256', '-binary', '-out', at('text.sha256'), at('text'))
      const of = ['--module', soft.module, '--token-label', name, '--pin', softPin, '--id', '01']
      const how = ['--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl']
      await must('pkcs11-tool', ...of, ...how, '--input-file', at('text.sha256'), '--output-file', at('text.sig'))
      return at('text.sig')
    }
  }

  test('signs a step off; the token of somebody else does not', async () => {
    const [walter, mallory] = [await witness('walter'), await witness('mallory')]
    writeFileSync(at('script.yaml'), script)
    const people = [
      { role: 'administrator', person: 'Alice', account: 'alice' },
      { role: 'witness', person: 'Walter', certificate: await must('openssl', 'x509', '-in', at('walter.pem')) }
    ]
    const opening = ['--mode', 'real', '--script', at('script.yaml'), '--participants', JSON.stringify(people)]
    const { ceremony } = await chanceryJson<{ ceremony: CeremonyView }>('ceremony', 'open', ...here, ...opening)
    const step = ['--ceremony', String(ceremony.id), '--step', 'opening']
    await chanceryJson('ceremony', 'step-begin', ...here, ...step)
    const done = await chanceryJson<{ ceremony: CeremonyView }>('ceremony', 'step-complete', ...here, ...step)
    const toSign = done.ceremony.missing[0]?.toSign ?? ''
    const signs = ['ceremony', 'witness', ...here, '--ceremony', String(ceremony.id), '--role', 'witness']
    const foreign = await chancery(...signs, '--person', 'Walter', '--signature', await mallory(toSign))
    expect(foreign.code).not.toBe(0)
    expect(foreign.err).toMatch(/signature/i)
    const own = [...signs, '--person', 'Walter', '--signature', await walter(toSign)]
    expect((await chanceryJson<{ ceremony: CeremonyView }>(...own)).ceremony.phase).toBe('close')
  })
})
