import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileGo } from './compile-go.ts'

/** Answers any serial number of the index with good, as the library of Go has it: from a map, or signed each time. */
const program = `package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ocsp"
)

func main() {
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Bench CA"}, NotBefore: time.Now(), NotAfter: time.Now().AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true}
	der, _ := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	ca, _ := x509.ParseCertificate(der)
	known := map[string]bool{}
	index, _ := os.Open(os.Args[2])
	for lines := bufio.NewScanner(index); lines.Scan(); {
		known[strings.ToLower(strings.Split(lines.Text(), "\\t")[3])] = true
	}
	var kept sync.Map
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var out []byte
		if os.Args[1] == "cached" {
			if found, ok := kept.Load(string(body)); ok {
				out = found.([]byte)
			}
		}
		if out == nil {
			question, err := ocsp.ParseRequest(body)
			if err != nil || !known[question.SerialNumber.Text(16)] {
				w.WriteHeader(500)
				return
			}
			now := time.Now()
			out, _ = ocsp.CreateResponse(ca, ca, ocsp.Response{Status: ocsp.Good, SerialNumber: question.SerialNumber, ThisUpdate: now, NextUpdate: now.Add(12 * time.Hour)}, key)
			if os.Args[1] == "cached" {
				kept.Store(string(body), out)
			}
		}
		w.Header().Set("Content-Type", "application/ocsp-response")
		w.Write(out)
	}))
}
`

/** Where Debian's golang-golang-x-crypto-dev has its sources. */
const sources = '/usr/share/gocode'

interface GoServer {
  readonly port: number
  readonly pid: number
}

/** Compiles and starts a responder in Go, on one core as ours. @returns its ports, null where Go or its library is missing */
export async function startGoResponder(
  folder: string,
  children: ChildProcess[]
): Promise<{ readonly cached: GoServer; readonly fresh: GoServer } | null> {
  if (!existsSync(join(sources, 'src/golang.org/x/crypto/ocsp'))) return null
  if (!compileGo(folder, program, sources)) return null
  const start = async (mode: string): Promise<GoServer> => {
    const child = spawn(join(folder, 'peer'), [mode, join(folder, 'index.txt')], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GOMAXPROCS: '1' }
    })
    children.push(child)
    const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
    return { port: Number(line.value), pid: child.pid ?? 0 }
  }
  return { cached: await start('cached'), fresh: await start('fresh') }
}
