import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'

interface Service {
  readonly authorityName: string
  readonly state: string
  readonly signedAhead: number
  readonly responder: { readonly certificateId: number } | null
}

/** A relying party with the clients of others asks `chancery serve` about certificates, over two starts of the engine. */
describe('OCSP as a relying party meets it', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  const start = async (): Promise<Server> => serve('--data', data, '--unlock-file', folder.passphraseFile)

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }

  /** @returns the number of a certificate, which lies in `<name>.pem`. */
  async function certified(name: string): Promise<string> {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(`${name}.key`)]
    const names = ['-subj', `/CN=${name}.example.test`, '-addext', `subjectAltName=DNS:${name}.example.test`]
    await run('openssl', ['req', '-new', ...key, ...names, '-out', file(`${name}.csr`)])
    const made = await chanceryJson<{ certificateId: number }>(
      'request',
      'submit',
      '--profile',
      'web',
      '--csr',
      file(`${name}.csr`),
      '--data',
      data
    )
    const id = String(made.certificateId)
    await act('certificate', 'export', '--id', id, '--format', 'pem', '--out', file(`${name}.pem`))
    return id
  }

  /** Asks with `openssl ocsp`. @returns what it said */
  async function openssl(...more: string[]): Promise<string> {
    const issuer = ['-issuer', file('issuing.pem'), '-CAfile', file('root.pem'), '-verify_other', file('issuing.pem')]
    const ran = await run('openssl', ['ocsp', '-url', `${server?.http ?? ''}/ocsp/issuing`, ...issuer, ...more])
    return ran.out + ran.err
  }

  let good = ''
  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await start()
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256')
    await act(
      'authority',
      'create',
      '--name',
      'issuing',
      '--issuer',
      'root',
      '--subject',
      'CN=Issuing',
      '--key',
      'P-256',
      '--validity',
      '5y'
    )
    for (const name of ['root', 'issuing'])
      await act('authority', 'export-chain', '--authority', name, '--format', 'pem', '--out', file(`${name}-chain.pem`))
    const blocks = (name: string): string[] =>
      readFileSync(file(`${name}-chain.pem`), 'latin1').match(/-----BEGIN[^]*?-----END CERTIFICATE-----\n/g) ?? []
    writeFileSync(file('root.pem'), blocks('root')[0] ?? '')
    writeFileSync(file('issuing.pem'), blocks('issuing')[0] ?? '')
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
      'auto'
    )
    good = await certified('good')
    await act('certificate', 'revoke', '--id', await certified('revoked'), '--reason', 'keyCompromise')
  })
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  test('before it is enabled the address answers unauthorized', async () => {
    expect(await openssl('-cert', file('good.pem'))).toContain('unauthorized (6)')
  })

  test('ocsp enable gives the authority a responder with a certificate of its own', async () => {
    const { service } = await chanceryJson<{ service: Service }>(
      'ocsp',
      'enable',
      '--authority',
      'issuing',
      '--data',
      data
    )
    expect(service).toMatchObject({ authorityName: 'issuing', state: 'enabled' })
    expect(service.responder?.certificateId).toBeGreaterThan(0)
  })

  test('openssl ocsp verifies good, revoked and unknown, with a nonce, in one request for all', async () => {
    const said = await openssl('-cert', file('good.pem'), '-cert', file('revoked.pem'), '-serial', '0x1234')
    expect(said).toContain('Response verify OK')
    expect(said).not.toContain('no nonce')
    expect(said).toMatch(/good\.pem: good/)
    expect(said).toMatch(/revoked\.pem: revoked[^]*Reason: keyCompromise/)
    expect(said).toMatch(/0x1234: unknown/)
  })

  test('curl gets the same by GET, and again only when it changed', async () => {
    await run('openssl', [
      'ocsp',
      '-no_nonce',
      '-issuer',
      file('issuing.pem'),
      '-cert',
      file('good.pem'),
      '-reqout',
      file('req.der')
    ])
    const request = encodeURIComponent(readFileSync(file('req.der')).toString('base64'))
    const url = `${server?.http ?? ''}/ocsp/issuing/${request}`
    const got = await run('curl', ['-sS', '-D', file('headers'), '-o', file('resp.der'), '-w', '%{http_code}', url])
    expect(got.out).toBe('200')
    const headers = readFileSync(file('headers'), 'latin1')
    expect(headers).toMatch(/content-type: application\/ocsp-response/i)
    expect(headers).toMatch(/cache-control: public, max-age=300, no-transform, must-revalidate/i)
    const chain = ['-issuer', file('issuing.pem'), '-CAfile', file('root.pem'), '-verify_other', file('issuing.pem')]
    const read = await run('openssl', [
      'ocsp',
      '-respin',
      file('resp.der'),
      '-no_nonce',
      ...chain,
      '-cert',
      file('good.pem')
    ])
    expect(read.out).toMatch(/good\.pem: good/)
    expect(read.err).toContain('Response verify OK')
    const tag = /^etag: (.+?)\r?$/im.exec(headers)?.[1] ?? ''
    const again = await run('curl', [
      '-sS',
      '-o',
      file('none'),
      '-w',
      '%{http_code}',
      '-H',
      `If-None-Match: ${tag}`,
      url
    ])
    expect(again.out).toBe('304')
  })

  test('what was signed ahead outlives a kill, and a revocation made meanwhile is seen at once', async () => {
    await server?.kill()
    server = await start()
    expect(await openssl('-no_nonce', '-cert', file('good.pem'))).toMatch(/good\.pem: good/)
    const status = async (): Promise<Service | undefined> =>
      (await chanceryJson<{ services: Service[] }>('ocsp', 'status', '--data', data)).services[0]
    expect((await status())?.signedAhead).toBe(1)
    await act('certificate', 'revoke', '--id', good, '--reason', 'superseded')
    expect((await status())?.signedAhead).toBe(0)
    expect(await openssl('-no_nonce', '-cert', file('good.pem'))).toMatch(/good\.pem: revoked[^]*Reason: superseded/)
  })

  test('ocsp disable ends it', async () => {
    await act('ocsp', 'disable', '--authority', 'issuing')
    expect(await openssl('-cert', file('good.pem'))).toContain('unauthorized (6)')
  })
})
