import { parseCrl } from '../../../pki/crl.ts'
import type { Reader } from '../../../store/connection.ts'
import { getCrlDer, listCrlPage, type CrlRow } from '../../../store/crls.ts'
import { reader } from '../../../store/store.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import { requireAuthority } from '../../authorities/find.ts'
import { decimalNumber } from '../../crl/number.ts'
import { signSeries } from '../../crl/series.ts'
import { sha256Of } from '../book.ts'
import { fileNameOf, type Act, type StepOf } from './act.ts'
import { unlockTokenOf } from './unlock.ts'

/** As kept with a CRL; no other cause has it. */
const cause = 'in a ceremony'
/** CRLs of one step: sixty days, each with its parts. */
const most = 60 * 260

/**
 * Signs a CRL or a series. The series is kept in one transaction, so that after an interruption all of its CRLs are there
 * or none; they are known by their cause and by numbers above the one that was noted.
 */
export const issueCrlAct: Act<StepOf<'issue-crl'>> = {
  begin: (step, { ca }) => {
    const { crlNumber, name } = requireAuthority(reader(ca.store), step.authority)
    return { facts: { authority: name, lastNumber: decimalNumber(crlNumber), count: String(step.count) } }
  },
  perform: async (step, context) => {
    const { ca, actor, intent, inspect } = context
    const authority = requireAuthority(reader(ca.store), step.authority)
    await unlockTokenOf(context, authority.keyId)
    const above = BigInt(intent['lastNumber'] ?? '0')
    if (signedSince(reader(ca.store), authority.id, above).length === 0)
      await signSeries(
        ca,
        {
          authority: authority.id,
          count: step.count,
          every: step.every,
          cause,
          inspect: (tbs) => inspect('crl', tbs)
        },
        actor
      )
    const rows = signedSince(reader(ca.store), authority.id, above)
    const crls = rows.map((row) => ({ row, der: derOf(reader(ca.store), row) }))
    const [first, last] = [rows[0], rows.at(-1)]
    if (first === undefined || last === undefined)
      throw new ChanceryError('damaged', 'The CRLs that were signed are not in the database.')
    return {
      facts: {
        authority: authority.name,
        crlIds: rows.map(({ id }) => id).join(','),
        count: String(rows.length),
        firstNumber: decimalNumber(first.number),
        lastNumber: decimalNumber(last.number),
        thisUpdate: new Date(first.thisUpdate).toISOString(),
        nextUpdate: new Date(last.nextUpdate).toISOString(),
        entries: String(last.entries),
        // Of one CRL its own digest, of several that of the list of their digests.
        sha256: rows.length === 1 ? first.sha256 : sha256Of(Buffer.from(rows.map(({ sha256 }) => sha256).join('\n')))
      },
      files: crls.map(({ row, der }) => ({
        name: fileNameOf(
          context,
          `${authority.name}-crl-${decimalNumber(row.number)}${row.scope === '' ? '' : `-${row.scope}`}`,
          'crl'
        ),
        bytes: der
      })),
      signed: crls.map(({ der }) => ({ kind: 'crl', tbs: parseCrl(der).tbs }))
    }
  }
}

function signedSince(from: Reader, authorityId: number, above: bigint): CrlRow[] {
  return listCrlPage(from, { authorityId, from: undefined, to: undefined }, null, most)
    .filter(({ reason, number }) => reason === cause && BigInt(`0x${number}`) > above)
    .toSorted((a, b) => a.id - b.id)
}

function derOf(from: Reader, row: CrlRow): Uint8Array {
  const der = getCrlDer(from, row.id)
  if (der === undefined) throw new ChanceryError('damaged', `The bytes of CRL ${row.id} are not in the database.`)
  return new Uint8Array(der)
}
