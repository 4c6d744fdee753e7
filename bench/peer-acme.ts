import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another ACME server, running. */
export interface AcmePeer {
  readonly name: string
  readonly directory: string
  /** Its root, PEM. */
  readonly root: string
  /** What it certifies: names that it believes, or 127.0.0.1 proven by http-01. */
  readonly kind: 'dns' | 'ip'
  /** Microseconds of processor time so far. */
  cpu(): number
  stop(): void
}

/** Pebble in memory, believing every proof at once. @returns why it cannot be had where it cannot */
export async function startPebble(folder: string): Promise<AcmePeer | string> {
  if (!has('pebble') || !has('openssl')) return 'pebble is not installed here (Debian: pebble, openssl)'
  const { certificate, key } = selfSigned(folder, 'pebble')
  const config = join(folder, 'pebble.json')
  const pebble = {
    listenAddress: '127.0.0.1:14000',
    managementListenAddress: '127.0.0.1:15000',
    certificate,
    privateKey: key,
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: '',
    externalAccountBindingRequired: false
  }
  writeFileSync(config, JSON.stringify({ pebble }))
  const env = {
    PEBBLE_VA_ALWAYS_VALID: '1',
    PEBBLE_VA_NOSLEEP: '1',
    PEBBLE_WFE_NONCEREJECT: '0',
    PEBBLE_AUTHZREUSE: '0'
  }
  const child = spawn('pebble', ['-config', config], { stdio: 'ignore', env: { ...process.env, ...env } })
  await answering(14000)
  return peer('pebble 2.4, in memory', 'https://127.0.0.1:14000/dir', certificate, 'dns', child)
}

const stepSource = '/usr/share/gocode/src/github.com/smallstep/certificates'
const stepProgram = `package main

import (
	"log"
	"os"

	"github.com/smallstep/certificates/authority/config"
	"github.com/smallstep/certificates/ca"
	_ "github.com/smallstep/certificates/cas/softcas"
	_ "github.com/smallstep/certificates/kms/softkms"
)

func main() {
	settings, err := config.LoadConfiguration(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	server, err := ca.New(settings)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.Run())
}
`

/** step-ca with its durable store, built once from Debian's sources; it proves 127.0.0.1 by http-01 each time. */
export async function startStepCa(folder: string): Promise<AcmePeer | string> {
  if (!has('go') || !has('openssl') || !existsSync(stepSource))
    return 'step-ca cannot be built here (Debian: golang-go, golang-github-smallstep-certificates-dev, openssl)'
  const kept = join(tmpdir(), 'chancery-bench-peers')
  const program = join(kept, 'step-ca-0.19')
  if (!existsSync(program)) {
    mkdirSync(kept, { recursive: true })
    const source = join(folder, 'step-ca.go')
    writeFileSync(source, stepProgram)
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: `${join(kept, 'go')}:/usr/share/gocode` }
    const built = spawnSync('go', ['build', '-o', program, source], { env, encoding: 'utf8' })
    if (built.status !== 0) return `step-ca was not built: ${built.stderr.slice(0, 200)}`
  }
  const root = selfSigned(folder, 'step-root')
  const [key, csr, issuing] = ['step.key', 'step.csr', 'step.pem'].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ]
  const extensions = join(folder, 'step.ext')
  writeFileSync(extensions, 'basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n')
  openssl(
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    csr,
    '-subj',
    '/CN=step issuing'
  )
  openssl(
    'x509',
    '-req',
    '-in',
    csr,
    '-CA',
    root.certificate,
    '-CAkey',
    root.key,
    '-CAcreateserial',
    '-days',
    '900',
    '-extfile',
    extensions,
    '-out',
    issuing
  )
  const config = join(folder, 'step.json')
  const settings = {
    root: root.certificate,
    crt: issuing,
    key,
    address: '127.0.0.1:14020',
    dnsNames: ['127.0.0.1', 'localhost'],
    logger: { format: 'text' },
    db: { type: 'bbolt', dataSource: join(folder, 'step.db') },
    authority: { provisioners: [{ type: 'ACME', name: 'acme' }] },
    tls: { minVersion: 1.2 }
  }
  writeFileSync(config, JSON.stringify(settings))
  const child = spawn(program, [config], { stdio: 'ignore' })
  await answering(14020)
  const directory = 'https://127.0.0.1:14020/acme/acme/directory'
  return peer('step-ca 0.19, durable, http-01', directory, root.certificate, 'ip', child)
}

function peer(name: string, directory: string, root: string, kind: 'dns' | 'ip', child: ChildProcess): AcmePeer {
  return {
    name,
    directory,
    root,
    kind,
    cpu: () => processorTime(child.pid ?? 0),
    stop: () => void child.kill('SIGKILL')
  }
}

/** @returns microseconds of processor time that a process has used (proc(5), in ticks of 10 ms); 0 where nobody tells */
function processorTime(pid: number): number {
  const read = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' })
  const fields = read.stdout.split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000
}

function selfSigned(folder: string, name: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    '-days',
    '1000',
    '-subj',
    `/CN=${name}`,
    '-addext',
    names
  )
  return { certificate, key }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' })
}

function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}

/** Waits until something listens on a port of this machine. @throws Error after half a minute */
async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
      setTimeout(() => socket.destroy(), 500)
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing listens on port ${port}`)
}
