import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chanceryJson, workFolder, chancery, type Ran } from '../cli/chancery.ts'

/** One network of its own with the real ports 80, 443 and 53, in which the server and its clients live. */
export interface AcmeWorld {
  /** A scratch folder. */
  readonly path: string
  readonly root: string
  /** Directory address of the service that takes everybody. */
  readonly directory: string
  /** Directory address of the service that wants a credential. */
  readonly boundDirectory: string
  /** Files that answer http-01 are put here; they are served on port 80 of 127.0.0.1, where names without a number lead. */
  readonly webroot: string
  /** Lines "name value", the TXT records of the name server. */
  readonly texts: string
  /** A script that writes a TXT record: for certbot, lego, dehydrated, uacme and mod_md. */
  readonly hook: string
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  /** Starts a program that serves. @returns what ends it */
  background(program: string, ...args: string[]): () => Promise<void>
  /** A new EAB credential. */
  credential(name: string): Promise<{ readonly keyId: string; readonly hmacKey: string }>
  /** Rows of the operator's list, newest first. */
  certificates(
    text: string
  ): Promise<readonly { readonly id: number; readonly state: string; readonly serial: string }[]>
  /** Revokes over ACME with the key of the certificate, as people do for clients that cannot (certbot does it). */
  revokeByKey(certificate: string, key: string): Promise<Ran>
  /** Runs an operation as the operator. @returns its answer */
  operate<T>(...args: string[]): Promise<T>
  stop(): Promise<void>
}

const fixtures = join(import.meta.dirname, '../fixtures')
/** As the command line tests find it; another build of it can be named in the environment. */
const command = process.env['CHANCERY_CLI'] ?? join(import.meta.dirname, '..', '..', 'bin', 'chancery.mjs')
const bundle = '/etc/ssl/certs/ca-certificates.crt'

