import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileGo } from './compile-go.ts'

/** What another made of as many entries. */
export interface PeerCrl {
  readonly version: string
  readonly milliseconds: number
  /** Resident at its peak, in MiB; the list in memory included. */
  readonly memory: number
}

/** Makes a CRL of so many entries out of a list that it has in memory, three times; tells the middle time. */
const program = `package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"runtime"
	"sort"
	"strconv"
	"syscall"
	"time"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	n, err := strconv.Atoi(os.Args[1])
	must(err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	issuer := &x509.Certificate{Subject: pkix.Name{CommonName: "ca"}, SubjectKeyId: make([]byte, 20), KeyUsage: x509.KeyUsageCRLSign}
	entries := make([]pkix.RevokedCertificate, n)
	for i := range entries {
		serial := make([]byte, 16)
		rand.Read(serial)
		serial[0] = serial[0]&0x3f | 0x40
		entries[i] = pkix.RevokedCertificate{SerialNumber: new(big.Int).SetBytes(serial), RevocationTime: now.Add(-time.Duration(i%5000) * time.Minute)}
		if i%4 > 0 {
			entries[i].Extensions = []pkix.Extension{{Id: []int{2, 5, 29, 21}, Value: []byte{10, 1, byte(i%4 + 2)}}}
		}
	}
	var times []float64
	for round := 0; round < 3; round++ {
		begun := time.Now()
		_, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{RevokedCertificates: entries, Number: big.NewInt(1), ThisUpdate: now, NextUpdate: now.AddDate(0, 0, 7)}, issuer, key)
		must(err)
		times = append(times, float64(time.Since(begun).Microseconds())/1000)
	}
	sort.Float64s(times)
	var use syscall.Rusage
	syscall.Getrusage(0, &use)
	fmt.Println(runtime.Version(), times[1], use.Maxrss/1024)
}
`

/** Go's own library, from a list in memory: without a store, a number or a log. @returns null where there is no `go` */
export function crlOfGo(folder: string, entries: number): PeerCrl | null {
  mkdirSync(folder, { recursive: true })
  if (!compileGo(folder, program)) return null
  const told = execFileSync(join(folder, 'peer'), [String(entries)], { encoding: 'utf8' })
  const [version = '', milliseconds, memory] = told.trim().split(' ')
  return { version, milliseconds: Number(milliseconds), memory: Number(memory) }
}

const configuration = `[ca]
default_ca=d
[d]
database=index.txt
certificate=ca.pem
private_key=ca.key
default_md=sha256
default_crl_days=7
crlnumber=number
unique_subject=no
`

/** `openssl ca -gencrl` over an index of as many lines. @returns null where there is no openssl */
export function crlOfOpenssl(folder: string, entries: number): PeerCrl | null {
  mkdirSync(folder, { recursive: true })
  const lines = Array.from({ length: entries }, (_, n) => {
    const serial = createHash('sha256').update(String(n)).digest('hex').slice(0, 31).toUpperCase()
    return `R\t270130000000Z\t261001120000Z,superseded\t4${serial}\tunknown\t/CN=host-${n}.example.com\n`
  })
  writeFileSync(join(folder, 'index.txt'), lines.join(''))
  writeFileSync(join(folder, 'number'), '05\n')
  writeFileSync(join(folder, 'crl.cnf'), configuration)
  const openssl = (...args: readonly string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const version = openssl('version').split(' ').slice(0, 2).join(' ')
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key']
    openssl('req', '-x509', ...key, '-out', 'ca.pem', '-subj', '/CN=bench', '-days', '3650')
    const begun = performance.now()
    openssl('ca', '-gencrl', '-config', 'crl.cnf', '-out', 'list.pem')
    return { version, milliseconds: performance.now() - begun, memory: Number.NaN }
  } catch {
    return null
  }
}
