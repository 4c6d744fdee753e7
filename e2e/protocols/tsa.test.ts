import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smallProgram } from '../../src-main/testing/small-program.ts'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'

interface Stamp {
  readonly serial: string
  readonly form: string
  readonly hash: string
  readonly hashed: string
  readonly client: string
}
interface Verdict {
  readonly verdict: {
    readonly valid: boolean
    readonly checks: readonly { readonly check: string; readonly outcome: string; readonly message: string }[]
    readonly logged: Stamp | null
  }
}

const policy = '1.3.6.1.4.1.99999.7.1'
const second = '1.3.6.1.4.1.99999.7.2'

/** Signing and stamping tools of others ask `chancery serve` for time-stamps, over several starts of the engine. */
describe('time-stamps as signing tools meet them', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  const start = (): Promise<Server> => serve('--data', data, '--unlock-file', folder.passphraseFile)
  const address = (): string => `${server?.http ?? ''}/tsa/stamp`

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const must = async (program: string, ...args: string[]): Promise<string> => {
    const ran = await run(program, args)
    if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
    return ran.out + ran.err
  }
  /** Asks with `openssl ts -query` and curl. The request lies in `q.tsq`, the response in `r.tsr`. */
  async function ask(...query: string[]): Promise<void> {
    await must('openssl', 'ts', '-query', '-data', file('text'), ...query, '-out', file('q.tsq'))
    const type = ['-H', 'Content-Type: application/timestamp-query']
    await must('curl', '-sf', ...type, '--data-binary', `@${file('q.tsq')}`, address(), '-o', file('r.tsr'))
  }
  const reply = (): Promise<string> => must('openssl', 'ts', '-reply', '-in', file('r.tsr'), '-text')
  const verified = (...more: string[]): Promise<string> =>
    must('openssl', 'ts', '-verify', '-in', file('r.tsr'), '-CAfile', file('root.pem'), ...more)
  const log = async (...filter: string[]): Promise<readonly Stamp[]> => {
    const { rows } = await chanceryJson<{ rows: readonly Stamp[] }>('tsa', 'log', ...filter, '--data', data)
    return rows
  }

  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await start()
    const key = ['--key', 'RSA-2048']
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', ...key)
    const below = ['--issuer', 'root', '--validity', '8y']
    await act('authority', 'create', '--name', 'issuing', '--subject', 'CN=Issuing', ...below, ...key)
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
    await act(...['authority', 'export-chain', '--authority', 'issuing', '--format', 'pem', '--out', file('chain.pem')])
    const service = ['--name', 'stamp', '--authority', 'issuing', '--settings.key', 'RSA-2048']
    const settings = ['--settings.policies', policy, '--settings.policies', second, '--settings.per-minute', '0']
    const made = await chanceryJson<{ service: { address: string; path: string } }>(
      ...['tsa', 'create', ...service, ...settings, '--data', data]
    )
    expect(made.service).toMatchObject({ path: '/tsa/stamp', address: address() })
    writeFileSync(file('text'), 'A contract.\n')
    writeFileSync(file('small.exe'), smallProgram())
    // A signer of code, whose certificate is its own root.
    const signer = ['-subj', '/CN=signer', '-addext', 'extendedKeyUsage=codeSigning', '-days', '30']
    const keys = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('s.key'), '-out', file('s.pem')]
    await must('openssl', 'req', '-x509', ...keys, ...signer)
    const store = ['-inkey', file('s.key'), '-in', file('s.pem'), '-name', 'signer', '-passout', 'pass:changeit']
    await must('openssl', 'pkcs12', '-export', ...store, '-out', file('s.p12'))
  })
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  test.each(['sha256', 'sha384', 'sha512'])('openssl ts verifies a stamp over %s', async (hash) => {
    await ask(`-${hash}`, '-cert')
    expect(await verified('-queryfile', file('q.tsq'))).toContain('Verification: OK')
    expect(await verified('-data', file('text'))).toContain('Verification: OK')
    const said = await reply()
    expect(said).toContain(`Policy OID: ${policy}`)
    expect(said).toContain(`Hash Algorithm: ${hash}`)
    expect(said).toContain('Accuracy: 0x01 seconds')
    expect(said).toMatch(/TSA: DirName:\/CN=Time-stamp service stamp/)
    expect(said).toMatch(/Nonce: 0x[0-9A-F]+/)
  })

  test('openssl ts gets the policy that it asks for, a stamp without nonce, and one without certificates', async () => {
    await ask('-sha256', '-cert', '-tspolicy', second, '-no_nonce')
    expect(await verified('-queryfile', file('q.tsq'))).toContain('Verification: OK')
    const said = await reply()
    expect(said).toContain(`Policy OID: ${second}`)
    expect(said).toContain('Nonce: unspecified')
    const { service } = await chanceryJson<{ service: { certificate: { certificateId: number } } }>(
      ...['tsa', 'show', '--service', 'stamp', '--data', data]
    )
    const id = String(service.certificate.certificateId)
    await act('certificate', 'export', '--id', id, '--format', 'pem', '--out', file('tsa.pem'))
    await ask('-sha256')
    const without = await run('openssl', [
      ...['ts', '-verify', '-in', file('r.tsr'), '-CAfile', file('root.pem'), '-queryfile', file('q.tsq')]
    ])
    expect(without.code).not.toBe(0)
    writeFileSync(
      file('untrusted.pem'),
      readFileSync(file('tsa.pem'), 'latin1') + readFileSync(file('chain.pem'), 'latin1')
    )
    expect(await verified('-queryfile', file('q.tsq'), '-untrusted', file('untrusted.pem'))).toContain('OK')
  })

  test('openssl ts reads why a request is refused', async () => {
    await ask('-sha1')
    expect(await reply()).toMatch(/Rejected\.[^]*unrecognized or unsupported algorithm/)
    await ask('-sha256', '-tspolicy', '1.2.3.4')
    expect(await reply()).toMatch(/Rejected\.[^]*requested TSA policy is not supported/i)
    const type = ['-H', 'Content-Type: application/timestamp-query']
    await must('curl', '-sf', ...type, '--data-binary', 'no request', address(), '-o', file('r.tsr'))
    expect(await reply()).toMatch(/Rejected\.[^]*data submitted has the wrong format/)
  })

  test.each([
    ['-ts', 'rfc3161'],
    ['-t', 'authenticode']
  ])('osslsigncode signs a program with a stamp by %s and verifies it', async (flag, form) => {
    const before = (await log()).filter((row) => row.form === form).length
    const signer = ['-certs', file('s.pem'), '-key', file('s.key'), '-h', 'sha256', flag, address()]
    const out = file(`signed${flag}.exe`)
    await must('osslsigncode', 'sign', ...signer, '-in', file('small.exe'), '-out', out)
    const roots = ['-CAfile', file('s.pem'), '-TSA-CAfile', file('root.pem')]
    const said = await must('osslsigncode', 'verify', ...roots, '-in', out)
    expect(said).toContain('Timestamp Server Signature verification: ok')
    expect(said).toContain('Succeeded')
    expect((await log()).filter((row) => row.form === form)).toHaveLength(before + 1)
  })

  test('jarsigner stamps an archive and says by whom', async () => {
    await must('jar', '--create', '--file', file('a.jar'), '-C', folder.path, 'text')
    const keys = ['-keystore', file('s.p12'), '-storetype', 'PKCS12', '-storepass', 'changeit']
    await must('jarsigner', ...keys, '-tsa', address(), '-tsadigestalg', 'SHA-384', file('a.jar'), 'signer')
    const said = await must('jarsigner', '-verify', '-verbose', '-certs', file('a.jar'))
    expect(said).toContain('jar verified.')
    expect(said).toMatch(/Timestamped by "CN=Time-stamp service stamp" on /)
    expect((await log())[0]).toMatchObject({ form: 'rfc3161', hash: 'sha384' })
  })

  test('tsa verify says what holds and what does not, and finds the stamp in the log', async () => {
    await ask('-sha512', '-cert')
    const check = async (name: string): Promise<Verdict & { readonly code: number }> => {
      const asked = ['tsa', 'verify', '--token', file('r.tsr'), '--file', file(name), '--data', data, '--json']
      const { code, out } = await chancery(...asked)
      return { ...(JSON.parse(out) as Verdict), code }
    }
    const { verdict, code } = await check('text')
    expect(code).toBe(0)
    expect([verdict.valid, verdict.checks.map(({ check: one, outcome }) => `${one} ${outcome}`)]).toEqual([
      true,
      ['form passed', 'signature passed', 'signer passed', 'path passed', 'document passed', 'log passed']
    ])
    writeFileSync(file('changed'), 'A contract!\n')
    expect(await check('changed')).toMatchObject({ verdict: { valid: false }, code: 3 })
    const hashed = verdict.logged?.hashed ?? ''
    for (const begins of [hashed, hashed.slice(0, 8)])
      expect((await log('--hash', begins))[0]?.serial).toBe(verdict.logged?.serial)
    expect(await log('--serial', verdict.logged?.serial ?? '')).toHaveLength(1)
  })

  test('after kill -9 under load every stamp that was answered is in the log, and no serial number comes twice', async () => {
    await must('openssl', 'ts', '-query', '-data', file('text'), '-sha256', '-no_nonce', '-out', file('q.tsq'))
    const body = readFileSync(file('q.tsq'))
    const serials: string[] = []
    const headers = { 'content-type': 'application/timestamp-query' }
    for (let round = 0; round < 3; round++) {
      let going = true
      const client = async (): Promise<void> => {
        while (going) {
          try {
            const answer = await fetch(address(), { method: 'POST', headers, body })
            serials.push(serialIn(Buffer.from(await answer.arrayBuffer())))
          } catch {
            return
          }
        }
      }
      const clients = Array.from({ length: 8 }, client)
      await new Promise((resolve) => setTimeout(resolve, 700))
      await server?.kill()
      going = false
      await Promise.all(clients)
      server = await start()
    }
    await ask('-sha256', '-no_nonce')
    serials.push(serialIn(readFileSync(file('r.tsr'))))
    expect(serials.length).toBeGreaterThan(100)
    expect(new Set(serials).size).toBe(serials.length)
    const logged = new Set<string>()
    let next: string | null = null
    do {
      const cursor: string[] = next === null ? [] : ['--cursor', next]
      const page: { rows: readonly Stamp[]; next: string | null } = await chanceryJson(
        ...['tsa', 'log', '--limit', '500', ...cursor, '--data', data]
      )
      for (const row of page.rows) logged.add(row.serial)
      next = page.next
    } while (next !== null)
    expect(serials.filter((serial) => !logged.has(serial))).toEqual([])
  })
})

/** @returns the serial number of the stamp in a response: the INTEGER behind the imprint in TSTInfo */
function serialIn(response: Buffer): string {
  // SHA-256 of the imprint, an OCTET STRING of 32 octets, stands before it.
  const imprint = response.indexOf(Buffer.from([0x04, 0x20]))
  const at = imprint + 2 + 32
  if (imprint < 0 || response[at] !== 0x02) throw new Error('there is no serial number')
  return response.subarray(at + 2, at + 2 + (response[at + 1] ?? 0)).toString('hex')
}
