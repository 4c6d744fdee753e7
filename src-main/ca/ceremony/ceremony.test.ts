import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CeremonyParticipant } from '../../../src-shared/model/ceremony.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { getAuthorityByName, listAuthorities } from '../../store/authorities.ts'
import { getCeremonyFile } from '../../store/ceremonies.ts'
import { listKeys } from '../../store/keys.ts'
import { listWaitingCrls } from '../../store/crls.ts'
import { reader, storeKey } from '../../store/store.ts'
import {
  atTheMachine,
  driveCeremony,
  keyOwner,
  quietMachine,
  type Answers,
  type KeyOwner
} from '../../testing/ceremony-house.ts'
import { makeCsr, subscriberKey } from '../../testing/engine.ts'
import { startWithAlice, testPassphrase } from '../../testing/test-engine.ts'
import { writePem } from '../../pki/pem.ts'
import { checkHost } from './host-check.ts'
import { abandon, attach, digress } from './notes.ts'
import { openCeremony } from './open.ts'
import { beginStep, completeStep } from './run.ts'
import { signOff } from './sign-off.ts'
import { listOfCeremonies, showCeremony, transcriptOf } from './view.ts'
import type { CeremonyWorld } from './world.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'resources', 'ceremonies')
const starter = (name: string): string => readFileSync(join(folder, `${name}.yaml`), 'utf8')

let house: Awaited<ReturnType<typeof startWithAlice>>
let world: CeremonyWorld
let wilma: KeyOwner
let walter: KeyOwner
beforeAll(async () => {
  house = await startWithAlice({ machine: quietMachine })
  world = house.engine.ceremonies
  wilma = keyOwner('Wilma')
  walter = keyOwner('Walter')
})
afterAll(async () => {
  await house.stop()
  wilma.remove()
  walter.remove()
})

const by = { actor: atTheMachine, roles: ['ca-administrator'], pin: undefined }
const people = (...roles: readonly string[]): CeremonyParticipant[] =>
  roles.map((role, at) => {
    const earlier = roles.slice(0, at).filter((one) => one === role).length
    if (role === 'witness' || role === 'auditor')
      return earlier === 0 && role === 'witness'
        ? { role, person: 'Wilma', certificate: wilma.certificate }
        : { role, person: 'Walter', certificate: walter.certificate }
    return { role, person: 'Alice', account: 'alice' }
  })
const means = (): Answers['means'] => ({ Alice: testPassphrase, Wilma: wilma, Walter: walter })

const rootAnswers = (mode: Answers['mode'], variables: Record<string, string> = {}): Answers => ({
  mode,
  script: starter('root-generation'),
  variables,
  participants: people('administrator', 'keyHolder', 'witness', 'witness'),
  means: means(),
  answers: { people: 'yes', paper: 'yes', bag: 'B-77' }
})

