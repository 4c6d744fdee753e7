import { requireAuthority } from '../../ca/authorities/find.ts'
import { resolveReservation } from '../../ca/issue/reservations.ts'
import { followUp } from '../../ca/revoke.ts'
import { reader } from '../../store/store.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const reservationHandlers: HandlersOf<'reservation'> = {
  'reservation.resolve': async (input, context) => {
    const { ca } = context
    const authority = requireAuthority(reader(ca.store), input.authority)
    await resolveReservation(ca, authority.id, input.serial, actorOf(context))
    await followUp(ca, authority.id, actorOf(context))
    return { ok: true } as const
  }
}
