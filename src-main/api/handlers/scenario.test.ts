import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { operations } from '../../../src-shared/api/index.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

/**
 * A working day of an authority, through the gate. Every answer is checked against the contract by `call`: a missing
 * field, one of another type and one that the contract does not know all fail.
 */
let made: TestEngine & { readonly alice: Person }
let alice: Person
let bob: Person
let folder: string
const called = new Set<string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-day-'))
  made = await startWithAlice()
  const watched = (person: Person): Person => ({
    ...person,
    call: (name, input) => {
      called.add(name)
      return person.call(name, input)
    }
  })
  alice = watched(made.alice)
  bob = watched(made.person())
  await alice.call('operator.create', { name: 'bob', roles: ['ca-administrator'], passphrase: 'copper anvil in june' })
  await bob.call('session.sign-in', { operator: 'bob', passphrase: 'copper anvil in june' })
})
afterAll(async () => {
  await made.stop()
  rmSync(folder, { recursive: true, force: true })
})

const bytesOf = (answer: { file: { base64: string } }): Buffer => Buffer.from(answer.file.base64, 'base64')

function csr(host: string): string {
  const path = join(folder, `${host}.csr`)
  execFileSync(
    'openssl',
    [
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      join(folder, `${host}.key`),
      '-subj',
      `/CN=${host}`,
      '-addext',
      `subjectAltName=DNS:${host}`,
      '-out',
      path
    ],
    { stdio: 'pipe' }
  )
  return readFileSync(path, 'utf8')
}

async function issued(host: string): Promise<number> {
  const { certificateId } = await alice.call('request.submit', { profile: 'auto', csr: csr(host) })
  return certificateId ?? 0
}

describe('authorities', () => {
  test('are made, shown, renewed, renamed and exported', async () => {
    await alice.call('settings.update', { settings: { publicBaseAddress: 'http://pki.example.test' } })
    await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example', key: 'P-256' })
    const { authority } = await alice.call('authority.create', {
      name: 'issuing',
      issuer: 'root',
      subject: 'CN=Issuing,O=Example',
      key: 'P-256',
      validity: '5y',
      pathLength: 0
    })
    expect(authority).toMatchObject({ state: 'active', issuerName: 'root', pathLength: 0 })
    expect(authority.effectiveAddresses.crl).toEqual(['http://pki.example.test/crl/issuing.crl'])
    expect((await alice.call('authority.list', {})).authorities).toHaveLength(2)
    await alice.call('authority.show', { authority: 'issuing' })
    await alice.call('authority.update', { authority: 'issuing', settings: { description: 'For web servers' } })
    for (const format of ['pem', 'chain-pem', 'pkcs7', 'der'] as const)
      expect(
        bytesOf(await alice.call('authority.export-chain', { authority: 'issuing', format })).length
      ).toBeGreaterThan(100)
    expect((await alice.call('authority.renew', { authority: 'root' })).authority.earlierCertificates).toHaveLength(1)
  })

  test('wait for the certificate of an outside signer, and take it', async () => {
    await alice.call('authority.create', { name: 'bridge', subject: 'CN=Bridge', key: 'P-256', csrOnly: true })
    writeFileSync(
      join(folder, 'bridge.csr'),
      bytesOf(await alice.call('authority.export-csr', { authority: 'bridge' }))
    )
    writeFileSync(
      join(folder, 'ca.ext'),
      'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
    )
    const at = (name: string): string => join(folder, name)
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        at('out.key'),
        '-subj',
        '/CN=Outside Root',
        '-not_before',
        '20260101000000Z',
        '-not_after',
        '20360101000000Z',
        '-out',
        at('out.pem')
      ].filter((word) => !word.startsWith('-not_') && !/^20\d{12}Z$/.test(word)),
      { stdio: 'pipe' }
    )
    execFileSync(
      'openssl',
      [
        'x509',
        '-req',
        '-in',
        at('bridge.csr'),
        '-CA',
        at('out.pem'),
        '-CAkey',
        at('out.key'),
        '-CAcreateserial',
        '-days',
        '3650',
        '-extfile',
        at('ca.ext'),
        '-out',
        at('bridge.pem')
      ],
      { stdio: 'pipe' }
    )
    // OpenSSL signs as of now, which is not the day that this engine's clock shows.
    made.clock.set(Date.now() + 60_000)
    const chain = readFileSync(at('bridge.pem'), 'utf8') + readFileSync(at('out.pem'), 'utf8')
    const { authority } = await alice.call('authority.install', {
      authority: 'bridge',
      certificate: chain,
      trustChain: true
    })
    expect(authority).toMatchObject({ state: 'active', origin: { key: 'generated', certificate: 'imported' } })
    await alice.call('authority.create', { name: 'draft', subject: 'CN=Draft', key: 'P-256', csrOnly: true })
    await alice.call('authority.delete-draft', { authority: 'draft' })
  })

  test('are taken over with key and certificate, taken off line, retired and destroyed', async () => {
    const file = readFileSync(join(folder, 'out.key'), 'utf8') + readFileSync(join(folder, 'out.pem'), 'utf8')
    const { authority } = await alice.call('authority.import', { name: 'old', file, note: 'from the old server' })
    expect(authority.origin).toMatchObject({ key: 'imported', certificate: 'imported' })
    await alice.call('authority.set-key-online', { authority: 'old', online: false })
    await alice.call('authority.set-key-online', { authority: 'old', online: true })
    await alice.call('authority.retire', { authority: 'old' })
    const gone = await alice.call('authority.destroy', { authority: 'old', confirmName: 'old' })
    expect(gone.authority).toMatchObject({ state: 'destroyed', keyLocation: 'destroyed' })
  })
})

