// A test run that claims to be inside Electron has to be: OpenSSL here would prove nothing about BoringSSL.
import { getCurves } from 'node:crypto'

if (process.versions.electron === undefined)
  throw new Error('These tests have to run inside Electron, see vitest.electron.config.ts.')
// OpenSSL offers brainpool curves, BoringSSL does not.
if (getCurves().includes('brainpoolP256r1')) throw new Error('This Electron does not use BoringSSL.')
