import { execFileSync } from 'node:child_process'
import { randomBytes, webcrypto, type KeyPairKeyObjectResult } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as peculiar from '@peculiar/x509'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

/** The same end-entity certificate as issued by the libraries. */
export interface Peers {
  peculiarIssue(i: number): Promise<unknown>
  pkijsIssue(i: number): Promise<unknown>
}

const notBefore = new Date('2026-11-01T00:00:00Z')
const notAfter = new Date('2027-01-30T00:00:00Z')

/** Prepares keys and engines of the libraries. @param spki of the subject. */
export async function makePeers(issuer: KeyPairKeyObjectResult, spki: Uint8Array): Promise<Peers> {
  peculiar.cryptoProvider.set(webcrypto)
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto }))
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    issuer.privateKey.export({ format: 'der', type: 'pkcs8' }),
    algorithm,
    false,
    ['sign']
  )
  const publicKey = await webcrypto.subtle.importKey('spki', new Uint8Array(spki), algorithm, true, ['verify'])
  return {
    async peculiarIssue(i) {
      const host = `host-${i}.servers.example.com`
      const certificate = await peculiar.X509CertificateGenerator.create({
        serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
        subject: `O=Example Corp, CN=${host}`,
        issuer: 'O=Example, CN=Example Issuing CA 1',
        notBefore,
        notAfter,
        publicKey,
        signingKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [
          new peculiar.BasicConstraintsExtension(false, undefined, true),
          new peculiar.KeyUsagesExtension(peculiar.KeyUsageFlags.digitalSignature, true),
          new peculiar.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
          new peculiar.SubjectAlternativeNameExtension([
            { type: 'dns', value: host },
            { type: 'dns', value: `www.${host}` }
          ])
        ]
      })
      return certificate.rawData
    },
    async pkijsIssue(i) {
      const certificate = new pkijs.Certificate()
      certificate.version = 2
      certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(randomBytes(15)).buffer })
      const cn = new pkijs.AttributeTypeAndValue({
        type: '2.5.4.3',
        value: new asn1js.Utf8String({ value: `host-${i}.servers.example.com` })
      })
      certificate.issuer.typesAndValues.push(cn)
      certificate.subject.typesAndValues.push(cn)
      certificate.notBefore.value = notBefore
      certificate.notAfter.value = notAfter
      await certificate.subjectPublicKeyInfo.importKey(publicKey)
      certificate.extensions = [
        new pkijs.Extension({ extnID: '2.5.29.15', critical: true, extnValue: new Uint8Array([3, 2, 7, 0x80]).buffer })
      ]
      await certificate.sign(signingKey, 'SHA-256')
      return certificate.toSchema(true).toBER(false)
    }
  }
}

/** One process measures both; figures per CPU second, as ours. */
const goProgram = `package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"runtime"
	"syscall"
	"time"
)

func used() float64 {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return float64(r.Utime.Sec+r.Stime.Sec) + float64(r.Utime.Usec+r.Stime.Usec)/1e6
}

func rate(work func(i int)) float64 {
	best := 0.0
	for trial := 0; trial < 3; trial++ {
		before, end, n := used(), time.Now().Add(400*time.Millisecond), 0
		for time.Now().Before(end) {
			work(n)
			n++
		}
		if r := float64(n) / (used() - before); r > best {
			best = r
		}
	}
	return best
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
	create := rate(func(i int) {
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
	})
	parse := rate(func(i int) {
		_, err := x509.ParseCertificate(der)
		must(err)
	})
	fmt.Printf("create %f\\nparse %f\\n", create, parse)
}
`

/** @returns what Go does per second, by name; empty where there is no `go`. */
export function goFigures(): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-'))
  try {
    writeFileSync(join(folder, 'main.go'), goProgram)
    const output = execFileSync('go', ['run', 'main.go'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    })
    return new Map(
      output
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0]!, Number(line.split(' ')[1])])
    )
  } catch {
    return new Map()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