describe('profiles', () => {
  test('are made, revised, compared, copied and deleted', async () => {
    const { starters } = await alice.call('profile.starters', {})
    expect(starters).toHaveLength(13)
    const { profile } = await alice.call('profile.create', {
      name: 'web',
      starter: 'tls-server',
      authority: 'issuing',
      approval: 'one'
    })
    await alice.call('profile.create', { name: 'auto', starter: 'tls-server', authority: 'issuing', approval: 'auto' })
    await alice.call('profile.check', { content: profile.content })
    await alice.call('profile.revise', {
      profile: 'web',
      content: { ...profile.content, description: 'Changed' },
      basedOn: 1
    })
    expect((await alice.call('profile.revisions', { profile: 'web' })).revisions).toHaveLength(2)
    expect((await alice.call('profile.compare', { profile: 'web', from: 1, to: 2 })).changes).toMatchObject([
      { field: 'description' }
    ])
    await alice.call('profile.clone', { profile: 'web', name: 'copy' })
    await alice.call('profile.update', { profile: 'copy', state: 'archived' })
    await alice.call('profile.delete', { profile: 'copy' })
    await alice.call('profile.show', { profile: 'web', revision: 1 })
    expect((await alice.call('profile.list', {})).profiles.map(({ name }) => name)).toEqual(['auto', 'web'])
  })
})