describe('a root', () => {
  test('is rehearsed apart from everything real, then made by the same script', async () => {
    await expect(driveCeremony(world, rootAnswers('real'))).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: 'This script was not rehearsed. Rehearse it to its end, then run it.'
    })
    const rehearsed = await driveCeremony(world, rootAnswers('rehearsal'))
    expect(rehearsed).toMatchObject({ mode: 'rehearsal', state: 'closed' })
    const from = reader(house.engine.ca.store)
    expect(listAuthorities(from)).toEqual([])
    expect(listKeys(from).filter(({ purposes }) => purposes.includes('certificate'))).toEqual([])
    const file = rehearsed.files.find(({ name }) => name.endsWith('root.pem'))
    expect(file?.name).toContain('REHEARSAL-')
    const marked = parseCertificate(
      objectBytes(
        Buffer.from(getCeremonyFile(from, rehearsed.id, file?.name ?? '')?.content ?? []).toString(),
        'certificate'
      )
    )
    expect(marked.subject.text).toBe('CN=REHEARSAL Example Root CA 1,O=Example')

    const real = await driveCeremony(world, rootAnswers('real'))
    expect(real).toMatchObject({ mode: 'real', state: 'closed', rehearsalId: rehearsed.id })
    expect(getAuthorityByName(from, 'root')).toMatchObject({
      state: 'active',
      subject: 'CN=Example Root CA 1,O=Example'
    })
    expect(real.results['crl']).toMatchObject({ count: '1', entries: '0' })
    const { entries, broken } = transcriptOf(world, real.id)
    expect(broken).toBeNull()
    expect(entries.filter(({ kind }) => kind === 'witnessed')).toHaveLength(20)
    expect(entries.at(-1)).toMatchObject({ kind: 'closed' })
  })

  test('of another script than the rehearsed one is refused, with the line that differs', async () => {
    const answers = rootAnswers('real', { rootName: 'other', subject: 'CN=Other', keyLabel: 'other-key' })
    await driveCeremony(world, { ...answers, mode: 'rehearsal' })
    const script = answers.script.replace('validity: 20y', 'validity: 21y')
    await expect(driveCeremony(world, { ...answers, script })).rejects.toMatchObject({
      code: 'refused-by-policy',
      reasons: [{ message: 'Line 93: rehearsed was "    validity: 20y", now it is "    validity: 21y".' }]
    })
  })

  test('with other values than the rehearsed ones is refused, with the value that differs', async () => {
    const answers = rootAnswers('real', { rootName: 'other', subject: 'CN=Another', keyLabel: 'other-key' })
    await expect(driveCeremony(world, answers)).rejects.toMatchObject({
      reasons: [{ message: 'subject: rehearsed was "CN=Other", now it is "CN=Another".' }]
    })
  })
})

describe('a subordinate', () => {
  const key = subscriberKey()
  const csrOf = (subject: string): string => writePem('CERTIFICATE REQUEST', makeCsr({ subject, names: [], key }))
  const answersFor = (mode: Answers['mode'], subject: string): Answers => ({
    mode,
    script: starter('subordinate-signing'),
    variables: { subject, csrSha256: 'ab'.repeat(32) },
    participants: people('administrator', 'keyHolder', 'witness'),
    means: means(),
    answers: { key: 'yes' },
    csr: csrOf(subject)
  })

  test('is signed by the root from its CSR, after a rehearsal by a stand-in of the root', async () => {
    const subject = 'CN=Example Issuing CA 1,O=Example'
    const rehearsed = await driveCeremony(world, answersFor('rehearsal', subject))
    expect(rehearsed.results['sign']).toMatchObject({
      subject: `CN=REHEARSAL ${subject.slice(3)}`,
      issuer: 'CN=REHEARSAL Example Root CA 1,O=Example'
    })
    const real = await driveCeremony(world, answersFor('real', subject))
    expect(real.results['sign']).toMatchObject({ subject, issuer: 'CN=Example Root CA 1,O=Example' })
  })

  test('whose CSR is for another name than the script says is refused', async () => {
    const answers = answersFor('rehearsal', 'CN=Example Issuing CA 2')
    const other = { ...answers, csr: csrOf('CN=Somebody Else') }
    await expect(driveCeremony(world, other)).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: 'The CSR is for CN=Somebody Else, and the script says CN=Example Issuing CA 2. Nothing was signed.'
    })
    await abandonOpen()
  })

  test('whose bytes to be signed differ in more than key, serial and time is refused before anything is signed', async () => {
    const subject = 'CN=Example Issuing CA 3'
    await driveCeremony(world, answersFor('rehearsal', subject))
    const rows = certificates()
    // What goes into every certificate of this installation was changed since.
    await house.engine.settings.update({ publicBaseAddress: 'http://elsewhere.example.test' }, atTheMachine)
    await expect(driveCeremony(world, answersFor('real', subject))).rejects.toMatchObject({
      code: 'refused-by-policy',
      message: expect.stringContaining('differs from what was rehearsed in more than key, serial and time: extension'),
      reasons: expect.arrayContaining([
        expect.objectContaining({
          rule: 'ceremony.as-rehearsed',
          message: expect.stringContaining('rehearsed was nothing')
        })
      ])
    })
    expect(certificates()).toBe(rows)
    // With the address as it was rehearsed, the same ceremony goes on.
    await house.engine.settings.update({ publicBaseAddress: null }, atTheMachine)
    const [open] = openOnes()
    const real = await driveCeremony(world, answersFor('real', subject), open?.id)
    expect(real).toMatchObject({ state: 'closed' })
    expect(certificates()).toBe(rows + 1)
  })
})

