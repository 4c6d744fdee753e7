import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answering, has, openssl, selfSigned } from './peer-process.ts'

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

/** step-ca with its durable store, running. */
export interface StepCa {
  readonly child: ChildProcess
  /** Its root and its issuing authority, PEM files. */
  readonly root: string
  readonly issuing: string
  readonly https: string
  readonly http: string
}

/**
 * Builds step-ca once from Debian's sources and starts it.
 * @param provisioner as its configuration names it; @param key what openssl makes the issuing authority's key from
 * @returns why it cannot be had where it cannot
 */
export async function startStep(
  folder: string,
  provisioner: Readonly<Record<string, unknown>>,
  key: readonly string[]
): Promise<StepCa | string> {
  const program = builtStep(folder)
  if (!program.ok) return program.why
  const root = selfSigned(folder, 'step-root').certificate
  const { file, certificate: issuing } = issuingAuthority(folder, root, key)
  const [https, http] = ['127.0.0.1:14020', '127.0.0.1:14021'] as const
  const config = join(folder, 'step.json')
  const settings = {
    root,
    crt: issuing,
    key: file,
    address: https,
    insecureAddress: http,
    dnsNames: ['127.0.0.1', 'localhost'],
    logger: { format: 'text' },
    db: { type: 'bbolt', dataSource: join(folder, 'step.db') },
    authority: { provisioners: [provisioner] },
    tls: { minVersion: 1.2 }
  }
  writeFileSync(config, JSON.stringify(settings))
  const child = spawn(program.path, [config], { stdio: 'ignore' })
  await answering(14020)
  return { child, root, issuing, https: `https://${https}`, http: `http://${http}` }
}

function builtStep(
  folder: string
): { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: string } {
  if (!has('go') || !has('openssl') || !existsSync(stepSource))
    return {
      ok: false,
      why: 'step-ca cannot be built here (Debian: golang-go, golang-github-smallstep-certificates-dev, openssl)'
    }
  const kept = join(tmpdir(), 'chancery-bench-peers')
  const path = join(kept, 'step-ca-0.19')
  if (existsSync(path)) return { ok: true, path }
  mkdirSync(kept, { recursive: true })
  const source = join(folder, 'step-ca.go')
  writeFileSync(source, stepProgram)
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: `${join(kept, 'go')}:/usr/share/gocode` }
  const built = spawnSync('go', ['build', '-o', path, source], { env, encoding: 'utf8' })
  return built.status === 0
    ? { ok: true, path }
    : { ok: false, why: `step-ca was not built: ${built.stderr.slice(0, 200)}` }
}

/** Lets openssl make an issuing authority under a root made by `selfSigned`. */
function issuingAuthority(
  folder: string,
  root: string,
  key: readonly string[]
): { readonly file: string; readonly certificate: string } {
  const file = join(folder, 'step.key')
  const [csr, certificate, extensions] = [
    join(folder, 'step.csr'),
    join(folder, 'step.pem'),
    join(folder, 'step.ext')
  ] as const
  writeFileSync(extensions, 'basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n')
  const subject = ['-subj', '/CN=step issuing'] as const
  openssl('req', '-new', '-newkey', ...key, '-nodes', '-keyout', file, '-out', csr, ...subject)
  const signer = ['-CA', root, '-CAkey', root.replace(/\.pem$/, '.key'), '-CAcreateserial'] as const
  openssl('x509', '-req', '-in', csr, ...signer, '-days', '900', '-extfile', extensions, '-out', certificate)
  return { file, certificate }
}
