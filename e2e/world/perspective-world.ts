import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chancery, chanceryJson, workFolder, type Ran } from '../cli/chancery.ts'
import { until } from './programs.ts'

/** The zone of Open MPIC's own integration tests, and the address of everything in it. */
export const zoneName = 'integration-testing.open-mpic.org'
export const zoneAddress = '140.82.1.140'
/** Codes of the perspectives, each in a network of its own. */
export const codes = ['alpha', 'beta', 'gamma'] as const
export type Code = (typeof codes)[number]

/**
 * A hub with the engine and a coordinator, and three networks with a perspective each. Every one has its own name server
 * with its own copy of the zone and its own web server under the same public address, so that they can see different things.
 */
export interface PerspectiveWorld {
  /** Scratch files; `coordinator` and `perspective` hold the keys. */
  readonly folder: string
  readonly coordinator: string
  /** Changes what a network sees. The hub's is what the authority itself sees. */
  setZone(where: Code | 'hub', change: (zone: string) => string): Promise<void>
  setFile(where: Code | 'hub', name: string, text: string): void
  stopPerspective(code: Code): Promise<void>
  startPerspective(code: Code): Promise<void>
  /** Where the engine serves ACME, from within the hub; behind no proxy, so without HTTPS. */
  readonly acme: string
  /** Runs a program in the network of the hub, in the scratch folder. */
  run(program: string, ...args: string[]): Promise<Ran>
  /** Runs an operation of the engine. */
  operate(...args: string[]): Promise<Ran>
  operateJson<T>(...args: string[]): Promise<T>
  /** POST from the hub. */
  post(url: string, body: string, key?: string): Promise<{ readonly status: number; readonly body: string }>
  perspectiveUrl(code: Code): string
  stop(): Promise<void>
}

export const keys = { coordinator: 'key-of-the-coordinator', perspective: 'key-of-the-perspectives' } as const

const fixtures = join(import.meta.dirname, '../fixtures')
const command = process.env['CHANCERY_CLI'] ?? join(import.meta.dirname, '..', '..', 'bin', 'chancery.mjs')
const registries: Readonly<Record<Code, string>> = { alpha: 'arin', beta: 'ripe-ncc', gamma: 'apnic' }

/** @returns why the machine cannot hold these networks, or null */
export function lacksForPerspectives(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces with ports below 1024 need root'
  const path = (process.env['PATH'] ?? '').split(delimiter)
  const lacking = ['unshare', 'nsenter', 'ip', 'nsd', 'dig'].filter(
    (one) => !path.some((folder) => existsSync(join(folder, one)))
  )
  if (lacking.length > 0) return `${lacking.join(', ')} (Debian: util-linux, iproute2, nsd, bind9-dnsutils)`
  const tried = spawnSync('unshare', ['-n', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two'], {
    encoding: 'utf8'
  })
  return tried.status === 0 ? null : `virtual network cables cannot be made here: ${tried.stderr.trim()}`
}

export async function startPerspectiveWorld(): Promise<PerspectiveWorld> {
  const folder = workFolder()
  const children: ChildProcess[] = []
  try {
    return await build(folder, children)
  } catch (error) {
    for (const child of children.toReversed()) await end(child)
    folder.remove()
    throw error
  }
}