describe('CRLs of a year', () => {
  test('are signed in one visit, each for its day, and the numbers rise', async () => {
    const answers = (mode: Answers['mode']): Answers => ({
      mode,
      script: starter('root-crl-batch'),
      participants: people('administrator', 'witness'),
      means: means(),
      answers: { revoked: 'yes' }
    })
    await driveCeremony(world, answers('rehearsal'))
    const real = await driveCeremony(world, answers('real'))
    const crls = real.files.filter(({ name }) => name.endsWith('.crl'))
    expect(real.results['series']).toMatchObject({ count: '12' })
    expect(crls).toHaveLength(24)
    const waiting = listWaitingCrls(reader(house.engine.ca.store), null)
    expect(waiting).toHaveLength(11)
  })
})

describe('a key', () => {
  test('is destroyed by an authority that is retired, and a try to use it proves that', async () => {
    await house.alice.call('authority.create', { name: 'old', subject: 'CN=Old', settings: {} })
    const answers = (mode: Answers['mode'], sure: string): Answers => ({
      mode,
      script: starter('key-destruction'),
      variables: { authority: 'old' },
      participants: [
        ...people('administrator', 'keyHolder', 'witness', 'witness'),
        { role: 'auditor', person: 'Arno', account: 'arno' }
      ],
      means: { ...means(), Arno: 'copper anvil in june' },
      answers: { sure, media: 'none' }
    })
    await house.alice.call('operator.create', { name: 'arno', roles: ['auditor'], passphrase: 'copper anvil in june' })
    await driveCeremony(world, answers('rehearsal', 'yes'))
    expect(getAuthorityByName(reader(house.engine.ca.store), 'old')).toMatchObject({ state: 'active' })
    // The script leads elsewhere after another answer.
    const stopped = await driveCeremony(world, answers('real', 'no'))
    expect(Object.keys(stopped.results)).toEqual(['warning', 'sure', 'ready', 'stopped'])
    expect(getAuthorityByName(reader(house.engine.ca.store), 'old')).toMatchObject({ state: 'active' })
    const real = await driveCeremony(world, answers('real', 'yes'))
    expect(real.results['destroy']).toMatchObject({
      state: 'destroyed',
      destroyed: 'yes',
      proof: 'The private key Authority old is not here.'
    })
  })
})

describe('a drill', () => {
  test('checks the log, opens every key and signs a test CRL without spending a number', async () => {
    const before = getAuthorityByName(reader(house.engine.ca.store), 'root')?.crlNumber
    const done = await driveCeremony(world, {
      mode: 'real',
      script: starter('recovery-drill'),
      participants: [...people('administrator'), { role: 'auditor', person: 'Arno', account: 'arno' }],
      means: { ...means(), Arno: 'copper anvil in june' },
      answers: { start: 'none', published: 'yes' }
    })
    expect(done.results['audit']).toMatchObject({ intact: 'yes' })
    expect(done.results['keys']).toMatchObject({ closed: '0', 'authority root': 'opens; its key lies in vault' })
    expect(done.results['crl']).toMatchObject({ verified: 'yes' })
    expect(Object.keys(done.results)).not.toContain('missing')
    expect(getAuthorityByName(reader(house.engine.ca.store), 'root')?.crlNumber).toBe(before)
  })
})

