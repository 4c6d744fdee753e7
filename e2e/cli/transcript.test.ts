import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from './chancery.ts'

interface Submitted {
  readonly request: { readonly id: number; readonly state: string }
  readonly certificateId: number | null
}

/** From an empty folder to an issued, revoked and verified certificate, as the manual says it, once on each path. */
describe.each(['with a running engine', 'without an engine'] as const)('%s', (path) => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  const credentials = path === 'without an engine' ? ['--passphrase-file', folder.passphraseFile] : []
  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data, ...credentials)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const ask = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, '--data', data, ...credentials)

  const verify = async (): Promise<Ran> => {
    for (const authority of ['issuing', 'root']) {
      const crl = file(`${authority}.crl`)
      await act('crl', 'issue', '--authority', authority, '--out', crl, '--force')
      await run('openssl', ['crl', '-inform', 'der', '-in', crl, '-out', `${crl}.pem`])
    }
    writeFileSync(file('crls.pem'), ['issuing', 'root'].map((name) => readFileSync(file(`${name}.crl.pem`))).join(''))
    return run('openssl', [
      'verify',
      '-crl_check_all',
      '-x509_strict',
      '-CAfile',
      file('root.pem'),
      '-untrusted',
      file('chain.pem'),
      '-CRLfile',
      file('crls.pem'),
      file('chain.pem')
    ])
  }

  let requestId = ''
  let certificateId = ''

  test('the vault is made, and its recovery code shown once', async () => {
    const { recoveryCode } = await chanceryJson<{ recoveryCode: string }>(
      'init',
      '--data',
      data,
      '--operator',
      'alice',
      '--passphrase-file',
      folder.passphraseFile
    )
    expect(recoveryCode).toMatch(/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$/)
    expect(statSync(data).mode & 0o777).toBe(0o700)
    if (path === 'with a running engine') server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  })

  test('a root, an issuing authority and a profile are made', async () => {
    await act(
      'authority',
      'create',
      '--name',
      'root',
      '--subject',
      'CN=Test Root,O=Example',
      '--key',
      'P-256',
      '--validity',
      '20y'
    )
    await act(
      'authority',
      'create',
      '--name',
      'issuing',
      '--issuer',
      'root',
      '--subject',
      'CN=Test Issuing',
      '--key',
      'P-256',
      '--validity',
      '5y'
    )
    await act(
      'profile',
      'create',
      '--name',
      'web',
      '--starter',
      'tls-server',
      '--authority',
      'issuing',
      '--approval',
      'one'
    )
    const { authorities } = await ask<{ authorities: { name: string; state: string }[] }>('authority', 'list')
    expect(authorities).toMatchObject([
      { name: 'root', state: 'active' },
      { name: 'issuing', state: 'active' }
    ])
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
  })

  test('a CSR that OpenSSL made is sent, waits, is approved and becomes a certificate', async () => {
    await run('openssl', [
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      file('key.pem'),
      '-subj',
      '/CN=www.example.test',
      '-addext',
      'subjectAltName=DNS:www.example.test',
      '-out',
      file('server.csr')
    ])
    const sent = await ask<Submitted>('request', 'submit', '--profile', 'web', '--csr', file('server.csr'))
    expect([sent.request.state, sent.certificateId]).toEqual(['pending-approval', null])
    requestId = String(sent.request.id)
    const approved = await ask<Submitted>('request', 'approve', '--id', requestId)
    expect(approved.request.state).toBe('issued')
    certificateId = String(approved.certificateId)
    const { certificate } = await ask<{ certificate: { state: string; names: string } }>(
      'certificate',
      'show',
      '--id',
      certificateId
    )
    expect(certificate).toMatchObject({ state: 'active', names: 'www.example.test' })
  })

  test('OpenSSL verifies chain and CRLs', async () => {
    await act('certificate', 'export', '--id', certificateId, '--format', 'chain-pem', '--out', file('chain.pem'))
    expect(await verify()).toMatchObject({ code: 0, out: `${file('chain.pem')}: OK\n` })
  })

  test('OpenSSL refuses it once it is revoked', async () => {
    await act('certificate', 'revoke', '--id', certificateId, '--reason', 'keyCompromise')
    const verified = await verify()
    expect([verified.code, verified.err]).toEqual([2, expect.stringContaining('certificate revoked')])
    const { out } = await run('openssl', ['crl', '-inform', 'der', '-in', file('issuing.crl'), '-noout', '-text'])
    expect(out).toContain('Key Compromise')
  })

  test('the audit log is whole', async () => {
    const { out } = await act('audit', 'verify')
    expect(out).toMatch(/intact: +yes/)
  })

  test('the engine serves CRL and certificates to everybody, and Ctrl-C drains it; without one the folder is free again', async () => {
    if (server === undefined) {
      server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
      expect(await server.stop()).toBe(0)
      server = undefined
      return
    }
    const crl = await fetch(`${server.http}/crl/issuing.crl`)
    expect([crl.status, crl.headers.get('content-type')]).toEqual([200, 'application/pkix-crl'])
    expect(Buffer.from(await crl.arrayBuffer()).equals(readFileSync(file('issuing.crl')))).toBe(true)
    const again = await fetch(`${server.http}/crl/issuing.crl`, {
      headers: { 'if-none-match': crl.headers.get('etag') ?? '' }
    })
    expect(again.status).toBe(304)
    const head = await fetch(`${server.http}/aia/issuing.cer`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/pkix-cert'])
    expect((await fetch(`${server.http}/crl/unknown.crl`)).status).toBe(404)
    expect((await fetch(`${server.http}/crl/issuing.crl`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${server.http}/api/system.status`, { method: 'POST' })).status).toBe(404)
    expect(await server.stop()).toBe(0)
    server = undefined
  })
})
