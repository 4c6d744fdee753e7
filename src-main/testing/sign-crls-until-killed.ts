/*
 * A process that signs CRLs until it is killed right before or right after a signature, by itself and without mercy:
 * node sign-crls-until-killed.ts <database> <before | after> <hit> <master key, wrapped, hex>
 * Every signature that was made, and every number that a caller was told, is one line on standard output.
 */
import { writeSync } from 'node:fs'
import { issueCrlByHand } from '../ca/crl/view.ts'
import type { CaContext } from '../ca/context.ts'
import type { Signer } from '../keys/signer.ts'
import { authority, startLife } from './life.ts'
import { vaultFromWrapped } from './wrapped-vault.ts'

const [path, when, hit, wrapped] = process.argv.slice(2)
if (path === undefined || wrapped === undefined) throw new Error('arguments are missing')

const life = await startLife({ path, vault: vaultFromWrapped(wrapped) })
await authority(life, 'ca')
let hits = 0
const dying = (signer: Signer): Signer => ({
  ...signer,
  sign: async (data, algorithm, signal) => {
    const last = ++hits === Number(hit)
    if (last && when === 'before') process.kill(process.pid, 'SIGKILL')
    const signature = await signer.sign(data, algorithm, signal)
    writeSync(1, 'signed\n')
    if (last) process.kill(process.pid, 'SIGKILL')
    return signature
  }
})
const ca: CaContext = {
  ...life.ca,
  keys: { ...life.ca.keys, open: async (key) => dying(await life.ca.keys.open(key)) }
}
for (;;) {
  const { crl } = await issueCrlByHand(ca, { authority: 'ca' }, life.alice)
  writeSync(1, `told ${crl.number}\n`)
}