const small = `format: chancery-ceremony-script/1
title: Small
rules: { rehearsal: optional }
roles:
  - { id: administrator, kind: administrator }
  - { id: witness, kind: witness-external }
signOff: [administrator, witness]
hostChecks:
  - check: network-down
  - check: clock-confirmed
  - check: software-digest
  - { check: disk-encryption, otherwise: record }
steps:
  - id: ask
    kind: confirm
    title: Ask
    question: Is all well?
    expect: { answer: 'yes' }
  - id: photo
    kind: photograph
    title: Photograph
    what: the room
`
const smallAnswers = (): Answers => ({
  mode: 'real',
  script: small,
  participants: people('administrator', 'witness'),
  means: means(),
  answers: { ask: 'yes' }
})
const openSmall = (): Promise<number> =>
  openCeremony(world, { ...smallAnswers(), variables: {}, tokens: {} }, atTheMachine)

/** What a look at a machine says of one check. */
async function finding(check: 'screen-lock' | 'entropy', change: Partial<CeremonyWorld['machine']>): Promise<unknown> {
  const script = small.replace('  - check: network-down\n', `  - { check: ${check}, otherwise: record }\n`)
  const id = await openCeremony(world, { ...smallAnswers(), script, variables: {}, tokens: {} }, atTheMachine)
  const looking = { ...world, machine: { ...quietMachine, ...change } }
  const { findings } = await checkHost(looking, id, { clock: 'a watch', bags: [] }, atTheMachine)
  const { detail } = transcriptOf(world, id).entries.at(-1) ?? {}
  expect(JSON.stringify(detail)).toContain(findings[0]?.message)
  await abandonOpen()
  return findings[0]
}

describe('the machine', () => {
  test.each([
    [{ afterSeconds: 300 }, 'passed', 'The screen locks when it was left alone for 300 seconds.'],
    [{ afterSeconds: null }, 'failed', 'The screen does not lock when it is left alone.'],
    [null, 'not-performed', 'This machine does not tell whether its screen locks.']
  ] as const)(
    'whose screen lock is %j is noted as it is, with when Chancery locks its vault',
    async (lock, outcome, words) => {
      const found = await finding('screen-lock', { screenLock: () => Promise.resolve(lock) })
      expect(found).toMatchObject({ outcome, stops: false, message: expect.stringContaining(words) })
      expect(found).toMatchObject({ message: expect.stringContaining('Chancery locks its vault') })
    }
  )

  test.each([
    [
      { bits: 256, pool: 256, hardware: 'tpm-rng-0' },
      'passed',
      'counts 256 of 256 bits, and it is fed by the hardware generator tpm-rng-0'
    ],
    [{ bits: 60, pool: 4096, hardware: null }, 'failed', 'counts 60 of 4096 bits, and no hardware generator feeds it'],
    [null, 'not-performed', 'This machine does not tell how much entropy its random generator has.']
  ] as const)(
    'whose entropy is %j is noted as it is, with what a sample shows and what it cannot',
    async (entropy, outcome, words) => {
      const found = await finding('entropy', { entropy: () => Promise.resolve(entropy) })
      expect(found).toMatchObject({ outcome, message: expect.stringContaining(words) })
      expect(found).toMatchObject({
        message: expect.stringContaining('which find a broken source and prove nothing more')
      })
    }
  )

  test('with an interface up stops the ceremony, and the transcript has the finding', async () => {
    const up: CeremonyWorld = {
      ...world,
      machine: { ...quietMachine, interfacesUp: () => [{ name: 'eth0', addresses: ['192.0.2.7'] }] }
    }
    const id = await openSmall()
    const { passed, findings } = await checkHost(up, id, { clock: 'a watch', bags: [] }, atTheMachine)
    expect(passed).toBe(false)
    expect(findings[0]).toEqual({
      check: 'network-down',
      outcome: 'failed',
      stops: true,
      message: 'Up: eth0 (192.0.2.7).'
    })
    await expect(beginStep(world, { ceremony: id, step: 'ask' }, by)).rejects.toMatchObject({ code: 'conflict' })
    expect(transcriptOf(world, id).entries.at(-1)).toMatchObject({ kind: 'host-check', detail: { passed: false } })
    // Pulled out and looked at again.
    expect(await checkHost(world, id, { clock: 'a watch', bags: [] }, atTheMachine)).toMatchObject({ passed: true })
    expect(transcriptOf(world, id).entries.map(({ kind }) => kind)).toEqual(['opened', 'host-check', 'host-check'])
    await abandonOpen()
  })

  test('with a clock that nobody compared stops it; a disk that does not tell is noted', async () => {
    const silent: CeremonyWorld = { ...world, machine: { ...quietMachine, diskEncrypted: () => Promise.resolve(null) } }
    const id = await openSmall()
    const { passed, findings } = await checkHost(silent, id, { bags: [] }, atTheMachine)
    expect(passed).toBe(false)
    expect(findings.map(({ check, outcome, stops }) => [check, outcome, stops])).toEqual([
      ['network-down', 'passed', false],
      ['clock-confirmed', 'failed', true],
      // Counted, but the script names no digest to compare it with.
      ['software-digest', 'not-performed', false],
      ['disk-encryption', 'not-performed', false]
    ])
    await abandonOpen()
  })
})

