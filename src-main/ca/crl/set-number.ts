import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { raiseCrlNumber } from '../../store/authorities.ts'
import { transaction } from '../../store/transaction.ts'
import { requireAuthority } from '../authorities/find.ts'
import { announce } from '../authorities/create.ts'
import type { CaContext } from '../context.ts'
import { decimalNumber, storedNumber } from './number.ts'

/**
 * Goes on above a number that was used elsewhere: by a server before, or since the backup that this database comes from.
 * @throws ChanceryError `conflict` for a number that is not above the last one; `invalid-input`, `not-found`
 */
export async function setCrlNumber(
  ca: CaContext,
  input: { authority: Ref; last: string },
  actor: Actor
): Promise<{ last: string }> {
  const wanted = storedNumber(input.last)
  await transaction(ca.store, (tx) => {
    const row = requireAuthority(tx, input.authority)
    if (wanted <= row.crlNumber)
      throw new ChanceryError(
        'conflict',
        `The last CRL number of ${row.name} is ${decimalNumber(row.crlNumber)}; numbers never fall (RFC 5280 5.2.3).`
      )
    raiseCrlNumber(tx, row.id, wanted)
    announce(tx, ca, row.id, 'crl.set-number', { before: decimalNumber(row.crlNumber), last: input.last }, actor)
  })
  return { last: decimalNumber(wanted) }
}
