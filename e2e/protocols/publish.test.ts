import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, start, workFolder, type Ran, type Server } from '../cli/chancery.ts'
import { freePort } from '../world/programs.ts'
import {
  davServer,
  objectStore,
  s3,
  sshServer,
  staticWebServer,
  type ObjectStore,
  type SshServer,
  type WebServer
} from '../world/publish-world.ts'

interface Run {
  readonly run: {
    readonly outcome: string
    readonly written: number
    readonly error: string | null
    readonly notes: string[]
  }
}
interface Check {
  readonly allVerified: boolean
  readonly addresses: readonly {
    readonly kind: string
    readonly outcome: string
    readonly message: string
    readonly bytes: number | null
  }[]
}

/** Status is published to servers of others, and relying parties of others read it there while Chancery is switched off. */
describe('publishing, to real servers and read by real clients', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const www = join(folder.path, 'www')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  let web: WebServer | undefined
  let port = 0
  const closing: (() => Promise<unknown>)[] = []

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const json = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, '--data', data)
  /** A change of a target may have begun a run of its own, which is waited for. */
  const runWhenFree = async (...args: string[]): Promise<Run> => {
    for (let tries = 0; ; tries++)
      try {
        return await json<Run>('publish', 'run', ...args)
      } catch (error) {
        if (tries === 40 || !String(error).includes('"code":"busy"')) throw error
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
  }
  const tryTo = (...args: string[]): Promise<Ran> => chancery(...args, '--data', data)
  const startEngine = async (): Promise<void> => {
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  }
  const check = async (): Promise<Check> => {
    const ran = await tryTo('publish', 'check', '--authority', 'issuing', '--json')
    expect([0, 3]).toContain(ran.code)
    return JSON.parse(ran.out) as Check
  }

  async function certified(name: string): Promise<string> {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(`${name}.key`)]
    const names = ['-subj', `/CN=${name}.example.test`, '-addext', `subjectAltName=DNS:${name}.example.test`]
    await run('openssl', ['req', '-new', ...key, ...names, '-out', file(`${name}.csr`)])
    const made = await json<{ certificateId: number }>(
      'request',
      'submit',
      '--profile',
      'web',
      '--csr',
      file(`${name}.csr`)
    )
    const id = String(made.certificateId)
    await act('certificate', 'export', '--id', id, '--format', 'pem', '--out', file(`${name}.pem`))
    return id
  }

  beforeAll(async () => {
    port = await freePort()
    const init = [
      '--operator',
      'alice',
      '--passphrase-file',
      folder.passphraseFile,
      '--public-address',
      `http://127.0.0.1:${port}`
    ]
    await chancery('init', '--data', data, ...init)
    await startEngine()
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256')
    const below = ['--issuer', 'root', '--subject', 'CN=Issuing', '--key', 'P-256', '--validity', '5y']
    await act('authority', 'create', '--name', 'issuing', ...below)
    await act('ocsp', 'enable', '--authority', 'issuing')
    for (const name of ['root', 'issuing'])
      await act('authority', 'export-chain', '--authority', name, '--format', 'pem', '--out', file(`${name}-chain.pem`))
    const blocks =
      readFileSync(file('issuing-chain.pem'), 'latin1').match(/-----BEGIN[^]*?-----END CERTIFICATE-----\n/g) ?? []
    writeFileSync(file('issuing.pem'), blocks[0] ?? '')
    writeFileSync(file('root.pem'), blocks[1] ?? readFileSync(file('root-chain.pem')))
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
    await certified('good')
    await act('certificate', 'revoke', '--id', await certified('revoked'), '--reason', 'keyCompromise')
    await act('crl', 'issue', '--authority', 'root')
  })
  afterAll(async () => {
    await server?.stop()
    for (const close of closing.toReversed()) await close()
    folder.remove()
  })

  test('publish --to writes what relying parties need, and nginx serves it while Chancery is stopped', async () => {
    const made = await json<Run>('publish', '--to', www)
    expect(made.run).toMatchObject({ outcome: 'done', error: null })
    web = await staticWebServer(folder.path, www, port)
    closing.push(() => web?.stop() ?? Promise.resolve())
    await server?.stop()
    server = undefined

    // A root names no address for its own CRL: whoever checks it, too, brings that along.
    await run('curl', ['-sS', '-o', file('root.crl'), `http://127.0.0.1:${port}/crl/root.crl`])
    const verify = [
      'verify',
      '-CRLfile',
      file('root.crl'),
      '-crl_check_all',
      '-crl_download',
      '-CAfile',
      file('root.pem'),
      '-untrusted',
      file('issuing.pem')
    ]
    const good = await run('openssl', [...verify, file('good.pem')])
    expect(good.out + good.err).toMatch(/good\.pem: OK/)
    const revoked = await run('openssl', [...verify, file('revoked.pem')])
    expect(revoked.err).toMatch(/certificate revoked/)

    for (const [name, status] of [
      ['good', /good\.pem: good/],
      ['revoked', /revoked\.pem: revoked[^]*Reason: keyCompromise/]
    ] as const) {
      await run('openssl', [
        'ocsp',
        '-no_nonce',
        '-issuer',
        file('issuing.pem'),
        '-cert',
        file(`${name}.pem`),
        '-reqout',
        file('req.der')
      ])
      const base64 = readFileSync(file('req.der')).toString('base64')
      // RFC 5019 5 wants the base64 encoded; some clients send it as it is.
      for (const written of [encodeURIComponent(base64), base64]) {
        const url = `http://127.0.0.1:${port}/ocsp/issuing/${written}`
        const got = await run('curl', ['-sSL', '-o', file('resp.der'), '-w', '%{http_code} %{content_type}', url])
        expect(got.out).toBe('200 application/ocsp-response')
        const chain = [
          '-issuer',
          file('issuing.pem'),
          '-CAfile',
          file('root.pem'),
          '-verify_other',
          file('issuing.pem')
        ]
        const read = await run('openssl', [
          'ocsp',
          '-respin',
          file('resp.der'),
          '-no_nonce',
          ...chain,
          '-cert',
          file(`${name}.pem`)
        ])
        expect(read.err).toContain('Response verify OK')
        expect(read.out).toMatch(status)
      }
    }
  })

  test('status-server answers openssl ocsp from the same folder, without data folder or passphrase', async () => {
    const status = await start('status-server', '--dir', www, '--http', '127.0.0.1:0')
    try {
      const ask = async (...more: string[]): Promise<string> => {
        const issuer = [
          '-issuer',
          file('issuing.pem'),
          '-CAfile',
          file('root.pem'),
          '-verify_other',
          file('issuing.pem')
        ]
        const ran = await run('openssl', ['ocsp', '-url', `${status.http}/ocsp/issuing`, ...issuer, ...more])
        return ran.out + ran.err
      }
      const good = await ask('-cert', file('good.pem'))
      expect(good).toContain('Response verify OK')
      expect(good).toMatch(/good\.pem: good/)
      expect(await ask('-no_nonce', '-cert', file('revoked.pem'))).toMatch(/revoked\.pem: revoked/)
      expect(await ask('-serial', '0x1234')).toContain('unauthorized (6)')
      const crl = await run('curl', [
        '-sS',
        '-D',
        file('headers'),
        '-o',
        file('got.crl'),
        `${status.http}/crl/issuing.crl`
      ])
      expect(crl.code).toBe(0)
      const tag = /^etag: (.+?)\r?$/im.exec(readFileSync(file('headers'), 'latin1'))?.[1] ?? ''
      const again = [
        '-sS',
        '-o',
        file('none'),
        '-w',
        '%{http_code}',
        '-H',
        `If-None-Match: ${tag}`,
        `${status.http}/crl/issuing.crl`
      ]
      expect((await run('curl', again)).out).toBe('304')
    } finally {
      expect(await status.stop()).toBe(0)
    }
  })

  test('publish check verifies every address as it is served, and never what it did not fetch', async () => {
    await startEngine()
    const right = await check()
    expect(right.addresses.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'crl verified',
      'certificate verified',
      'ocsp-get verified',
      // A web server with files alone takes no POST: clients that send one need the status server or Chancery itself.
      'ocsp-post failed'
    ])
    expect(right.addresses[0]?.bytes).toBe(readFileSync(join(www, 'crl/issuing.crl')).length)
    await act('crl', 'issue', '--authority', 'issuing')
    const stale = await check()
    expect(stale.addresses[0]).toMatchObject({ outcome: 'failed' })
    expect(stale.addresses[0]?.message).toMatch(/It is CRL \d+; the newest is CRL \d+\. Publish again\./)
    await web?.stop()
    const down = await check()
    expect(down.addresses.every(({ outcome }) => outcome === 'failed')).toBe(true)
  })

  test('SFTP: nothing is sent before the host key was confirmed, then files come whole and are replaced', async () => {
    const ssh: SshServer = await sshServer(folder.path)
    closing.push(() => ssh.stop())
    const there = join(folder.path, 'sftp-root')
    mkdirSync(there)
    const to = `sftp://${ssh.user}@127.0.0.1:${ssh.port}${there}/pki`
    await act(
      'publish',
      'add',
      '--name',
      'files',
      '--to',
      to,
      '--private-key',
      ssh.keyFile,
      '--settings.what.ocsp',
      '--no-settings.on-change'
    )
    const first = await tryTo('publish', 'test', '--target', 'files', '--json')
    expect(first.code).toBe(3)
    expect(JSON.parse(first.out)).toMatchObject({ ok: false, hostKey: ssh.fingerprint })
    expect(readdirSync(there)).toEqual([])
    await act('publish', 'update', '--target', 'files', '--host-key', ssh.fingerprint)
    const tested = JSON.parse((await tryTo('publish', 'test', '--target', 'files', '--json')).out) as {
      ok: boolean
      message: string
    }
    expect(tested).toMatchObject({ ok: true })
    const made = await runWhenFree('--target', 'files', '--full')
    expect(made.run).toMatchObject({ outcome: 'done' })
    expect(sha256(join(there, 'pki/aia/issuing.cer'))).toBe(sha256(join(www, 'aia/issuing.cer')))
    const before = sha256(join(there, 'pki/crl/issuing.crl'))
    await act('crl', 'issue', '--authority', 'issuing')
    await runWhenFree('--target', 'files')
    expect(sha256(join(there, 'pki/crl/issuing.crl'))).not.toBe(before)
    expect(names(there).filter((name) => name.includes('.chancery-'))).toEqual([])
    const other = `SHA256:${'A'.repeat(43)}`
    await act('publish', 'update', '--target', 'files', '--host-key', other)
    const refused = await runWhenFree('--target', 'files')
    expect(refused.run.error).toMatch(/another host key than the one that was confirmed/)
  })

  test('WebDAV: by PUT and MOVE with a password, and in words where it is wrong', async () => {
    const there = join(folder.path, 'dav-root')
    const dav = await davServer(folder.path, there)
    closing.push(() => dav.stop())
    const secret = (text: string): string => {
      const path = file('dav-secret')
      writeFileSync(path, `${text}\n`, { mode: 0o600 })
      return path
    }
    const to = ['--to', `http://127.0.0.1:${dav.port}/`, '--user', 'pki', '--secret-file']
    const wrong = await tryTo('publish', 'try', ...to, secret('guess'), '--json')
    expect(JSON.parse(wrong.out)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/status 401.*user name, password or token are wrong/) as string
    })
    await act(
      'publish',
      'add',
      '--name',
      'dav',
      ...to,
      secret('dav secret'),
      '--settings.what.ocsp',
      '--no-settings.on-change'
    )
    const made = await runWhenFree('--target', 'dav', '--full')
    expect(made.run).toMatchObject({ outcome: 'done' })
    expect(sha256(join(there, 'aia/issuing.cer'))).toBe(sha256(join(www, 'aia/issuing.cer')))
    expect(names(there).filter((name) => name.includes('.chancery-'))).toEqual([])
    expect(names(there).filter((name) => name.startsWith('ocsp/issuing/')).length).toBeGreaterThanOrEqual(3)
  })

  test('S3: every request is signed as curl signs it, with type, expiry and caching', async () => {
    const store: ObjectStore = await objectStore()
    closing.push(() => store.stop())
    const curl = async (secretKey: string): Promise<string> => {
      const sign = ['--aws-sigv4', `aws:amz:${s3.region}:s3`, '--user', `${s3.accessKey}:${secretKey}`]
      const body = createHash('sha256').update('by curl').digest('hex')
      const put = [
        '-X',
        'PUT',
        '-H',
        `x-amz-content-sha256: ${body}`,
        '--data-binary',
        'by curl',
        `${store.address}/${s3.bucket}/curl.txt`
      ]
      return (await run('curl', ['-sS', '-o', file('none'), '-w', '%{http_code}', ...sign, ...put])).out
    }
    expect(await curl(s3.secretKey)).toBe('200')
    expect(await curl('another')).toBe('403')
    writeFileSync(file('s3-secret'), `${s3.secretKey}\n`, { mode: 0o600 })
    const to = [
      '--to',
      `s3://${s3.bucket}/live`,
      '--endpoint',
      store.address,
      '--region',
      s3.region,
      '--user',
      s3.accessKey
    ]
    await act(
      'publish',
      'add',
      '--name',
      'bucket',
      ...to,
      '--secret-file',
      file('s3-secret'),
      '--settings.what.ocsp',
      '--no-settings.on-change'
    )
    const made = await runWhenFree('--target', 'bucket', '--full')
    expect(made.run).toMatchObject({ outcome: 'done' })
    const crl = store.objects.get('live/crl/issuing.crl')
    expect(crl?.headers).toMatchObject({
      'content-type': 'application/pkix-crl',
      expires: expect.stringMatching(/GMT$/) as string
    })
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
    const answer = store.objects.get(`live/ocsp/issuing/${readFileSync(file('req.der')).toString('base64')}`)
    expect(answer?.headers['content-type']).toBe('application/ocsp-response')
    const missing = [
      '--to',
      's3://other-bucket',
      '--endpoint',
      store.address,
      '--region',
      s3.region,
      '--user',
      s3.accessKey
    ]
    const refused = await tryTo('publish', 'try', ...missing, '--secret-file', file('s3-secret'), '--json')
    expect(refused.out).toMatch(/status 404 \(NoSuchBucket\)/)
  })

  test('a kill in the middle of publishing leaves the old file or the new one, whole', async () => {
    const there = join(folder.path, 'killed')
    const size = 1024 * 1024
    const documents = ['a', 'b'].map((letter) => {
      writeFileSync(file(`${letter}.txt`), letter.repeat(size))
      return file(`${letter}.txt`)
    })
    await act('publish', 'add', '--name', 'killed', '--to', there, '--settings.every', '1d')
    const published = join(there, 'docs/big.txt')
    const whole = (): void => {
      if (!existsSync(published)) return
      const text = readFileSync(published, 'latin1')
      expect([text.length, new Set(text).size]).toEqual([size, 1])
    }
    for (let round = 0; round < 2; round++) {
      const reading = setInterval(whole, 1)
      for (let i = 0; i < 2; i++)
        await act('publish', 'document-save', '--path', 'docs/big.txt', '--text', documents[(round + i) % 2] ?? '')
      // Saving has just asked for a run; it is somewhere in between now.
      await server?.kill()
      clearInterval(reading)
      whole()
      await startEngine()
    }
    await act('publish', 'run', '--target', 'killed').catch(() => undefined)
    whole()
    expect(existsSync(published)).toBe(true)
    expect(dirname(published).startsWith(there)).toBe(true)
  })
})

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Every file below a folder, by its path. */
function names(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}