describe('requests', () => {
  test('are looked at, sent, changed, approved, declined and taken back', async () => {
    const inspected = await alice.call('request.inspect', { profile: 'web', csr: csr('a.example.test') })
    expect([inspected.csr?.signatureValid, inspected.assessment?.reasons]).toEqual([true, []])
    const { request } = await alice.call('request.submit', { profile: 'web', csr: csr('b.example.test') })
    expect(request).toMatchObject({ state: 'pending-approval', mayApprove: { allowed: true } })
    await alice.call('request.comment', { id: request.id, text: 'Please look at it.' })
    const changed = await bob.call('request.override', {
      id: request.id,
      overrides: {
        alternativeNames: [{ type: 'dns', value: 'c.example.test' }],
        subject: [{ type: 'CN', value: 'c.example.test' }]
      }
    })
    expect(changed.request.hasOverrides).toBe(true)
    const approved = await bob.call('request.approve', { id: request.id, version: changed.request.version })
    expect(approved.request.state).toBe('issued')
    const { certificate } = await bob.call('certificate.show', { id: approved.certificateId ?? 0 })
    expect(certificate.names).toBe('c.example.test')
    const declined = await alice.call('request.submit', { profile: 'web', csr: csr('d.example.test') })
    await bob.call('request.decline', { id: declined.request.id, reason: 'Not ours.' })
    const taken = await alice.call('request.submit', { profile: 'web', csr: csr('e.example.test') })
    await alice.call('request.cancel', { id: taken.request.id })
    const many = [
      await alice.call('request.submit', { profile: 'web', csr: csr('f.example.test') }),
      await alice.call('request.submit', { profile: 'web', csr: csr('g.example.test') })
    ]
    const outcome = await bob.call('request.approve-many', {
      ids: [...many.map(({ request: { id } }) => id), 9999],
      taskId: 'many'
    })
    expect(outcome).toMatchObject({ taskId: 'many', done: 2, failed: [{ id: 9999 }] })
    const refused = await alice.call('request.submit', { profile: 'web', csr: csr('h.example.test') })
    expect(await bob.call('request.decline-many', { ids: [refused.request.id], reason: 'No.' })).toMatchObject({
      done: 1
    })
    expect((await bob.call('task.list', {})).tasks).toMatchObject([
      { state: 'done' },
      { id: 'many', state: 'done', done: 3, total: 3 }
    ])
    expect((await alice.call('request.list', { state: ['issued'], profile: 'web' })).total).toBe(3)
    await alice.call('request.show', { id: request.id })
    expect(await reasonOf(bob.call('request.sign-now', { id: request.id }))).toBe('conflict')
    expect(await reasonOf(alice.call('task.cancel', { id: 'many-others' }))).toBe('not-found')
  })

  test('without a CSR give the key that was made as PKCS#12', async () => {
    const { request } = await alice.call('request.submit', {
      profile: 'auto',
      keyAlgorithm: 'P-256',
      asked: { alternativeNames: [{ type: 'dns', value: 'k.example.test' }] },
      transactionId: 'once'
    })
    const again = await alice.call('request.submit', {
      profile: 'auto',
      keyAlgorithm: 'P-256',
      asked: { alternativeNames: [{ type: 'dns', value: 'k.example.test' }] },
      transactionId: 'once'
    })
    expect(again.request.id).toBe(request.id)
    const path = join(folder, 'k.p12')
    writeFileSync(path, bytesOf(await alice.call('request.export-key', { id: request.id, passphrase: 'for the p12' })))
    const keys = execFileSync('openssl', ['pkcs12', '-in', path, '-passin', 'pass:for the p12', '-nodes'], {
      stdio: 'pipe'
    }).toString()
    expect(keys).toContain('PRIVATE KEY')
    const pem = bytesOf(await alice.call('request.export-certificate', { id: request.id, format: 'pem' }))
    expect(Buffer.from(pem).toString()).toContain('BEGIN CERTIFICATE')
  })
})

