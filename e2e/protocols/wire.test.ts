import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from '../cli/chancery.ts'

interface Row {
  readonly id: number
  readonly protocol: string
  readonly operation: string
  readonly outcome: string
}
interface Shown {
  readonly steps: readonly { readonly kind: string; readonly side: string; readonly outcome: string }[]
}

/** openssl (3.0) speaks CMP, OCSP and time-stamps to `chancery serve` while it is recorded; the engine is killed in between. */
const folder = workFolder()
const data = join(folder.path, 'data')
const file = (name: string): string => join(folder.path, name)
let server: Server | undefined
const start = (): Promise<Server> => serve('--data', data, '--unlock-file', folder.passphraseFile)
const act = async (...args: string[]): Promise<void> => {
  const ran = await chancery(...args, '--data', data)
  if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
}
const must = async (program: string, ...args: string[]): Promise<string> => {
  const ran = await run(program, args)
  if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
  return ran.out + ran.err
}
let made: { readonly client: { readonly reference: string }; readonly secret: string }

beforeAll(async () => {
  await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
  server = await start()
  await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root')
  await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
  await act('profile', 'create', '--name', 'auto', '--starter', 'device', '--approval', 'auto', '--authority', 'root')
  await act('cmp', 'create', '--name', 'plc', '--profile', 'auto', '--protection', 'both')
  await act('tsa', 'create', '--name', 'stamp', '--authority', 'root')
  await act('ocsp', 'enable', '--authority', 'root')
  made = await chanceryJson('cmp', 'client', 'create', '--service', 'plc', '--name', 'one', '--data', data)
  for (const protocol of ['cmp', 'ocsp', 'tsa']) await act('wire', 'start', '--protocol', protocol)
}, 60_000)
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

test('messages of real clients are taken apart without a layer that fails, and no secret is in the database', async () => {
  const http = server?.http ?? ''
  await must('openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file('dev.key'))
  const to = ['-server', http.replace('http://', ''), '-path', '.well-known/cmp/p/plc', '-recipient', '/CN=Root']
  const secret = ['-ref', made.client.reference, '-secret', `pass:${made.secret}`]
  const asked = ['-newkey', file('dev.key'), '-subject', '/CN=plc-1', '-sans', 'plc-1.example.test']
  const out = ['-certout', file('dev.pem')]
  await must('openssl', 'cmp', '-config', '', '-batch', '-cmd', 'ir', ...to, ...secret, ...asked, ...out)
  const cas = ['-issuer', file('root.pem'), '-cert', file('dev.pem'), '-CAfile', file('root.pem')]
  await must('openssl', 'ocsp', ...cas, '-url', `${http}/ocsp`)
  writeFileSync(file('text'), 'A contract.\n')
  await must('openssl', 'ts', '-query', '-data', file('text'), '-cert', '-sha256', '-out', file('q.tsq'))
  const type = ['-H', 'Content-Type: application/timestamp-query']
  await must('curl', '-sf', ...type, '--data-binary', `@${file('q.tsq')}`, `${http}/tsa/stamp`, '-o', file('r.tsr'))

  // An exchange is kept after its answer has gone, so that nobody waits for the recording.
  const kept = async (): Promise<readonly Row[]> =>
    (await chanceryJson<{ rows: readonly Row[] }>('wire', 'list', '--data', data)).rows
  const protocols = async (): Promise<readonly string[]> =>
    [...new Set((await kept()).map(({ protocol }) => protocol))].toSorted()
  await expect.poll(protocols, { timeout: 10_000 }).toEqual(['cmp', 'ocsp', 'tsa'])
  await server?.kill()
  server = await start()
  expect(await protocols()).toEqual(['cmp', 'ocsp', 'tsa'])
  const rows = await kept()
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'answered'))
  for (const { id } of rows) {
    const { steps } = await chanceryJson<Shown>('wire', 'show', String(id), '--data', data)
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  }
  const whole = readdirSync(data).filter((name) => /\.(?:db|sqlite)/.test(name))
  expect(whole.length).toBeGreaterThan(0)
  for (const name of whole) expect(readFileSync(join(data, name)).includes(made.secret), name).toBe(false)
}, 90_000)
