import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileGo } from './compile-go.ts'
import type { Contender } from './rate.ts'

/** Waits for a line `create 250` or `parse 250` and answers with operations per CPU second over so many milliseconds. */
const program = `package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"os"
	"runtime"
	"syscall"
	"time"
)

func used() float64 {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return float64(r.Utime.Sec+r.Stime.Sec) + float64(r.Utime.Usec+r.Stime.Usec)/1e6
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	subject, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	issuer := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{Organization: []string{"Example"}, CommonName: "Example Issuing CA 1"}, NotBefore: from, NotAfter: from.AddDate(5, 0, 0), IsCA: true, BasicConstraintsValid: true, SubjectKeyId: make([]byte, 20), KeyUsage: x509.KeyUsageCertSign}
	var der []byte
	create := func(i int) {
		serial := make([]byte, 16)
		rand.Read(serial)
		serial[0] &= 0x7f
		host := fmt.Sprintf("host-%d.servers.example.com", i)
		template := &x509.Certificate{SerialNumber: new(big.Int).SetBytes(serial), Subject: pkix.Name{Organization: []string{"Example Corp"}, CommonName: host}, NotBefore: from, NotAfter: from.AddDate(0, 0, 90),
			KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}, BasicConstraintsValid: true, DNSNames: []string{host, "www." + host},
			OCSPServer: []string{"http://ocsp.ca.example/"}, IssuingCertificateURL: []string{"http://ca.example/issuing-1.crt"}, CRLDistributionPoints: []string{"http://ca.example/issuing-1.crl"}, PolicyIdentifiers: []asn1.ObjectIdentifier{{2, 23, 140, 1, 2, 1}}}
		var err error
		der, err = x509.CreateCertificate(rand.Reader, template, issuer, &subject.PublicKey, key)
		must(err)
	}
	create(0)
	parse := func(i int) {
		_, err := x509.ParseCertificate(der)
		must(err)
	}
	fmt.Println(runtime.Version())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var what string
		var ms int
		fmt.Sscanf(lines.Text(), "%s %d", &what, &ms)
		work := create
		if what == "parse" {
			work = parse
		}
		before, end, n := used(), time.Now().Add(time.Duration(ms)*time.Millisecond), 0
		for time.Now().Before(end) {
			work(n)
			n++
		}
		fmt.Println(float64(n) / (used() - before))
	}
}
`

/** Go's crypto/x509 in a process of its own. */
export interface GoPeer {
  readonly version: string
  readonly create: Contender
  readonly parse: Contender
  readonly close: () => void
}

/** Compiles a small program with nothing but Go's own library. @returns null where there is no `go`. */
export async function startGo(): Promise<GoPeer | null> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-go-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (!compileGo(folder, program)) {
    remove()
    return null
  }
  const child = spawn(join(folder, 'peer'), { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => String((await lines.next()).value)
  const version = await nextLine()
  const contender = (what: string): Contender => ({
    measure: async (milliseconds) => {
      child.stdin.write(`${what} ${Math.round(milliseconds)}\n`)
      return Number(await nextLine())
    }
  })
  return {
    version,
    create: contender('create'),
    parse: contender('parse'),
    close: () => {
      child.stdin.end()
      child.kill()
      remove()
    }
  }
}