/** @returns why the machine cannot hold such a network, or null */
export function lacksForAcme(programs: readonly string[]): string | null {
  if (process.getuid?.() !== 0) return 'a network namespace with ports below 1024 needs root'
  if (!existsSync(bundle)) return `${bundle} (Debian: ca-certificates)`
  const path = (process.env['PATH'] ?? '').split(delimiter)
  const lacking = ['unshare', 'nsenter', 'ip', 'mount', ...programs].filter(
    (one) => !path.some((folder) => existsSync(join(folder, one)))
  )
  if (lacking.length > 0) return lacking.join(', ')
  const tried = spawnSync('unshare', ['-n', '-m', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' })
  return tried.status === 0 ? null : `a network namespace cannot be made here: ${tried.stderr.trim()}`
}

export async function startAcmeWorld(): Promise<AcmeWorld> {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const root = join(folder.path, 'root.pem')
  const webroot = join(folder.path, 'webroot')
  const texts = join(folder.path, 'texts')
  mkdirSync(webroot)
  const inside = ['--data', data, '--passphrase-file', folder.passphraseFile]
  const act = async (...args: string[]): Promise<void> => {
    const ran = await chancery(...args, ...inside)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  }
  await act('init', '--operator', 'alice')
  await act(
    'authority',
    'create',
    '--name',
    'root',
    '--subject',
    'CN=Interop Root',
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
    'CN=Interop Issuing',
    '--key',
    'P-256',
    '--validity',
    '5y'
  )
  await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', root)
  await act('profile', 'create', '--name', 'web', '--content', await wildcardProfile(inside), '--authority', 'issuing')

  const holder = spawn('unshare', ['-n', '-m', 'sleep', 'infinity'], { stdio: 'ignore' })
  const children: ChildProcess[] = [holder]
  const within = (program: string, args: readonly string[]): readonly string[] => [
    '-t',
    String(holder.pid),
    '-n',
    '-m',
    program,
    ...args
  ]
  const setUp = (program: string, ...args: string[]): void => {
    const ran = spawnSync('nsenter', within(program, args), { encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${ran.stderr}`)
  }
  await namespaceOf(holder)
  setUp('ip', 'link', 'set', 'lo', 'up')
  const resolver = join(folder.path, 'resolv.conf')
  writeFileSync(resolver, 'nameserver 127.0.0.1\n')
  setUp('mount', '--bind', resolver, '/etc/resolv.conf')
  setUp('mount', '--bind', root, bundle)
  const background = async (
    program: string,
    ...args: string[]
  ): Promise<{ readonly child: ChildProcess; readonly line: string }> => {
    const child = spawn('nsenter', within(program, args), { stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    return { child, line: await firstLine(child) }
  }
  writeFileSync(texts, '')
  // Servers under test write it as users of their own.
  chmodSync(folder.path, 0o755)
  chmodSync(texts, 0o666)
  await background(process.execPath, join(fixtures, 'challenge-dns.mjs'), texts)
  await background(process.execPath, join(fixtures, 'webroot.mjs'), webroot)
  const served = await background(
    process.execPath,
    command,
    'serve',
    '--data',
    data,
    '--unlock-file',
    folder.passphraseFile,
    '--http',
    '127.0.0.1:7480',
    '--admin',
    'off',
    '--https',
    '127.0.0.1:7443',
    '--tls-authority',
    'issuing',
    '--json'
  )
  const { pid, https } = JSON.parse(served.line) as { pid: number; https: string }
  const settings = ['--settings.addresses', 'any']
  const online = ['--data', data]
  const base = https.replace('127.0.0.1', 'localhost')
  for (const [name, eab] of [
    ['office', 'none'],
    ['bound', 'random']
  ] as const)
    await chanceryJson('acme', 'create', '--name', name, '--profile', 'web', '--eab', eab, ...settings, ...online)
  const hook = writeHook(folder.path, texts, webroot)
  const run: AcmeWorld['run'] = (program, args, env = {}) =>
    runInside(within('sh', ['-c', 'cd "$0" && exec "$@"', folder.path, program, ...args]), env)
  let revocations = 0
  return {
    path: folder.path,
    root,
    directory: `${base}/acme/office/directory`,
    boundDirectory: `${base}/acme/bound/directory`,
    webroot,
    texts,
    hook,
    run,
    background: (program, ...args) => {
      const child = spawn('nsenter', within('sh', ['-c', 'cd "$0" && exec "$@"', folder.path, program, ...args]), {
        stdio: 'ignore'
      })
      children.push(child)
      return () => end(child)
    },
    revokeByKey: (certificate, key) => {
      const own = `revoke${(revocations += 1)}`
      const folders = ['--config-dir', `${own}/c`, '--work-dir', `${own}/w`, '--logs-dir', `${own}/l`, '-n']
      const what = ['--cert-path', certificate, '--key-path', key, '--no-delete-after-revoke']
      const server = ['--server', `${base}/acme/office/directory`]
      return run('certbot', ['revoke', ...folders, ...server, ...what], { REQUESTS_CA_BUNDLE: root })
    },
    credential: async (name) => {
      const { credential, hmacKey } = await chanceryJson<{ credential: { keyId: string }; hmacKey: string }>(
        'acme',
        'eab',
        'create',
        '--service',
        'bound',
        '--name',
        name,
        ...online
      )
      return { keyId: credential.keyId, hmacKey }
    },
    certificates: async (text) => {
      type Answer = {
        readonly rows: readonly { readonly id: number; readonly state: string; readonly serial: string }[]
      }
      return (await chanceryJson<Answer>('certificate', 'list', '--text', text, ...online)).rows
    },
    operate: (...args) => chanceryJson(...args, ...online),
    stop: async () => {
      process.kill(pid, 'SIGINT')
      await ended(served.child)
      for (const child of children) await end(child)
      folder.remove()
    }
  }
}

/** The starter for TLS servers, with wildcards, issuing at once. */
async function wildcardProfile(inside: readonly string[]): Promise<string> {
  interface Content {
    readonly alternativeNames: { readonly rules: readonly object[] }
  }
  const { starters } = await chanceryJson<{ starters: { name: string; content: Content }[] }>(
    'profile',
    'starters',
    ...inside
  )
  const content = starters.find(({ name }) => name === 'tls-server')?.content
  if (content === undefined) throw new Error('there is no starter for TLS servers')
  const rules = content.alternativeNames.rules.map((rule) => ({ ...rule, wildcard: true }))
  return JSON.stringify({ ...content, approval: 'auto', alternativeNames: { ...content.alternativeNames, rules } })
}

/**
 * One script for the hooks of every client; which one calls shows in what it is given. Records stay where they are: clients
 * run beside each other, and a value of an earlier order proves nothing.
 */
function writeHook(folder: string, texts: string, webroot: string): string {
  const hook = join(folder, 'hook.sh')
  writeFileSync(
    hook,
    `#!/bin/sh
if [ -n "$CERTBOT_VALIDATION" ]; then
  [ -n "$CERTBOT_AUTH_OUTPUT" ] || echo "_acme-challenge.$CERTBOT_DOMAIN $CERTBOT_VALIDATION" >> "${texts}"
  exit 0
fi
case "$1" in
  present) echo "$2 $3" >> "${texts}" ;;
  setup) echo "_acme-challenge.$2 $3" >> "${texts}" ;;
  deploy_challenge) echo "_acme-challenge.$2 $4" >> "${texts}" ;;
  begin)
    case "$2" in
      http-01) printf '%s' "$5" > "${webroot}/$4" ;;
      dns-01) echo "_acme-challenge.$3 $5" >> "${texts}" ;;
      *) exit 1 ;;
    esac ;;
esac
exit 0
`
  )
  chmodSync(hook, 0o755)
  return hook
}

/** Entering a mount namespace leads to its root, whatever folder the caller is in: the command goes to its own. */
async function runInside(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  const [out, err] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as unknown[]
  return { code: Number(code), out: await out, err: await err }
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of stream) chunks.push(String(chunk))
  return chunks.join('')
}

async function firstLine(child: ChildProcess): Promise<string> {
  let seen = ''
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
      if (seen.includes('\n')) resolve(seen)
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}: ${said}`)))
  })
}

/** The holder has entered its namespaces when it is no shell of ours any more. */
async function namespaceOf(holder: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const name = existsSync(`/proc/${holder.pid}/comm`) ? readFileSync(`/proc/${holder.pid}/comm`, 'utf8').trim() : ''
    if (name === 'sleep') return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the network namespace was not made')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await ended(child)
}
