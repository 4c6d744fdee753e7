import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePem } from '../src-main/pki/pem.ts'
import type { Contender } from './rate.ts'

const configuration = `[ca]
default_ca=d
[d]
database=index.txt
serial=serial
new_certs_dir=.
certificate=ca.pem
private_key=ca.key
default_md=sha256
default_days=365
policy=p
copy_extensions=copy
unique_subject=no
[p]
commonName=supplied
organizationName=optional
`

/** Both commands of OpenSSL that sign a CSR, a process a certificate, as they are used; rates per wall second. */
export interface OpensslPeer {
  readonly version: string
  readonly ca: Contender
  readonly x509: Contender
}

/** @param folder where its files go. @returns null where there is no openssl. */
export function startOpenssl(folder: string, csrs: readonly Uint8Array[]): OpensslPeer | null {
  const openssl = (...args: readonly string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.txt'), '')
  writeFileSync(join(folder, 'ca.cnf'), configuration)
  csrs.forEach((csr, n) => writeFileSync(join(folder, `r${n}.pem`), writePem('CERTIFICATE REQUEST', csr)))
  let version: string
  try {
    version = openssl('version').split(' ').slice(0, 2).join(' ')
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key']
    openssl('req', '-x509', ...key, '-out', 'ca.pem', '-subj', '/CN=bench', '-days', '3650')
  } catch {
    return null
  }
  let next = 0
  const contender = (sign: (request: string, to: string) => void): Contender => ({
    measure: async (milliseconds) => {
      const begun = performance.now()
      let count = 0
      for (; performance.now() - begun < milliseconds; count++) {
        const n = next++
        sign(`r${n % csrs.length}.pem`, `c${n}.pem`)
      }
      return (count * 1000) / (performance.now() - begun)
    }
  })
  return {
    version,
    ca: contender((request, to) => {
      openssl('ca', '-config', 'ca.cnf', '-batch', '-notext', '-rand_serial', '-in', request, '-out', to)
    }),
    x509: contender((request, to) => {
      const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
      openssl('x509', '-req', '-in', request, ...authority, '-copy_extensions', 'copy', '-days', '365', '-out', to)
    })
  }
}
