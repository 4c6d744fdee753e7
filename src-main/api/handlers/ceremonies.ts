import { checkHost } from '../../ca/ceremony/host-check.ts'
import { closeCeremony } from '../../ca/ceremony/close.ts'
import { abandon, attach, digress } from '../../ca/ceremony/notes.ts'
import { openCeremony } from '../../ca/ceremony/open.ts'
import { beginStep, completeStep } from '../../ca/ceremony/run.ts'
import { signOff } from '../../ca/ceremony/sign-off.ts'
import { checkScript, fileOfCeremony, listOfCeremonies, showCeremony, transcriptOf } from '../../ca/ceremony/view.ts'
import { requireRightOfStep, requireRightsOfScript } from '../ceremony-rights.ts'
import { actorOf, operatorOf, type HandlerContext, type HandlersOf } from '../handler.ts'

const stepBy = (context: HandlerContext, pin: string | undefined): Parameters<typeof beginStep>[2] => ({
  actor: actorOf(context),
  roles: operatorOf(context).roles,
  pin
})

export const ceremonyHandlers: HandlersOf<'ceremony'> = {
  'ceremony.list': (_input, { engine }) => listOfCeremonies(engine.ceremonies),
  'ceremony.show': (input, { engine }) => showCeremony(engine.ceremonies, input.ceremony),
  'ceremony.check': (input, { engine }) => checkScript(engine.ceremonies, input.script),
  'ceremony.open': async (input, context) => {
    const world = context.engine.ceremonies
    requireRightsOfScript(context, input.mode, input.script)
    return showCeremony(world, await openCeremony(world, input, actorOf(context)))
  },
  'ceremony.host-check': async (input, context) => {
    const world = context.engine.ceremonies
    const checked = await checkHost(world, input.ceremony, input, actorOf(context))
    return { ...showCeremony(world, input.ceremony), ...checked }
  },
  'ceremony.step-begin': async (input, context) => {
    requireRightOfStep(context, input.ceremony)
    await beginStep(context.engine.ceremonies, input, stepBy(context, input.pin))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.step-complete': async (input, context) => {
    requireRightOfStep(context, input.ceremony)
    await completeStep(context.engine.ceremonies, input, stepBy(context, input.pin))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.confirm': async (input, context) => {
    await signOff(context.engine.ceremonies, input, 'confirmed', actorOf(context))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.witness': async (input, context) => {
    await signOff(context.engine.ceremonies, input, 'witnessed', actorOf(context))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.digress': async (input, context) => {
    await digress(context.engine.ceremonies, input.ceremony, input.what, actorOf(context))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.attach': async (input, context) => {
    const file = { name: input.name, bytes: new Uint8Array(Buffer.from(input.content, 'base64')) }
    await attach(context.engine.ceremonies, input.ceremony, file, actorOf(context))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.abort': async (input, context) => {
    await abandon(context.engine.ceremonies, input.ceremony, input.reason, actorOf(context))
    return showCeremony(context.engine.ceremonies, input.ceremony)
  },
  'ceremony.close': async (input, context) => {
    const closed = await closeCeremony(context.engine.ceremonies, input.ceremony, actorOf(context), input)
    return { ...showCeremony(context.engine.ceremonies, input.ceremony), ...closed }
  },
  'ceremony.transcript': (input, { engine }) => transcriptOf(engine.ceremonies, input.ceremony),
  'ceremony.file': (input, { engine }) => fileOfCeremony(engine.ceremonies, input.ceremony, input.name)
}
