import { ChanceryError } from '../../../../src-shared/errors.ts'
import { parseCrl } from '../../../pki/crl.ts'
import { verifyAudit } from '../../../store/audit-verify.ts'
import { listAuthorities } from '../../../store/authorities.ts'
import { getKey } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { requireAuthority } from '../../authorities/find.ts'
import { signLists, wholeSeconds } from '../../crl/issue.ts'
import { openSigner } from '../../sign.ts'
import { placesOf } from '../../tokens/places.ts'
import type { Act, Outcome, PerformContext, StepOf } from './act.ts'
import { unlockTokenOf } from './unlock.ts'

/** Tries out what would be needed after a loss, without leaving anything behind but what is noted. */
export const drillAct: Act<StepOf<'drill'>> = {
  perform: (step, context) => {
    switch (step.what) {
      case 'audit-chain':
        return auditChain(context)
      case 'open-keys':
        return openKeys(context)
      case 'test-crl':
        return testCrl(step.authority ?? '', context)
    }
  }
}

async function auditChain({ ca }: PerformContext): Promise<Outcome> {
  const verdict = await verifyAudit(reader(ca.store))
  return {
    facts: {
      intact: verdict.problem === null ? 'yes' : 'no',
      rows: String(verdict.rows),
      ...(verdict.problem === null ? {} : { problem: verdict.problem.message })
    },
    mustBe: { intact: 'yes' }
  }
}

/** Opens the key of every authority that has one, and says which token must be there for it. */
async function openKeys({ ca }: PerformContext): Promise<Outcome> {
  const from = reader(ca.store)
  const facts: Record<string, string> = {}
  let closed = 0
  for (const { name, state, keyId } of listAuthorities(from)) {
    const key = getKey(from, keyId)
    if (state === 'destroyed' || key === undefined) continue
    const places = placesOf(from, keyId)
    const place = places.length === 0 ? 'vault' : places.join(' or ')
    const problem = await openSigner(ca, key).then(
      () => null,
      (error: unknown) => (error instanceof ChanceryError ? error.message : String(error))
    )
    if (problem !== null) closed += 1
    facts[`authority ${name}`] =
      problem === null ? `opens; its key lies in ${place}` : `${problem} Its key lies in ${place}.`
  }
  return { facts: { ...facts, closed: String(closed) }, mustBe: { closed: '0' } }
}

/** Signs a CRL with the present entries, under the last number again, and throws it away: no number is spent. */
async function testCrl(ref: string, context: PerformContext): Promise<Outcome> {
  const { ca, inspect } = context
  const authority = requireAuthority(reader(ca.store), ref)
  await unlockTokenOf(context, authority.keyId)
  const [signed] = await signLists(
    ca,
    authority.id,
    [{ scope: '', base: null }],
    authority.crlNumber,
    wholeSeconds(ca.clock.now()),
    'in a ceremony',
    (tbs) => inspect('crl', tbs)
  )
  if (signed === undefined) throw new ChanceryError('internal', 'No CRL was made.')
  const { entries, sha256 } = signed.row
  return {
    facts: { authority: authority.name, verified: 'yes', entries: String(entries), sha256 },
    signed: [{ kind: 'crl', tbs: parseCrl(signed.der).tbs }]
  }
}