describe('a sign-off', () => {
  test('is by the own passphrase or the own key, bare or as CMS, over the very entry; nothing else serves', async () => {
    const id = await openSmall()
    await checkHost(world, id, { clock: 'a watch', bags: [] }, atTheMachine)
    await beginStep(world, { ceremony: id, step: 'ask' }, by)
    const text = (role: string): string =>
      showCeremony(world, id).ceremony.missing.find((one) => one.role === role)?.toSign ?? ''
    const early = signOff(
      world,
      { ceremony: id, role: 'witness', person: 'Wilma', signature: wilma.signs('x') },
      'witnessed',
      atTheMachine
    )
    await expect(early).rejects.toMatchObject({ code: 'conflict' })
    await completeStep(world, { ceremony: id, step: 'ask', answer: 'yes' }, by)
    const asWitness = (signature: string): Promise<void> =>
      signOff(world, { ceremony: id, role: 'witness', person: 'Wilma', signature }, 'witnessed', atTheMachine)
    await expect(asWitness(wilma.signs(`${text('witness')} `))).rejects.toMatchObject({ code: 'bad-signature' })
    await expect(asWitness(walter.signs(text('witness')))).rejects.toMatchObject({ code: 'bad-signature' })
    await expect(asWitness(walter.signsCms(text('witness')))).rejects.toMatchObject({ code: 'bad-signature' })
    await expect(asWitness(wilma.signs(text('administrator')))).rejects.toMatchObject({ code: 'bad-signature' })
    const asConfirmation = signOff(
      world,
      { ceremony: id, role: 'witness', person: 'Wilma', signature: wilma.signs(text('witness')) },
      'confirmed',
      atTheMachine
    )
    await expect(asConfirmation).rejects.toMatchObject({ code: 'invalid-input' })
    await asWitness(wilma.signsCms(text('witness')))
    await expect(asWitness(wilma.signs(text('witness')))).rejects.toMatchObject({ code: 'conflict' })
    const alice = { ceremony: id, role: 'administrator', person: 'Alice' }
    await expect(
      signOff(world, { ...alice, passphrase: 'not this one at all' }, 'confirmed', atTheMachine)
    ).rejects.toMatchObject({ code: 'wrong-passphrase' })
    house.clock.advance(60_000)
    await signOff(world, { ...alice, passphrase: testPassphrase }, 'confirmed', atTheMachine)
    expect(showCeremony(world, id).ceremony).toMatchObject({ phase: 'begin', step: { id: 'photo' } })
    expect(JSON.stringify(transcriptOf(world, id).entries)).not.toContain(testPassphrase)
    await abandonOpen()
  })

  test('of a step that did not come out as expected wants a digression first', async () => {
    const id = await openSmall()
    await checkHost(world, id, { clock: 'a watch', bags: [] }, atTheMachine)
    await beginStep(world, { ceremony: id, step: 'ask' }, by)
    await completeStep(world, { ceremony: id, step: 'ask', answer: 'no' }, by)
    const view = showCeremony(world, id).ceremony
    expect(view).toMatchObject({ deviates: true, deviations: [{ fact: 'answer', expected: 'yes', found: 'no' }] })
    const signature = wilma.signs(view.missing.find(({ role }) => role === 'witness')?.toSign ?? '')
    const wish = { ceremony: id, role: 'witness', person: 'Wilma', signature }
    await expect(signOff(world, wish, 'witnessed', atTheMachine)).rejects.toMatchObject({ code: 'conflict' })
    await digress(world, id, 'The lamp is broken. We go on by torch light.', atTheMachine)
    await signOff(world, wish, 'witnessed', atTheMachine)
    await abandonOpen()
  })
})

