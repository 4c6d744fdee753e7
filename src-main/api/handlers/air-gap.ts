import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { acceptBundle } from '../../ca/air-gap/accept.ts'
import { answerRequest, handOverRoot } from '../../ca/air-gap/answer.ts'
import { dutyCalendar } from '../../ca/air-gap/calendar.ts'
import { ensureIdentity, partyOf } from '../../ca/air-gap/identity.ts'
import { inspectBundle, shownParty } from '../../ca/air-gap/inspect.ts'
import { pairPeer, peerViews, readCard, unpairPeer } from '../../ca/air-gap/peers.ts'
import { createRequest } from '../../ca/air-gap/request.ts'
import {
  bundleFile,
  bundleList,
  bundleView,
  cardFile,
  dutyViews,
  madeView,
  mirrorViews,
  ownParty,
  showBundle
} from '../../ca/air-gap/view.ts'
import { actorOf, signedInOf, type HandlersOf } from '../handler.ts'

export const bundleHandlers: HandlersOf<'bundle'> = {
  'bundle.identity': async (input, context) => {
    const identity = await ensureIdentity(context.ca, input, actorOf(context))
    return { identity: shownParty(partyOf(identity)), file: cardFile(identity) }
  },
  'bundle.overview': (_input, { ca }) => ({ identity: ownParty(ca), peers: peerViews(ca), mirrors: mirrorViews(ca) }),
  'bundle.read-card': ({ card }) => {
    const read = readCard(card)
    const { installation, name } = read.card
    return { party: shownParty({ installation, name, fingerprint: read.fingerprint }) }
  },
  'bundle.pair': (input, context) => pairPeer(context.ca, input, actorOf(context)),
  'bundle.unpair': (input, context) => unpairPeer(context.ca, input, actorOf(context)),
  'bundle.peers': (_input, { ca }) => ({ peers: peerViews(ca) }),
  'bundle.create': async (input, context) =>
    madeView(context.ca, (await createRequest(context.ca, input, actorOf(context))).bundleId),
  'bundle.inspect': async (input, context) => ({
    inspection: await inspectBundle(context.ca, input, actorOf(context))
  }),
  'bundle.accept': async (input, context) => {
    const { bundleId, taken } = await acceptBundle(context.ca, input, actorOf(context))
    return { bundle: bundleView(context.ca, bundleId), taken: { ...taken } }
  },
  'bundle.answer': async (input, context) => {
    const { operator, permissions } = signedInOf(context)
    const { roles } = operator
    requireEach(permissions, ['crl.issue', 'certificate.revoke'])
    const made = await answerRequest(context.ca, input, actorOf(context), roles)
    return madeView(context.ca, made.bundleId)
  },
  'bundle.hand-over': async (input, context) => {
    if (input.crls > 0) requireEach(signedInOf(context).permissions, ['crl.issue'])
    return madeView(context.ca, (await handOverRoot(context.ca, input, actorOf(context))).bundleId)
  },
  'bundle.list': (input, { ca }) => bundleList(ca, input),
  'bundle.show': (input, { ca }) => showBundle(ca, input),
  'bundle.export': (input, { ca }) => ({ file: bundleFile(ca, input) })
}

export const dutyHandlers: HandlersOf<'duty'> = {
  'duty.list': (input, { ca }) => ({ duties: dutyViews(ca, input) }),
  'duty.calendar': (input, { ca }) => ({ file: dutyCalendar(ca, input) }),
  'duty.card': async (input, { engine }) => ({ file: await engine.dutyCard(input) })
}

/** An answer does several things at once: who makes it may do each of them. @throws ChanceryError `forbidden` */
function requireEach(held: readonly Permission[], wanted: readonly Permission[]): void {
  const missing = wanted.filter((one) => !held.includes(one))
  if (missing.length > 0)
    throw new ChanceryError(
      'forbidden',
      `This also takes the permission ${missing.join(' and ')}, which you do not have.`
    )
}