async function build(folder: ReturnType<typeof workFolder>, children: ChildProcess[]): Promise<PerspectiveWorld> {
  const spaces = {
    hub: await holder(children),
    alpha: await holder(children),
    beta: await holder(children),
    gamma: await holder(children)
  }
  const inside = (where: Code | 'hub', ...words: string[]): string[] => [
    '-t',
    String(spaces[where].pid),
    '-n',
    ...words
  ]
  const setUp = (where: Code | 'hub', ...words: string[]): void => {
    const ran = spawnSync('nsenter', inside(where, ...words), { encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.stderr}`)
  }
  const start = (where: Code | 'hub', ...words: string[]): ChildProcess => {
    const child = spawn('nsenter', inside(where, ...words), { stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    return child
  }
  for (const where of ['hub', ...codes] as const) {
    setUp(where, 'ip', 'link', 'set', 'lo', 'up')
    setUp(where, 'ip', 'address', 'add', `${zoneAddress}/32`, 'dev', 'lo')
  }
  codes.forEach((code, index) => {
    const peer = ['type', 'veth', 'peer', 'name', 'uplink', 'netns', String(spaces[code].pid)]
    setUp('hub', 'ip', 'link', 'add', code, ...peer)
    setUp('hub', 'ip', 'address', 'add', `10.77.${index}.1/24`, 'dev', code)
    setUp('hub', 'ip', 'link', 'set', code, 'up')
    setUp(code, 'ip', 'address', 'add', `10.77.${index}.2/24`, 'dev', 'uplink')
    setUp(code, 'ip', 'link', 'set', 'uplink', 'up')
  })

  const servers = new Map<string, ChildProcess>()
  const original = readFileSync(join(fixtures, 'open-mpic', 'zone.db'), 'utf8')
  const setZone = async (where: Code | 'hub', change: (zone: string) => string): Promise<void> => {
    const place = join(folder.path, where)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'zone.db'), change(original))
    writeFileSync(join(place, 'nsd.conf'), nsdConf(place))
    await end(servers.get(where))
    servers.set(where, start(where, 'nsd', '-d', '-c', join(place, 'nsd.conf')))
    const ask = inside(where, 'dig', '@127.0.0.1', '+tries=1', '+time=1', zoneName, 'SOA')
    await until(
      async () => spawnSync('nsenter', ask, { encoding: 'utf8' }).stdout.includes('status: NOERROR'),
      () => `the name server of ${where}`
    )
  }
  const setFile: PerspectiveWorld['setFile'] = (where, name, text) =>
    writeFileSync(join(folder.path, where, 'www', name), text)
  for (const where of ['hub', ...codes] as const) {
    await setZone(where, (zone) => zone)
    mkdirSync(join(folder.path, where, 'www'))
    await firstLine(
      start(where, process.execPath, join(fixtures, 'webroot.mjs'), join(folder.path, where, 'www'), zoneAddress)
    )
  }

  const keyFile = (name: keyof typeof keys): string => {
    const path = join(folder.path, name)
    writeFileSync(path, `${keys[name]}\n`, { mode: 0o600 })
    return path
  }
  const coordinatorKey = keyFile('coordinator')
  const perspectiveKey = keyFile('perspective')
  const perspectives = new Map<Code, ChildProcess>()
  const perspectiveUrl = (code: Code): string => `http://10.77.${codes.indexOf(code)}.2:7481`
  const startPerspective = async (code: Code): Promise<void> => {
    const words = [
      'perspective',
      'serve',
      '--http',
      `10.77.${codes.indexOf(code)}.2:7481`,
      '--resolver',
      '127.0.0.1',
      '--dnssec',
      'off',
      '--api-key-file',
      perspectiveKey,
      '--json'
    ]
    const child = start(code, process.execPath, command, ...words)
    perspectives.set(code, child)
    await firstLine(child)
  }
  await Promise.all(codes.map(startPerspective))
  const list = codes.map((code) => `${code}@${registries[code]}=${perspectiveUrl(code)}`).join(',')
  const coordinator = start(
    'hub',
    process.execPath,
    command,
    'perspective',
    'serve',
    '--http',
    '127.0.0.1:7482',
    '--coordinate',
    list,
    '--api-key-file',
    coordinatorKey,
    '--perspective-key-file',
    perspectiveKey,
    '--timeout',
    '10',
    '--json'
  )
  await firstLine(coordinator)

  const data = ['--data', join(folder.path, 'data')]
  const made = await chancery('init', '--operator', 'alice', ...data, '--passphrase-file', folder.passphraseFile)
  if (made.code !== 0) throw new Error(made.err)
  const engine = start(
    'hub',
    process.execPath,
    command,
    'serve',
    ...data,
    '--unlock-file',
    folder.passphraseFile,
    '--http',
    '127.0.0.1:7480',
    '--admin',
    'off',
    '--json'
  )
  const { pid } = JSON.parse(await firstLine(engine)) as { readonly pid: number }
  return {
    folder: folder.path,
    coordinator: 'http://127.0.0.1:7482/mpic',
    setZone,
    setFile,
    startPerspective,
    stopPerspective: async (code) => {
      await end(perspectives.get(code))
    },
    operate: (...args) => chancery(...args, ...data),
    operateJson: (...args) => chanceryJson(...args, ...data),
    post: async (url, body, key) => {
      const script =
        'const [url, body, key] = process.argv.slice(1); fetch(url, { method: "POST", headers: { "content-type": "application/json", ...(key ? { "x-api-key": key } : {}) }, body }).then(async (r) => console.log(JSON.stringify({ status: r.status, body: await r.text() })))'
      const child = start('hub', process.execPath, '-e', script, url, body, key ?? '')
      return JSON.parse(await firstLine(child)) as { status: number; body: string }
    },
    acme: 'http://127.0.0.1:7480',
    run: async (program, ...args) => {
      const child = spawn('nsenter', inside('hub', program, ...args), {
        cwd: folder.path,
        stdio: ['ignore', 'pipe', 'pipe']
      })
      const said = { out: '', err: '' }
      child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()))
      const [code] = (await once(child, 'close')) as unknown[]
      return { code: Number(code), ...said }
    },
    perspectiveUrl,
    stop: async () => {
      process.kill(pid, 'SIGINT')
      await ended(engine)
      for (const child of children.toReversed()) await end(child)
      folder.remove()
    }
  }
}

/** Answers for the zone, and as a root without any other name, so that climbing to the top ends. */
function nsdConf(place: string): string {
  writeFileSync(
    join(place, 'root.db'),
    `$TTL 1\n. IN SOA ns. hostmaster. 1 3600 600 86400 1\n. IN NS ns.\nns. IN A 127.0.0.1\n`
  )
  return `server:
  ip-address: 127.0.0.1@53
  username: ""
  chroot: ""
  database: ""
  zonesdir: "${place}"
  pidfile: "${place}/nsd.pid"
  xfrdfile: "${place}/nsd.xfrd"
  zonelistfile: "${place}/nsd.list"
  xfrdir: "${place}"
  server-count: 1
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: "${place}/root.db"
zone:
  name: "${zoneName}"
  zonefile: "${place}/zone.db"
`
}

async function holder(children: ChildProcess[]): Promise<ChildProcess> {
  const child = spawn('unshare', ['-n', 'sleep', 'infinity'], { stdio: 'ignore' })
  children.push(child)
  await until(
    async () =>
      existsSync(`/proc/${child.pid}/comm`) && readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim() === 'sleep',
    () => 'a network namespace'
  )
  return child
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

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return
  child.kill('SIGTERM')
  await ended(child)
}