test('a photograph is attached before its step is done, and the transcript has its digest', async () => {
  const id = await openSmall()
  await checkHost(world, id, { clock: 'a watch', bags: [] }, atTheMachine)
  const answers = smallAnswers()
  await expect(driveCeremony(world, answers, id)).rejects.toMatchObject({
    message: expect.stringContaining('wants a photograph of the room; 0 are attached')
  })
  await attach(world, id, { name: 'room.jpg', bytes: Buffer.from('a photograph') }, atTheMachine)
  const done = await driveCeremony(world, answers, id)
  expect(done.files).toEqual([
    expect.objectContaining({
      name: expect.stringMatching(/^\d{4}-room\.jpg$/),
      sha256: createHash('sha256').update('a photograph').digest('hex')
    })
  ])
})

test('an entry that was altered in the database is found', async () => {
  const [row] = listOfCeremonies(world).ceremonies
  const { database } = house.engine.ca.store[storeKey].connection
  database.exec('DROP TRIGGER ceremony_entry_no_update')
  database
    .prepare(
      `UPDATE ceremony_entry SET detail = replace(detail, 'a watch', 'a clock') WHERE ceremony_id = ? AND kind = 'host-check'`
    )
    .run(row?.id)
  expect(transcriptOf(world, row?.id ?? 0).broken).toBe(2)
})

describe('people', () => {
  test.each([
    ['too few of a role', people('administrator'), /role witness is held by one person; 0 are named/],
    [
      'a witness who does something else as well',
      [
        { role: 'administrator', person: 'Wilma', account: 'alice' },
        { role: 'witness', person: 'Wilma', account: 'arno' }
      ],
      /Wilma is a witness and holds another role/
    ],
    [
      'two with one account',
      [
        { role: 'administrator', person: 'Alice', account: 'alice' },
        { role: 'witness', person: 'Wilma', account: 'alice' }
      ],
      /Alice and Wilma would sign off with the same account alice/
    ],
    [
      'somebody without a means',
      [
        { role: 'administrator', person: 'Alice', account: 'alice' },
        { role: 'witness', person: 'Wilma' }
      ],
      /needs an account here, or a certificate/
    ]
  ])('%s are refused', async (_what, participants, message) => {
    const wish = { ...smallAnswers(), participants, variables: {}, tokens: {} }
    await expect(openCeremony(world, wish, atTheMachine)).rejects.toThrow(message)
  })
})

const openOnes = (): ReturnType<typeof listOfCeremonies>['ceremonies'] =>
  listOfCeremonies(world).ceremonies.filter(({ state }) => state === 'open')
async function abandonOpen(): Promise<void> {
  for (const { id } of openOnes()) await abandon(world, id, 'The test has seen enough.', atTheMachine)
}
function certificates(): number {
  return Number(
    house.engine.ca.store[storeKey].connection.database.prepare('SELECT count(*) AS n FROM certificate').pluck().get()
  )
}
