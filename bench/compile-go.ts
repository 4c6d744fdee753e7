import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compiles a program to `peer` in a folder, with nothing from the net.
 * @param sources folders of packages beside Go's own (GOPATH). @returns false where there is no `go`, or it does not compile
 */
export function compileGo(folder: string, program: string, sources?: string): boolean {
  writeFileSync(join(folder, 'main.go'), program)
  const paths = sources === undefined ? {} : { GOPATH: sources }
  try {
    execFileSync('go', ['build', '-o', 'peer', 'main.go'], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, GO111MODULE: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '', ...paths }
    })
    return true
  } catch {
    return false
  }
}