describe('certificates', () => {
  test('are found, shown, exported, verified and revoked', async () => {
    const id = await issued('cert.example.test')
    const { certificate } = await alice.call('certificate.show', { id })
    expect(certificate).toMatchObject({ state: 'active', profileRevision: 1, keyHeld: false })
    expect(certificate.lint?.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect((await alice.call('certificate.find', { text: 'cert.example' })).rows).toHaveLength(1)
    const first = await alice.call('certificate.list', { limit: 2 })
    await alice.call('certificate.list', { limit: 2, cursor: first.next ?? '' })
    for (const format of [
      'pem',
      'issuer-pem',
      'chain-pem',
      'pkcs7',
      'pkcs7-pem',
      'intermediates-root-pem',
      'root-intermediates-pem',
      'der'
    ] as const)
      expect(bytesOf(await alice.call('certificate.export', { id, format })).length).toBeGreaterThan(100)
    await alice.call('certificate.asn1', { id })
    expect((await alice.call('certificate.verify', { id })).verdict.valid).toBe(true)
    await alice.call('certificate.suspend', { id })
    await alice.call('certificate.reinstate', { id })
    const revoked = await alice.call('certificate.revoke', { id, reason: 'superseded' })
    expect([revoked.certificate.state, revoked.crlId === null]).toEqual(['revoked', false])
    expect((await alice.call('certificate.verify', { id })).verdict.valid).toBe(false)
    const others = [await issued('m1.example.test'), await issued('m2.example.test')]
    expect(await alice.call('certificate.revoke-many', { ids: others, reason: 'cessationOfOperation' })).toMatchObject({
      done: 2,
      failed: []
    })
  })

  test('are renewed, rekeyed, reissued, imported and annotated', async () => {
    const id = await issued('renew.example.test')
    expect((await alice.call('certificate.renew', { id })).state).toBe('issued')
    expect((await alice.call('certificate.rekey', { id, csr: csr('renew.example.test') })).state).toBe('issued')
    const asked = {
      alternativeNames: [{ type: 'dns' as const, value: 'again.example.test' }],
      subject: [{ type: 'CN', value: 'again.example.test' }]
    }
    const again = await alice.call('certificate.reissue', { id, asked, csr: csr('again.example.test') })
    expect(again.state).toBe('issued')
    expect((await alice.call('certificate.show', { id })).certificate.nextCertificateIds.length).toBe(3)
    const outside = await alice.call('certificate.import', {
      certificate: readFileSync(join(folder, 'out.pem'), 'utf8'),
      note: 'seen'
    })
    expect(outside.imported.length + outside.known.length).toBe(1)
    await alice.call('certificate.annotate', { id, note: 'on the old machine', archived: true })
  })
})

describe('the rest of the desk', () => {
  test('CRLs', async () => {
    const { crl, file } = await alice.call('crl.issue', { authority: 'issuing' })
    expect(file.name).toMatch(/\.crl$/)
    expect((await alice.call('crl.show', { id: crl.id, limit: 2 })).entries).toHaveLength(2)
    await alice.call('crl.list', { authority: 'issuing' })
    await alice.call('crl.export', { id: crl.id, format: 'pem' })
    const { crls } = await alice.call('crl.series', { authority: 'issuing', count: 2, every: '1d' })
    expect((await alice.call('crl.diff', { from: crl.id, to: crls[0]?.id ?? 0 })).changes).toEqual([])
    const { rows } = await alice.call('crl.schedule', { authority: 'issuing' })
    expect(rows[0]?.waiting.map(({ id }) => id)).toEqual([crls[1]?.id])
    const early = alice.call('crl.release', { id: crls[1]?.id ?? 0, comment: 'too early' })
    await expect(early).rejects.toMatchObject({ code: 'conflict' })
    await alice.call('crl.set-number', { authority: 'issuing', last: '5000' })
  })

  test('dashboard, viewer, settings, operators and backups', async () => {
    const { certificates, authorities } = await alice.call('dashboard.summary', {})
    expect([certificates?.revoked, authorities.length]).toEqual([3, 4])
    expect(await reasonOf(alice.call('reservation.resolve', { authority: 'root', serial: '0a' }))).toBe('not-found')
    const viewed = await alice.call('viewer.decode', { content: csr('view.example.test') })
    expect(viewed.objects).toMatchObject([{ kind: 'csr', csr: { signatureValid: true } }])
    expect((await alice.call('settings.show', {})).settings.publicBaseAddress).toBe('http://pki.example.test')
    await alice.call('operator.list', {})
    await alice.call('role.list', {})
    await alice.call('session.list', {})
    await alice.call('session.set-preference', { key: 'view', value: { columns: ['subject'] } })
    expect((await alice.call('system.status', {})).operator?.preferences).toEqual({ view: { columns: ['subject'] } })
    const backup = await alice.call('backup.create', { name: 'one', backupPassphrase: 'nine amber lanterns' })
    expect(backup).toMatchObject({ file: 'one.chancery-backup', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await reasonOf(alice.call('backup.create', { name: 'one', backupPassphrase: 'nine amber lanterns' }))).toBe(
      'conflict'
    )
    expect((await alice.call('backup.list', {})).backups).toMatchObject([
      { file: 'one.chancery-backup', bytes: backup.bytes }
    ])
  })

  test('services: an OCSP responder rolls over at once, a target comes and goes', async () => {
    const { service } = await alice.call('ocsp.enable', { authority: 'issuing' })
    const renewed = (await alice.call('ocsp.renew', { authority: 'issuing' })).service
    expect(renewed.responder?.certificateId).toBeGreaterThan(service.responder?.certificateId ?? 0)
    expect((await alice.call('acme.list', {})).services).toEqual([])
    const { target } = await alice.call('publish.add', { name: 'web', to: join(folder, 'web') })
    await alice.call('publish.remove', { target: String(target.id) })
    expect((await alice.call('publish.list', {})).targets).toEqual([])
    expect((await alice.call('validation.rules', {})).tls.map(({ days }) => days)).toContain(200)
    const est = await alice.call('est.create', { name: 'desk', profile: 'auto' })
    await alice.call('est.delete', { service: String(est.service.id) })
    const { service: cmp } = await alice.call('cmp.create', { name: 'plant', profile: 'auto', protection: 'mac' })
    await alice.call('cmp.update', { service: String(cmp.id), settings: {} })
    await alice.call('cmp.disable', { service: String(cmp.id) })
    expect((await alice.call('cmp.enable', { service: String(cmp.id) })).service.state).toBe('enabled')
    // The root signs for itself; nobody outside can be asked.
    expect(await reasonOf(alice.call('authority.ask-renewal', { authority: 'root' }))).toBe('conflict')
    expect(await reasonOf(alice.call('session.redeem-link', { token: 'x'.repeat(43) }))).toBe('wrong-passphrase')
  })

  test('tokens and YubiKeys that are not there are said to be missing, whatever is wanted of them', async () => {
    const token = 'nobody has it'
    const codes = await Promise.all([
      reasonOf(alice.call('token.change-pin', { token, pin: '271828', newPin: '314159' })),
      reasonOf(alice.call('token.keep-pin', { token, pin: '271828' })),
      reasonOf(alice.call('token.set-pin-source', { token, source: 'none' })),
      reasonOf(alice.call('token.modules-remove', { module: '/nowhere/module.so' }))
    ])
    // A PIN is kept by the key store of the operating system only, which an engine without a desktop does not have.
    expect(codes).toEqual(['not-found', 'forbidden', 'not-found', 'not-found'])
    const puk = { serial: 4711, puk: '27182818', newPuk: '31415926' }
    expect(['not-found', 'key-unavailable', 'not-ready']).toContain(
      await reasonOf(alice.call('yubikey.change-puk', puk))
    )
  })

  test('the audit log has every change with who made it, and holds', async () => {
    expect(await alice.call('audit.verify', {})).toMatchObject({ intact: true, firstAltered: null })
    const { rows, total } = await alice.call('audit.list', { actor: 'bob', limit: 500 })
    expect(new Set(rows.map(({ operation }) => operation))).toContain('request.decline')
    expect(rows.every(({ actor }) => actor === 'bob')).toBe(true)
    expect(total).toBe(rows.length)
    expect((await alice.call('audit.list', { text: 'not ours' })).rows).toHaveLength(1)
    const first = await alice.call('audit.list', { limit: 5 })
    const second = await alice.call('audit.list', { limit: 5, cursor: first.next ?? '' })
    expect(second.rows[0]?.seq).toBe((first.rows.at(-1)?.seq ?? 0) - 1)
    const { file, rows: count } = await alice.call('audit.export', {})
    const lines = Buffer.from(file.base64, 'base64').toString().trimEnd().split('\n')
    expect([lines.length, JSON.parse(lines[0] ?? '')]).toMatchObject([count, { seq: 1, operation: 'system.setup' }])
  })

  test('a day leaves no operation of the desk uncalled', () => {
    // Accounts and services have tests of their own, which name what they call.
    const tests = testSources(join(import.meta.dirname, '../../..'))
    // By the name of the operation, or as a command: 'publish', 'check'.
    const named = (name: string): boolean => new RegExp(name.replace('.', `(?:\\.|'?,? '?)`)).test(tests)
    const uncalled = Object.keys(operations).filter((name) => !called.has(name) && !named(name))
    expect(uncalled).toEqual([])
  })
})

async function reasonOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof ChanceryError ? error.code : String(error))
  )
}

/** @returns the text of every other test: of the engine, of real clients, of windows. */
function testSources(root: string): string {
  return ['src-main', 'e2e']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path))
    )
    .filter((path) => /\.(?:test|spec)\.ts$/.test(path) && !path.endsWith('scenario.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
}
